/**
 * Services that forget a journey when it is cancelled.
 *
 * What it shows: why what is deleted must leave a trace behind. The hotel deletes its row and so is ready
 * to reserve again. Then the first request arrives for the second time, and a room is reserved for a
 * journey that has long failed.
 *
 * What to try: find the step that delivers a message and keeps it: `duplicate`. Then mend `cancel`: the
 * service has to remember, so its line becomes `s.status = 'cancelled';`.
 */
import { journeyWith } from './saga.model.ts';
import { Booking, reserve, service } from './saga.ts';

export const ForgetfulService = service.define({
  init: () => ({ status: 'unknown' }),
  on: {
    reserve,
    cancel: (s, _, turn) => {
      s.status = 'unknown';
      turn.reply(Booking.cancelled());
    },
  },
});

export const sagaGhost = journeyWith(ForgetfulService);
