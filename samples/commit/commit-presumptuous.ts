/**
 * A transaction manager that aborts whenever it recovers.
 *
 * What it shows: a mistake that no test meets whose processes never die. The manager has decided to
 * commit, and one resource manager has heard of it. Then the manager crashes, recovers, and tells
 * everybody to abort.
 *
 * What to try: which of the steps is the crash? Then mend `recover`: what was decided stays decided, so
 * its first line becomes `if (s.decision === 'none') s.decision = 'abort';`.
 */
import { commitWith } from './commit.model.ts';
import { announce, deciding, transactionManager } from './commit.ts';

export const PresumptuousManager = transactionManager.define({
  ...deciding,

  recover: (s, turn) => {
    s.decision = 'abort';
    announce(s, turn);
  },
});

export const commitPresumptuous = commitWith(PresumptuousManager);
