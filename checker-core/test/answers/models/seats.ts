import { machine } from 'everyturn';
import * as z from 'zod';

/** Guests who move between seats; guests and seats are interchangeable, seats by their numbers. */
export const seats = () => {
  const Guest = z.enum(['ann', 'bob', 'eve']);
  const Seat = z.literal([8, 9, 10]);
  const state = z.object({
    at: z.record(Guest, Seat.nullable()),
    clean: z.record(Seat, z.boolean()),
    last: Seat.optional(),
  });
  return machine({ state, symmetry: [Guest, Seat] }).define({
    init: () => ({
      at: { ann: null, bob: null, eve: null },
      clean: { 8: true, 9: true, 10: true },
    }),
    actions: {
      sit: {
        params: { guest: Guest, seat: Seat },
        when: (s, { guest, seat }) =>
          s.at[guest] === null && s.clean[seat] === true && !Object.values(s.at).includes(seat),
        next: (s, { guest, seat }) => {
          s.at[guest] = seat;
          s.clean[seat] = false;
        },
      },
      leave: {
        params: { guest: Guest },
        when: (s, { guest }) => s.at[guest] !== null,
        next: (s, { guest }) => {
          const seat = s.at[guest];
          s.at[guest] = null;
          if (seat) s.last = seat;
        },
      },
      clean: {
        params: { seat: Seat },
        when: (s, { seat }) => s.clean[seat] === false && !Object.values(s.at).includes(seat),
        next: (s, { seat }) => {
          s.clean[seat] = true;
        },
      },
    },
    always: { someoneMayCome: (s) => Object.values(s.clean).includes(true) },
    sometimes: { allDirty: (s) => s.last !== undefined && !Object.values(s.clean).includes(true) },
  });
};
