import { machine } from 'everyturn';
import * as z from 'zod';

const Process = z.enum(['p', 'q']);
type Process = z.output<typeof Process>;
const other = (me: Process): Process => (me === 'p' ? 'q' : 'p');

/** The right algorithm, the one with two lines exchanged, and the one that only raises flags. */
export type PetersonVariant = 'right' | 'swapped' | 'flagsOnly';

/** Peterson's mutual exclusion of two processes; `pc` numbers the lines of the program. */
export const peterson = (variant: PetersonVariant = 'right') => {
  const raises = variant === 'swapped' ? 2 : 1;
  const yields = variant === 'swapped' ? 1 : 2;
  const state = z.object({
    pc: z.record(Process, z.int().min(0).max(5)),
    flag: z.record(Process, z.boolean()),
    turn: Process,
  });
  const params = { me: Process };
  return machine({ state }).define({
    init: () => ({ pc: { p: 0, q: 0 }, flag: { p: false, q: false }, turn: 'p' }),
    actions: {
      start: {
        params,
        fair: 'weak',
        when: (s, { me }) => s.pc[me] === 0,
        next: (s, { me }) => {
          s.pc[me] = 1;
        },
      },
      raiseFlag: {
        params,
        fair: 'weak',
        when: (s, { me }) => s.pc[me] === raises,
        next: (s, { me }) => {
          s.flag[me] = true;
          s.pc[me] += 1;
        },
      },
      yieldTurn: {
        params,
        fair: 'weak',
        when: (s, { me }) => s.pc[me] === yields,
        next: (s, { me }) => {
          if (variant !== 'flagsOnly') s.turn = other(me);
          s.pc[me] += 1;
        },
      },
      enter: {
        params,
        fair: 'weak',
        when: (s, { me }) =>
          s.pc[me] === 3 && (!s.flag[other(me)] || (variant !== 'flagsOnly' && s.turn === me)),
        next: (s, { me }) => {
          s.pc[me] = 4;
        },
      },
      leave: {
        params,
        fair: 'weak',
        when: (s, { me }) => s.pc[me] === 4,
        next: (s, { me }) => {
          s.pc[me] = 5;
        },
      },
      lowerFlag: {
        params,
        fair: 'weak',
        when: (s, { me }) => s.pc[me] === 5,
        next: (s, { me }) => {
          s.flag[me] = false;
          s.pc[me] = 0;
        },
      },
    },
    ...(variant === 'flagsOnly' && { terminal: () => false }),
    always: { mutex: (s) => s.pc.p < 4 || s.pc.q < 4 },
    leadsTo: { entersAfterWaiting: { from: (s) => s.pc.p === 3, to: (s) => s.pc.p === 4 } },
  });
};
