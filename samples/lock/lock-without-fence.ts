/**
 * A storage that lets everybody write who comes with a token.
 *
 * What it shows: why a lock with a lease is not enough. The message of the first holder is on its way
 * while its lease expires; the second holder writes; then the message arrives and overwrites what it
 * knew nothing of. The error stands at the handler of the storage.
 *
 * What to try: the storage keeps the token of the last writer and makes no use of it. Mend
 * `isRefused`: it becomes `const isRefused = token < s.token;`. Save, and old tokens are refused.
 */
import { clientsOf } from './lock.model.ts';
import { Lock, storage } from './lock.ts';

export const OpenStorage = storage.define({
  init: () => ({ writer: null, token: 0 }),
  on: {
    write: (s, { token }, turn) => {
      const isRefused = token === 0;
      if (isRefused) {
        turn.reply(Lock.refused());
        return;
      }
      s.writer = turn.sender;
      s.token = token;
      turn.reply(Lock.written());
    },
  },
});

export const lockWithoutFence = clientsOf(OpenStorage);
