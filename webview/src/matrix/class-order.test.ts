import type { DomainReport } from 'everyturn/internal/report/coverage-report';
import { expect, test } from 'vitest';
import { inClassOrder } from './class-order.ts';

const value = (text: string) => ({ text, times: 1, declared: true });
const domain: DomainReport = {
  fields: [
    { path: 'tm', kind: 'value', declared: 2, seen: 2, values: [value("'init'"), value("'end'")] },
    {
      path: 'rms',
      kind: 'counted',
      declared: 2,
      seen: 2,
      values: [value("'up'"), value("'down'")],
    },
  ],
  pairs: [],
  pairsLeftOut: 0,
};

test('values stand as they are declared, multisets by their first values, the rest by size', () => {
  const sorted = (field: string, labels: readonly string[]) =>
    [...labels].sort(inClassOrder(field, domain));
  expect(sorted('tm', ['other', 'end', 'init'])).toEqual(['init', 'end', 'other']);
  expect(sorted('rms', ['2 down', '1 up, 1 down', '2 up'])).toEqual([
    '2 up',
    '1 up, 1 down',
    '2 down',
  ]);
  expect(sorted('n', ['10', '9', '4…7'])).toEqual(['4…7', '9', '10']);
});
