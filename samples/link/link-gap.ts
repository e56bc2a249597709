/**
 * A receiver that takes whatever is newer than what it has.
 *
 * What it shows: a mistake in a well-known example of such links. The second message overtakes the first
 * one. The receiver takes it, and from then on refuses the first one as old, but acknowledges it: the
 * sender believes that all has arrived.
 *
 * What to try: the shortest trace has one step. Then mend `isTooEarly`: a message is too early if one is
 * missing before it, so it becomes `const isTooEarly = seq > s.last + 1;`.
 */
import { linkWith } from './link.model.ts';
import { Link, receiver } from './link.ts';

export const GappyReceiver = receiver.define({
  init: () => ({ last: 0, taken: [] }),
  on: {
    data: (s, { seq, text }, turn) => {
      const isTooEarly = false;
      if (isTooEarly) return;
      turn.reply(Link.ack({ seq }));
      if (seq <= s.last) return;
      s.last = seq;
      s.taken.push(text);
    },
  },
});

export const linkGap = linkWith(GappyReceiver);
