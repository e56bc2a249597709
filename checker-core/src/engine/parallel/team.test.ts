import { expect, test } from 'vitest';
import type { Expander } from '../compiled/expander.ts';
import { defaultTuning } from '../compiled/tuning.ts';
import { Team } from './team.ts';

/** A team of one thread that never answers, and what ends that thread. */
function teamOfOne() {
  let isEnded = () => {};
  const port = {
    postMessage: () => {},
    listen: (_: unknown, onEnd: () => void) => {
      isEnded = onEnd;
    },
    terminate: () => {},
  };
  const shared = { rows: new Int32Array(0), layout: {} };
  // A team asks for nothing else of the states.
  const states = { rows: { share: () => shared }, slotValues: [] } as unknown as Expander;
  const tuning = { ...defaultTuning, recruitAt: 1, levelLeast: 1 };
  return { team: new Team(states, tuning, () => port, 1), end: () => isEnded() };
}

test('a thread that ends while its messages are let in leaves the rest of the level', async () => {
  const { team, end } = teamOfOne();
  const next = team.next(10, 100);
  end();
  expect(await next).toBe(100);
});

test('a thread that has ended before leaves all further levels', async () => {
  const { team, end } = teamOfOne();
  await team.next(10, 100);
  end();
  expect(await team.next(100, 200)).toBe(200);
});
