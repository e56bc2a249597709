import { type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { range } from './range.ts';

interface State {
  counters: number[];
}

/** How many nodes hold the privilege. */
const privileged = ({ counters }: Frozen<State>) =>
  counters.filter((c, i) => (i === 0 ? c === counters.at(-1) : c !== counters[i - 1])).length;

/** What may differ from the right protocol. */
export interface TokenRingOptions {
  /** A node that passes skips a value. */
  readonly skips?: boolean;
}

/** Dijkstra's self-stabilising token ring (EWD 426): n nodes that count modulo k. */
export const tokenRing = (n: number, k: number, { skips = false }: TokenRingOptions = {}) =>
  machine({
    state: z.object({
      counters: z
        .array(
          z
            .int()
            .min(0)
            .max(k - 1),
        )
        .length(n),
    }),
  }).define({
    init: (turn) => ({ counters: range(1, n).map(() => turn.choose(range(0, k - 1))) }),
    actions: {
      create: {
        fair: 'weak',
        when: (s) => s.counters[0] === s.counters.at(-1),
        next: (s) => {
          s.counters[0] = (at(s.counters, n - 1) + 1) % k;
        },
      },
      pass: {
        params: {
          i: z
            .int()
            .min(1)
            .max(n - 1),
        },
        fair: 'weak',
        when: (s, { i }) => s.counters[i] !== s.counters[i - 1],
        next: (s, { i }) => {
          s.counters[i] = (at(s.counters, i - 1) + (skips ? 1 : 0)) % k;
        },
      },
    },
    eventually: { onePrivilege: (s) => privileged(s) === 1 },
    alwaysStep: {
      onePrivilegeStays: (before, after) => privileged(before) !== 1 || privileged(after) === 1,
    },
  });
