import { type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

const place = z.enum(['loop', 'eat', 'think']);

/** Philosophers and forks are numbered from 0; the forks of philosopher p are p and p + 1. */
const stateOf = (n: number) =>
  z.object({
    forks: z
      .array(
        z.object({
          holder: z
            .int()
            .min(0)
            .max(n - 1),
          clean: z.boolean(),
        }),
      )
      .length(n),
    philosophers: z.array(z.object({ hungry: z.boolean(), at: place })).length(n),
  });
type State = z.output<ReturnType<typeof stateOf>>;

const isAtEat = (s: Frozen<State>, p: number) => at(s.philosophers, p).at === 'eat';

function step(s: State, p: number) {
  const n = s.forks.length;
  const self = at(s.philosophers, p);
  const left = at(s.forks, p);
  const right = at(s.forks, (p + 1) % n);
  if (self.at === 'eat') {
    Object.assign(self, { at: 'loop', hungry: false });
    left.clean = false;
    right.clean = false;
  } else if (self.at === 'think') {
    Object.assign(self, { at: 'loop', hungry: true });
  } else {
    const mine = [left, right].filter((fork) => fork.holder === p);
    const canEat = mine.length === 2 && mine.every((fork) => fork.clean);
    const dirty = mine.find((fork) => !fork.clean);
    if (dirty !== undefined) {
      dirty.holder = dirty === left ? (p + n - 1) % n : (p + 1) % n;
      dirty.clean = true;
    }
    if (!self.hungry) self.at = 'think';
    else if (canEat) self.at = 'eat';
  }
}

/** The philosophers of Chandy and Misra, who hand dirty forks over and keep clean ones. */
export const handedOverForks = (n: number) =>
  machine({ state: stateOf(n) }).define({
    init: () => ({
      // The second fork lies with the first philosopher, so that nobody waits in a circle.
      forks: range(0, n - 1).map((fork) => ({ holder: fork === 1 ? 0 : fork, clean: false })),
      philosophers: range(1, n).map(() => ({ hungry: true, at: 'loop' as const })),
    }),
    actions: {
      step: {
        params: {
          p: z
            .int()
            .min(0)
            .max(n - 1),
        },
        fair: 'weak',
        next: (s, { p }) => step(s, p),
      },
    },
    always: {
      neighboursDoNotEat: (s) =>
        range(0, n - 1).every((p) => !(isAtEat(s, p) && isAtEat(s, (p + 1) % n))),
    },
    alwaysEventually: Object.fromEntries(
      range(0, n - 1).map((p) => [
        `isFed${p + 1}`,
        (s: Frozen<State>) => !at(s.philosophers, p).hungry,
      ]),
    ),
  });
