import type { HintReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport, UnknownReport } from 'everyturn/internal/report/model-report';
import type { ModelStatus } from 'everyturn-language-server/protocol';
import { expect, test } from 'vitest';
import { type UnknownEntry, unknownEntries } from './unknown-entries.ts';

const uri = 'file:///lamp.ts';
const at = { file: '/lamp.ts', line: 5, column: 9 };
const frontier: UnknownReport = {
  code: 'U1',
  kind: 'frontier',
  states: 1,
  reason: 'lamp stopped at depth 1.',
  next: 'Raise depthMax.',
  at,
};
const domain: UnknownReport = { ...frontier, code: 'U3', kind: 'domain', reason: '1 value.' };
const notSeen: HintReport = {
  code: 'EVT403',
  keyPath: 'light',
  value: '3',
  message: 'Not seen yet: light = 3.',
  at,
};
const unreachable: HintReport = { code: 'EVT307', message: 'Unreachable: light = 3.', at };

function status(
  unknown: readonly UnknownReport[],
  hints: readonly HintReport[],
  others: Partial<ModelStatus> = {},
): ModelStatus {
  // Of a report the view reads these parts only.
  const report = { name: 'lamp', at, unknown, coverage: { hints } } as unknown as ModelReport;
  return {
    model: 'lamp',
    phase: 'finished',
    headline: '◌ 2 states',
    run: 1,
    statesHeld: true,
    report,
    ...others,
  };
}

const entriesOf = (model: ModelStatus) => unknownEntries([[uri, [model]]]);
const outline = ({ code, can, children }: UnknownEntry): unknown => [
  code,
  can.join(' '),
  ...children.map(outline),
];

test('lists what a bound left open below each kind, with what can be done', () => {
  const raises = [{ text: 'to depth 2', budget: { depthMax: 2 } }];
  const entries = entriesOf(status([frontier, domain], [notSeen], { raises }));
  expect(entries.map(outline)).toEqual([
    [
      undefined,
      'map cut place',
      ['U1', 'place accept cut'],
      ['U3', 'place accept', ['EVT403', 'place search']],
    ],
  ]);
  const [search] = entries[0]?.children[1]?.children ?? [];
  expect(search?.goal).toEqual({ field: 'light', value: '3' });
  expect(entries[0]?.children[0]).toMatchObject({ text: frontier.reason, details: frontier.next });
});

test('offers no search where there are no states to go on from', () => {
  const [entry] = entriesOf(status([frontier, domain], [notSeen], { statesHeld: false }));
  expect(entry?.children[1]?.children.map(outline)).toEqual([['EVT403', 'place']]);
});

test('offers to go on only where that can be done, and the map while there are states', () => {
  const [entry] = entriesOf(status([frontier], [], { statesHeld: false }));
  expect(entry && outline(entry)).toEqual([undefined, 'place', ['U1', 'place accept']]);
});

test('lists of an exhausted run what is out of reach, and no model that lacks nothing', () => {
  const [entry] = entriesOf(status([], [unreachable]));
  expect(entry?.children.map(({ text }) => text)).toEqual([unreachable.message]);
  expect(entriesOf(status([], []))).toEqual([]);
});

test('keeps what is accepted, with the reason, and does not ask for one again', () => {
  const accepted = { reason: 'Ten levels will do.', at };
  const [entry] = entriesOf(status([{ ...frontier, accepted }], []));
  expect(entry?.children).toMatchObject([
    { code: 'U1', can: ['place'], details: 'Accepted: Ten levels will do.' },
  ]);
});

test('lists nothing of a text that was edited since', () => {
  expect(entriesOf(status([frontier], [notSeen], { phase: 'stale' }))).toEqual([]);
});

test('gives every entry an id of its own', () => {
  const same = [notSeen, notSeen];
  const [entry] = entriesOf(status([domain], same));
  const ids = entry?.children.flatMap(({ id, children }) => [id, ...children.map((c) => c.id)]);
  expect(new Set(ids).size).toBe(3);
});
