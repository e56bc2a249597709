import { expect, test } from 'vitest';
import { parseToPanel } from './parse.ts';

const model = { kind: 'model', uri: 'file:///a.ts', model: 'a', run: 1, freshness: 'checking' };

test('lets sound messages through unchanged', () => {
  const messages = [
    model,
    { kind: 'focus', tab: 'trace', property: 'always.consistent', step: 2 },
    { kind: 'view', id: 3, view: { kind: 'gone' } },
    { kind: 'view', id: 3, view: { kind: 'tooLarge', cells: 900, limit: 300, suggestion: [] } },
    { kind: 'cell', id: 4, cell: { kind: 'cell', key: 'a', samples: [] } },
    { kind: 'refused', id: 5, reason: 'no such field' },
    { kind: 'extended', id: 6 },
    { kind: 'declared', id: 6, refused: 'by hand' },
    { kind: 'whyNot', id: 8, whyNot: { kind: 'whyNot', key: 'a' } },
    { kind: 'trace', id: 9, trace: { kind: 'gone' } },
    { kind: 'extended', id: 7, refused: 'no states' },
    { ...model, raises: [] },
  ];
  for (const message of messages) expect(parseToPanel(message)).toBe(message);
});

test('drops what is not a message of the host', () => {
  const strangers = [
    undefined,
    null,
    'model',
    [],
    {},
    { kind: 'constructor' },
    { kind: 'eval', code: '1' },
    { ...model, freshness: 'fresh' },
    { ...model, run: '1' },
    { ...model, report: { summary: 'only that' } },
    { kind: 'focus', tab: 'tree' },
    { kind: 'focus', tab: 'map', step: 1.5 },
    { kind: 'view', id: 1, view: { kind: 'view', cells: [] } },
    { kind: 'view', id: 1 },
    { kind: 'cell', id: 1, cell: { kind: 'cell' } },
    { kind: 'refused', id: 1 },
    { kind: 'extended', id: '1' },
    { kind: 'whyNot', id: 1, whyNot: { kind: 'trace', key: 'a' } },
    { kind: 'trace', id: 1 },
    { kind: 'extended', id: 1, refused: 7 },
    { ...model, raises: 'to depth 10' },
  ];
  for (const stranger of strangers) expect(parseToPanel(stranger)).toBeUndefined();
});
