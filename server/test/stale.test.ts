import { beforeEach, expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';

const editors = editorsOfTests();
let client: Client;

beforeEach(async () => {
  const text = (await modelText(file)).replace(/&& domain\(Rm\).every\(.*\)\),/, ',');
  client = await editors.check({ [file]: text });
  await client.diagnosticsUntil(file, 'the final errors', (all) =>
    all.some(({ message }) => message.endsWith('623 states seen.')),
  );
});

const isOld = ({ message, severity }: { message: string; severity?: number }) =>
  message.startsWith('Before the edit: ') && severity === 3;

test('marks results as old within 100 ms of an edit, and moves them along', async () => {
  const before = client.diagnosticsOf(file);
  const start = Date.now();
  await client.type(file, 'import { domain', '// A comment above.\nimport { domain');
  const after = await client.diagnosticsUntil(file, 'old results', (all) => all.every(isOld));
  // The budget is 100 ms; a busy machine may take twice that.
  expect(Date.now() - start).toBeLessThan(200);
  expect(after.map(({ range }) => range.start.line)).toEqual(
    before.map(({ range }) => range.start.line + 1),
  );
  const [model] = await client.lenses(file);
  expect(model).toMatch(/^8: before the edit · ✗/);
  await client.until('stale', () => client.status.get(file)?.models[0]?.phase === 'stale');
});

test('withdraws a diagnostic whose own text is edited, and keeps the others', async () => {
  const before = client.diagnosticsOf(file);
  await client.type(file, 'consistent:', 'consistentNow:');
  const after = await client.diagnosticsUntil(file, 'old results', (all) => all.every(isOld));
  expect(after.length).toBe(before.length - 1);
});

test('restores the results when the edit is undone, without another run', async () => {
  const before = client.diagnosticsOf(file);
  const run = client.status.get(file)?.models[0]?.run;
  await client.type(file, 'consistent:', 'consistentNow:');
  await client.diagnosticsUntil(file, 'old results', (all) => all.every(isOld));
  await client.type(file, 'consistentNow:', 'consistent:');
  const after = await client.diagnosticsUntil(file, 'results', (all) => !all.some(isOld));
  expect(after).toEqual(before);
  await client.until('fresh', () => client.status.get(file)?.models[0]?.phase === 'finished');
  expect(client.status.get(file)?.models[0]?.run).toBe(run);
});

test('gives results of the saved text when the editor closes without saving', async () => {
  const before = client.diagnosticsOf(file);
  await client.type(file, 'consistent:', 'consistentNow:');
  await client.diagnosticsUntil(file, 'old results', (all) => all.every(isOld));
  await client.close(file);
  const after = await client.diagnosticsUntil(file, 'results', (all) => !all.some(isOld));
  expect(after).toEqual(before);
});

test('shows results of a run as old when the text was edited meanwhile', async () => {
  await client.type(file, "tm: 'init',", "tm: 'init', // saved");
  await client.save(file);
  await client.type(file, '// saved', '// edited');
  await client.until('stale', () => client.status.get(file)?.models[0]?.phase === 'stale');
  const after = await client.diagnosticsUntil(
    file,
    'old',
    (all) => all.length > 1 && all.every(isOld),
  );
  expect(after.map(({ code }) => code)).toContain('EVT101');
});
