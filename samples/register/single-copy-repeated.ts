/**
 * The same server on a network that delivers one message twice.
 *
 * What it shows: what sending again after a timeout does to a server that does not expect it. An old
 * write arrives once more and overwrites a newer one, which its client has seen already. The trace
 * ends with the read that nothing explains, and lists reads and writes as the clients saw them.
 *
 * What to try: `duplicate: 0` is a network that delivers each message once, and all is well on it. Where
 * there is none, the server has to know what it has done: give it a `z.set(RequestId)`, and let it
 * answer a repeated request without doing it again.
 */
import { singleCopyOn } from './single-copy.ts';

export const singleCopyRepeated = singleCopyOn({
  order: 'any',
  lose: 0,
  duplicate: 1,
});
