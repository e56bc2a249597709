import { beforeEach, expect, test } from 'vitest';
import { planLayout } from '../layout/bit-layout.ts';
import { ActorTrials } from './actor-trials.ts';
import { Leaves, leafKind } from './leaves.ts';

const shape = {
  root: { kind: 'leaf', slot: 0 },
  slots: [],
  clusters: [],
  views: [],
  isRefined: false,
} as const;
let leaves: Leaves;
let trials: ActorTrials;

beforeEach(() => {
  leaves = new Leaves(1, 0, planLayout(shape, [], 0), () => {});
  trials = new ActorTrials({ patience: 4, missesMax: 0.5 }, leaves);
});

/** Makes leaves for the actor 0, each of which was taken so often. */
function make(hits: readonly number[], expanded: number) {
  const from = leaves.count;
  for (const times of hits) {
    const nothing = { script: [], choices: [], writes: [] };
    const leaf = leaves.add({ instance: 0, action: 0, kind: leafKind.step, ...nothing });
    leaves.hits[leaf] = times;
  }
  trials.made(0, from, expanded);
}

test('an actor whose steps are taken once is given up when the search has gone as far again', () => {
  make([1, 1, 1], 50);
  make([9], 100);
  expect(trials.hasFailed(0, 199)).toBe(false);
  expect(trials.hasFailed(0, 200)).toBe(true);
});

test('an actor of whose steps half were taken again is tried once more, with other steps', () => {
  make([1, 2, 3, 0], 100);
  expect(trials.hasFailed(0, 200)).toBe(false);
  make([1, 1, 1, 1], 300);
  expect(trials.hasFailed(0, 599)).toBe(false);
  expect(trials.hasFailed(0, 600)).toBe(true);
});

test('too few steps prove nothing, and neither do those of another actor', () => {
  make([1, 1, 1], 100);
  expect(trials.hasFailed(0, 1_000_000)).toBe(false);
  make([1], 100);
  expect(trials.hasFailed(1, 1_000_000)).toBe(false);
});

test('when counts begin anew, so do trials', () => {
  make([1, 1, 1, 1], 100);
  trials.beginAnew();
  expect(trials.hasFailed(0, 1_000_000)).toBe(false);
});
