import { expect, test } from 'vitest';
import { breakAtCommas, captionsOf, count, describeCell, innerText } from './cell-text.ts';
import { cell, view } from './view.test.fixture.ts';

const captions = (...labels: string[][]) => [
  ...captionsOf(view(labels.map((label, at) => cell(`${at}`, { label })))).values(),
];

test('leaves out a field whose values speak for themselves', () => {
  expect(captions(['tm = aborted', 'rms: 1 working, 2 prepared'])).toEqual([
    ['aborted', '1 working, 2 prepared'],
  ]);
});

test('keeps the field beside numbers, truth values and absence', () => {
  const label = ['paid = true', 'count = 3', 'coupon: absent', 'range: 4…7'];
  expect(captions(label)).toEqual([label]);
});

test('keeps the fields where two of them share a value', () => {
  const labels = [
    ['payment = pending', 'shipment = sent'],
    ['payment = settled', 'shipment = pending'],
  ];
  expect(captions(...labels)).toEqual(labels);
});

test('breaks lines at commas, and items never', () => {
  expect(breakAtCommas('1 working, 1 prepared, 1 aborted', 17)).toBe(
    '1 working,\n1 prepared,\n1 aborted',
  );
  expect(breakAtCommas('1 a, 1 b, 1 c', 17)).toBe('1 a, 1 b, 1 c');
  expect(breakAtCommas('an item longer than any line', 17)).toBe('an item longer than any line');
});

test('writes counts as people do, and short inside a circle', () => {
  expect(count(10_000)).toBe('10,000');
  expect(innerText(cell('a', { states: 9_999 }))).toBe('9,999');
  expect(innerText(cell('a', { states: 12_345 }))).toBe('12.3k');
  expect(
    innerText(cell('a', { marks: [{ kind: 'initial' }, { kind: 'terminal', states: 1 }] })),
  ).toBe('▸ 1 ■');
});

test('describes a cell in words', () => {
  const busy = cell('a', {
    states: 12,
    open: 3,
    marks: [
      { kind: 'terminal', states: 2 },
      { kind: 'fenced', steps: 1 },
      { kind: 'violated', property: 'always.p' },
    ],
  });
  const map = view([busy, cell('b')], [{ from: 'a', to: 'b', action: 'actions.x', count: 2 }]);
  expect(describeCell(map, busy, 'aborted', '2–3', false)).toBe(
    'aborted: 12 states, 3 not expanded, 1 outgoing action, 2 states without steps, ' +
      '1 step over the fence, always.p violated, on the shown trace: 2–3',
  );
  expect(describeCell(map, busy, 'aborted', '', true)).toContain('12 classes of states');
});
