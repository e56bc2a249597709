import { expect, test } from 'vitest';
import { report, trace } from '../panel/report.test.fixture.ts';
import { firstShownStep, tracesOf } from './traces.ts';

test('lists violations first, then model errors, then what was seen', () => {
  const traces = tracesOf({
    ...report,
    verdicts: {
      'sometimes.a': { kind: 'seen', word: 'seen', sentence: '', trace: trace(1) },
      'always.b': { kind: 'violated', word: 'violated', sentence: '', trace: trace(2) },
      'always.c': { kind: 'holds', word: 'holds', sentence: '' },
    },
    errors: [
      { code: 'EVT201', keyPath: 'actions.x', message: 'throws', trace: trace(3) },
      { code: 'EVT214', keyPath: 'actions.y', message: 'is unbounded' },
    ],
  });
  expect(traces.map(({ id, isOnMap }) => [id, isOnMap])).toEqual([
    ['always.b', true],
    ['error 0', false],
    ['sometimes.a', true],
  ]);
  expect(traces.map(firstShownStep)).toEqual([2, 3, 1]);
});

test('has none without a report', () => {
  expect(tracesOf(undefined)).toEqual([]);
});
