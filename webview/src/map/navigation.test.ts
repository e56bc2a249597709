import { expect, test } from 'vitest';
import { goFrom, hasOpen, isViolated, nextWhere } from './navigation.ts';
import { cell, view } from './view.test.fixture.ts';

const step = (from: string, to: string, count: number) => ({
  from,
  to,
  action: 'actions.a',
  count,
});
const map = view(
  [
    cell('start', { marks: [{ kind: 'initial' }] }),
    cell('up', { depth: [1, 2], y: -1 }),
    cell('down', { depth: [1, 1], y: 1, open: 2 }),
    cell('end', {
      depth: [2, 2],
      marks: [{ kind: 'violated', property: 'always.p' }],
    }),
  ],
  [step('start', 'up', 1), step('start', 'down', 5), step('down', 'end', 1), step('end', 'up', 9)],
);

test('begins at the initial cell', () => {
  expect(goFrom(map, undefined, 'follow')).toBe('start');
  expect(goFrom(map, 'a cell that is gone', 'nextInLayer')).toBe('start');
  expect(goFrom(map, 'end', 'initial')).toBe('start');
});

test('moves within a layer and stops at its ends', () => {
  expect(goFrom(map, 'up', 'nextInLayer')).toBe('down');
  expect(goFrom(map, 'down', 'nextInLayer')).toBe('down');
  expect(goFrom(map, 'down', 'previousInLayer')).toBe('up');
});

test('follows the step taken most often, to a deeper layer if there is one', () => {
  expect(goFrom(map, 'start', 'follow')).toBe('down');
  expect(goFrom(map, 'end', 'follow')).toBe('up');
  expect(goFrom(map, 'up', 'follow')).toBe('up');
});

test('goes back towards an initial state only', () => {
  expect(goFrom(map, 'end', 'back')).toBe('down');
  expect(goFrom(map, 'up', 'back')).toBe('start');
  expect(goFrom(map, 'start', 'back')).toBe('start');
});

test('finds the next cell of a kind, round the end', () => {
  expect(nextWhere(map, 'start', isViolated)).toBe('end');
  expect(nextWhere(map, 'end', hasOpen)).toBe('down');
  expect(nextWhere(map, 'down', hasOpen)).toBe('down');
  expect(nextWhere(view([cell('only')]), 'only', hasOpen)).toBeUndefined();
});
