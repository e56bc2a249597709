import type { View } from 'everyturn/internal/coverage/view';
import { expect, test } from 'vitest';
import { cell, view } from '../map/view.test.fixture.ts';
import { report } from '../panel/report.test.fixture.ts';
import { pairsAsCsv, pairTable } from './pair-rows.ts';

const ghosts = [{ key: 'b · 10', label: ['at = b', 'n = 10'] }];
const shown: View = {
  ...view([
    cell('a · 10', { label: ['at = a', 'n = 10'], states: 5 }),
    cell('a · 9', { label: ['at = a', 'n = 9'], states: 2, open: 1, depth: [3, 4] }),
    cell('b · 9', { label: ['at = b', 'n = 9'], states: 1 }),
    cell('c · 9', { label: ['at = c', 'n = 9'], states: 1 }),
  ]),
  groupBy: ['at', 'n'],
  unseen: {
    kind: 'listed',
    isUnreachable: false,
    declared: 6,
    groups: [
      { label: 'at = b', cells: 1 },
      { label: 'at = c', cells: 1 },
    ],
    cells: ghosts,
  },
};
const cut = { ...report, exhausted: false };

test('the field with more classes has the rows, and numbers stand in their order', () => {
  const table = pairTable(shown, cut);
  expect(table?.fields).toEqual(['at', 'n']);
  expect(table?.rows.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
  expect(table?.columns).toEqual(['9', '10']);
  expect(table?.rows[0]?.cells[0]).toMatchObject({ key: 'a · 9', states: 2, open: 1, depth: 3 });
});

test('of a combination that is not listed nothing is said, and why is told', () => {
  const table = pairTable(shown, cut);
  expect(table?.rows[1]?.cells[1]?.sighting.word).toBe('not seen yet');
  expect(table?.rows[2]?.cells[1]).toBeUndefined();
  expect(table?.untold).toBe('there are 2, of which the first 1 are shown');
  expect(table && pairsAsCsv(table, table.rows)).toBe(
    'at / n,9,10\r\na,2,5\r\nb,1,not seen yet\r\nc,1,\r\n',
  );
});

test('a map by one field, or by three, is no table', () => {
  expect(pairTable({ ...shown, groupBy: ['at'] }, cut)).toBeUndefined();
  expect(pairTable({ ...shown, groupBy: ['at', 'n', 'x'] }, cut)).toBeUndefined();
});
