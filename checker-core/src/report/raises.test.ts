import { expect, test } from 'vitest';
import { type CutRun, raisesOf } from './raises.ts';

const cut = (change: Partial<CutRun>): CutRun => ({
  exhausted: false,
  symmetry: false,
  budget: { depthMax: 5, statesMax: 1_000, timeMs: 10_000, memoryBytes: 2 ** 30 },
  ...change,
});

const texts = (run: CutRun) => raisesOf(run).map(({ text }) => text);

test('raises the bound that ended a run, and leaves the others as they are', () => {
  const { budget } = cut({});
  expect(raisesOf(cut({ stopped: 'depthMax' }))).toEqual([
    { text: 'to depth 10', budget: { ...budget, depthMax: 10 } },
    { text: 'to depth 50', budget: { ...budget, depthMax: 50 } },
    {
      text: 'to any depth',
      budget: { statesMax: 1_000, timeMs: 10_000, memoryBytes: 2 ** 30 },
    },
  ]);
});

test('says what is counted: states or classes of them, and time as more of it', () => {
  const [twice] = texts(cut({ stopped: 'statesMax' }));
  expect(twice).toBe('to 2,000 states');
  expect(texts(cut({ stopped: 'statesMax', symmetry: true }))[0]).toBe(
    'to 2,000 classes of states',
  );
  expect(texts(cut({ stopped: 'timeMs' }))).toEqual([
    'for 20 s more',
    'for 100 s more',
    'for as long as it takes',
  ]);
});

test('a bound of nothing can be raised, too', () => {
  expect(texts(cut({ stopped: 'depthMax', budget: { depthMax: 0 } }))[0]).toBe('to depth 2');
});

test('goes on under the same bounds with a run that a person stopped', () => {
  expect(raisesOf(cut({ stopped: 'stopped' }))).toEqual([
    { text: 'from where it was stopped', budget: cut({}).budget },
  ]);
});

test('offers nothing that would not help', () => {
  expect(raisesOf(cut({ exhausted: true }))).toEqual([]);
  expect(raisesOf(cut({ stopped: 'memoryBytes' }))).toEqual([]);
  expect(raisesOf(cut({ stopped: 'error' }))).toEqual([]);
  expect(raisesOf(cut({}))).toEqual([]);
});

test('says how many states it may be where the layers so far tell', () => {
  const sizes = [1, 11, 55, 170, 375, 652, 962, 1_250, 1_425, 1_390, 1_131, 753];
  const levels = sizes.map((states, depth) => ({
    states,
    expanded: depth === 11 ? 0 : states,
    generated: 0,
    duplicates: 0,
    fenced: 0,
    terminal: 0,
    errors: 0,
  }));
  const statistics = { instances: [], fields: [], levels, frontier: [] };
  const run = cut({ stopped: 'depthMax', budget: { depthMax: 11 }, statistics });
  expect(raisesOf(run)).toMatchObject([
    {
      text: 'to depth 22 (estimate: 8,175–13,000 states)',
      estimate: 'estimate: 8,175–13,000 states',
    },
    { text: 'to depth 110 (estimate: 8,175–13,000 states)' },
    { text: 'to any depth (estimate: 8,175–13,000 states)' },
  ]);
  expect(texts({ ...run, symmetry: true })[0]).toContain('13,000 classes of states');
  expect(texts({ ...run, stopped: 'timeMs', budget: { timeMs: 10 } }).join()).not.toContain('est');
});
