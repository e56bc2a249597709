import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import type { Client, ClientOptions } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const guard = "s.tm === 'init' && domain(Rm).every((rm) => s.tmPrepared.has(rm))";
const forgetfulGuard = "s.tm === 'init'";
const file = 'two-phase.ts';

const editors = editorsOfTests();
let client: Client;

async function startWith(change: (text: string) => string, options?: ClientOptions): Promise<void> {
  const text = change(await modelText(file));
  client = await editors.check({ [file]: text }, options);
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`;
/** Violations are published at once; how much was seen besides is known at the end. */
const isFinal = (all: readonly Diagnostic[]) => all.some(({ message }) => /seen\.$/.test(message));
const broken = (text: string) => text.replace(guard, forgetfulGuard);

test('says of a right model that it holds in all its states, and nothing else', async () => {
  await startWith((text) => text);
  expect(client.diagnosticsOf(file)).toEqual([]);
  await expect(lines(await client.lenses(file))).toMatchFileSnapshot('golden/holds.lenses.txt');
  expect(client.status.get(file)?.models).toMatchObject([
    { phase: 'finished', headline: '✓ exhausted · 288', statesHeld: true },
  ]);
});

test('puts a violation on the promise and on the write that breaks it, with the trace', async () => {
  await startWith(broken);
  const found = await client.diagnosticsUntil(file, 'both errors', isFinal);
  const text = await client.workspace.read(file);
  await expect(drawn(file, text, found)).toMatchFileSnapshot('golden/violated.diagnostics.txt');
  await expect(lines(await client.lenses(file))).toMatchFileSnapshot('golden/violated.lenses.txt');
  for (const { message } of found) {
    expect(message.length).toBeLessThanOrEqual(480);
    expect(message).not.toContain('\n');
  }
});

test('says what is known of each part where the mouse rests', async () => {
  await startWith(broken);
  const hovers = [
    await client.hover(file, 'twoPhase ='),
    await client.hover(file, 'tmCommit:'),
    await client.hover(file, 'consistent:'),
    await client.hover(file, 'allCommit:'),
  ];
  await expect(`${hovers.join('\n\n======\n\n')}\n`).toMatchFileSnapshot(
    'golden/violated.hovers.txt',
  );
  expect(await client.hover(file, 'Object.values')).toBeUndefined();
});

test('takes the violation back when the guard is repaired and saved', async () => {
  await startWith(broken);
  await client.diagnosticsUntil(file, 'the errors', isFinal);
  await client.type(file, `when: (s) => ${forgetfulGuard},`, `when: (s) => ${guard},`);
  await client.saveAndCheck(file);
  await client.diagnosticsUntil(file, 'no diagnostics', (all) => all.length === 0);
  expect((await client.lenses(file))[0]).toMatch(/^7: ✓ 4 of 4 · 288 states, exhausted/);
  expect(client.lensRefreshes).toBeGreaterThan(0);
});

test('links each promise and its breaking write to each other, then lists the steps', async () => {
  await startWith(broken);
  const found = await client.diagnosticsUntil(file, 'both errors', isFinal);
  const [write, promise] = found
    .filter(({ code }) => code === 'EVT101')
    .sort((a, b) => a.range.start.line - b.range.start.line);
  expect(promise?.relatedInformation?.[0]?.location.range).toEqual(write?.range);
  expect(write?.relatedInformation?.[0]?.location.range).toEqual(promise?.range);
  expect(promise?.relatedInformation?.slice(1).map(({ message }) => message)).toEqual([
    "1 tmCommit: decided + 'commit', tm 'init' → 'committed'",
    "2 rmChooseToAbort(rm: 'rm1'): rms.rm1 'working' → 'aborted'",
    expect.stringMatching(/^3 rmReceiveDecision\(rm: 'rm2'.*\): rms\.rm2 'working' → 'committed'$/),
  ]);
});

test('never claims of a bounded run what only an exhausted one knows', async () => {
  await startWith((text) => text, { everyturn: { budget: { depthMax: 5 } } });
  const found = await client.diagnosticsUntil(file, 'what is open', (all) => all.length > 0);
  const text = await client.workspace.read(file);
  await expect(drawn(file, text, found)).toMatchFileSnapshot('golden/bounded.diagnostics.txt');
  await expect(lines(await client.lenses(file))).toMatchFileSnapshot('golden/bounded.lenses.txt');
  await client.hover(file, 'twoPhase =');
  await client.hover(file, 'consistent:');
  await client.hover(file, 'allCommit:');
  expect(client.status.get(file)?.models[0]?.headline).toContain('54');
  expect(client.said.filter((text) => /\bholds\b|unreachable|never|exhausted/.test(text))).toEqual(
    [],
  );
});

test('says how much of a counter without end was not expanded', async () => {
  const counter = `import { machine } from 'everyturn';
import * as z from 'zod';

export const counter = machine({
  state: z.object({ count: z.int() }),
  budget: {
    statesMax: 10_000,
  },
}).define({
  init: () => ({ count: 0 }),
  actions: {
    up: { next: (s) => void s.count++ },
    down: { next: (s) => void s.count-- },
  },
  always: { small: (s) => s.count < 1_000_000 },
});
`;
  client = await editors.start({ 'counter.ts': counter });
  const [model] = await client.openAndCheck('counter.ts');
  const { frontier = 0 } = model?.report ?? {};
  expect(frontier).toBeGreaterThan(0);
  const found = await client.diagnosticsUntil('counter.ts', 'the bound', (all) => all.length > 0);
  await expect(drawn('counter.ts', counter, found)).toMatchFileSnapshot(
    'golden/counter.diagnostics.txt',
  );
  const lenses = await client.lenses('counter.ts');
  expect(lenses.find((lens) => lens.startsWith('15:'))).toContain('no violation so far');
  const everywhere = [
    lenses.find((lens) => lens.startsWith('4:')),
    await client.hover('counter.ts', 'counter ='),
    model?.headline,
    found[0]?.message,
  ];
  for (const text of everywhere) expect(text).toContain(frontier.toLocaleString('en'));
  expect(client.said.filter((text) => /\bholds\b|exhausted/.test(text))).toEqual([]);
});
