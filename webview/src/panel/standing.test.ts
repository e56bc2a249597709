import { expect, test } from 'vitest';
import type { ModelMessage } from './panel-state.ts';
import { report } from './report.test.fixture.ts';
import { standingsOf } from './standing.ts';

const cut = {
  ...report,
  exhausted: false,
  summary: '171 states, depth ≤ 5, 54 not expanded',
  verdicts: { 'always.p': { kind: 'unknown', word: 'no violation so far', sentence: '' } },
  unknown: [
    { code: 'U1', kind: 'frontier', reason: 'It stopped at depth 5.', next: 'Raise it.' },
    { code: 'U5', kind: 'precision', reason: 'A note.', next: '' },
  ],
} as const;
const model = (change: Partial<ModelMessage> = {}): ModelMessage => ({
  kind: 'model',
  uri: 'file:///a.ts',
  model: 'a',
  freshness: 'current',
  report,
  run: 1,
  ...change,
});
const texts = (change: Partial<ModelMessage>) =>
  standingsOf(model(change), undefined).map(({ text }) => text);

test('has nothing to say of a complete and current result', () => {
  expect(texts({})).toEqual([]);
});

test('says how far a cut run went, why it stopped and what to do', () => {
  expect(standingsOf(model({ report: cut }), undefined)).toEqual([
    {
      kind: 'cut',
      glyph: '◌',
      text: 'no violation so far · 171 states, depth ≤ 5, 54 not expanded',
      next: 'It stopped at depth 5. Raise it.',
      at: undefined,
    },
  ]);
});

test('puts a violation before what is open', () => {
  const verdicts = {
    ...cut.verdicts,
    'always.q': { kind: 'violated', word: 'violated', sentence: '' },
  } as const;
  expect(texts({ report: { ...cut, verdicts } })).toEqual([
    'violated · 171 states, depth ≤ 5, 54 not expanded',
  ]);
});

test('never calls a cut run anything but open, even without properties', () => {
  expect(texts({ report: { ...cut, verdicts: {} } })[0]).toMatch(/^not exhausted/);
});

test('says several things at once', () => {
  expect(texts({ report: cut, freshness: 'stale' })).toHaveLength(2);
});

test('counts classes of states under a symmetry', () => {
  const progress = { states: 80, transitions: 300, depth: 4, frontier: 2 };
  expect(texts({ freshness: 'checking', progress, report: { ...report, symmetry: true } })).toEqual(
    ['checking · 80 classes of states · depth 4 · 2 not expanded'],
  );
});
