import type { DomainReport } from 'everyturn/internal/report/coverage-report';
import { expect, test } from 'vitest';
import { chosenRows, valueRows, valuesAsCsv } from './value-rows.ts';

const domain: DomainReport = {
  fields: [
    {
      path: 'tm',
      kind: 'value',
      declared: 2,
      seen: 1,
      values: [
        { text: "'init'", times: 3, declared: true },
        { text: '\'a, "b"\'', times: 0, declared: true },
      ],
    },
    {
      path: 'count',
      kind: 'number',
      declared: 0,
      seen: 0,
      values: [{ text: '=1', times: 1, declared: false }],
      buckets: [{ from: 4, to: 8, times: 2 }],
      more: 7,
    },
  ],
  pairs: [],
  pairsLeftOut: 0,
};
const all = { text: '', isUnseenOnly: false, order: 'declared' } as const;
const words = (extent: { exhausted: boolean; fenced: number }) =>
  valueRows(domain, extent).flatMap(({ values }) => values.map(({ sighting }) => sighting.word));

test('a value without states is unreachable only where every state was explored', () => {
  expect(words({ exhausted: true, fenced: 0 })).toEqual(['seen', 'unreachable', 'seen', 'seen']);
  expect(words({ exhausted: true, fenced: 2 })[1]).toBe('unreachable within the fence');
  expect(words({ exhausted: false, fenced: 0 })[1]).toBe('not seen yet');
});

test('numbers that lie together are one cell; what is not listed is counted', () => {
  const [, count] = valueRows(domain, { exhausted: true, fenced: 0 });
  expect(count?.values.map(({ label }) => label)).toEqual(['=1', '4…7']);
  expect(count?.more).toBe(7);
});

test('rows are filtered by field and by value, and sorted by what was not seen', () => {
  const rows = valueRows(domain, { exhausted: true, fenced: 0 });
  const fields = (choice: Parameters<typeof chosenRows>[1]) =>
    chosenRows(rows, choice).map(({ field, values }) => [field, values.length]);
  expect(fields(all)).toEqual([
    ['tm', 2],
    ['count', 2],
  ]);
  expect(fields({ ...all, text: 'INIT' })).toEqual([['tm', 1]]);
  expect(fields({ ...all, text: 'coun' })).toEqual([['count', 2]]);
  expect(fields({ ...all, isUnseenOnly: true })).toEqual([['tm', 1]]);
  expect(fields({ ...all, order: 'name' }).map(([field]) => field)).toEqual(['count', 'tm']);
  expect(fields({ ...all, order: 'unseen' }).map(([field]) => field)).toEqual(['tm', 'count']);
});

test('is copied with quotes where a value has commas, and never as a formula', () => {
  expect(valuesAsCsv(valueRows(domain, { exhausted: true, fenced: 0 }))).toBe(
    [
      'field,value,count,of,verdict',
      'tm,init,3,states,seen',
      `tm,"'a, ""b""'",0,states,unreachable`,
      `count,'=1,1,states,seen`,
      'count,4…7,2,states,seen',
      '',
    ].join('\r\n'),
  );
});
