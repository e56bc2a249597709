import { expect, test } from 'vitest';
import { stepsByCell, stepsText } from './trace-steps.ts';
import { cell, view } from './view.test.fixture.ts';

test('collects the steps of each cell', () => {
  const map = { ...view([cell('a'), cell('b')]), tracePath: ['a', 'a', 'b', 'a'] };
  expect([...stepsByCell(map)]).toEqual([
    ['a', [0, 1, 3]],
    ['b', [2]],
  ]);
});

test('joins runs of steps', () => {
  expect(stepsText([])).toBe('');
  expect(stepsText([4])).toBe('4');
  expect(stepsText([0, 1, 2, 5, 7, 8])).toBe('0–2, 5, 7–8');
});
