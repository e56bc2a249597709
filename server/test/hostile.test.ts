import { expect, test } from 'vitest';
import type { Client, ClientOptions } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';

/** A model of one lamp, with something nasty in it. */
const lamp = (turn: string, top = '') => `import { machine } from 'everyturn';
import * as z from 'zod';
${top}
export const lamp = machine({
  state: z.object({ on: z.boolean() }),
}).define({
  init: () => ({ on: false }),
  actions: {
    flip: {
      next: (s) => {
        ${turn}
        s.on = !s.on;
      },
    },
  },
  always: { known: (s) => s.on || !s.on },
});
`;

const editors = editorsOfTests();
let client: Client;

async function check(text: string, options?: ClientOptions): Promise<string> {
  client = await editors.check({ 'lamp.ts': text }, options);
  await client.diagnosticsUntil('lamp.ts', 'a problem', (all) => all.length > 0);
  const found = await client.lastDiagnostics('lamp.ts');
  return drawn('lamp.ts', text, found);
}

/** The server still works: the same file, made harmless, is checked. */
async function expectRecovery(): Promise<void> {
  expect(client.isServerAlive).toBe(true);
  const before = client.status.get('lamp.ts')?.models[0]?.run ?? 0;
  await client.rewrite('lamp.ts', lamp(''));
  await client.checked('lamp.ts', before);
  expect(client.status.get('lamp.ts')?.models[0]?.report?.exhausted).toBe(true);
}

const impatient: ClientOptions = { everyturn: { turn: { timeoutMs: 300 } } };

test('reports an endless loop in a turn on the key of the turn', async () => {
  const golden = await check(lamp('for (;;);'), impatient);
  await expect(golden).toMatchFileSnapshot('golden/endless-turn.diagnostics.txt');
  expect(client.said.filter((text) => /\bholds\b|exhausted/.test(text))).toEqual([]);
  await expectRecovery();
});

test('reports an endless loop at the top of a file', async () => {
  const golden = await check(lamp('', 'for (;;);'), impatient);
  await expect(golden).toMatchFileSnapshot('golden/endless-load.diagnostics.txt');
  await expectRecovery();
});

test('reports a turn that allocates without end', async () => {
  const hungry = 'const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length));';
  const options = { everyturn: { budget: { memoryMb: 64 }, turn: { timeoutMs: 20_000 } } };
  const golden = await check(lamp(hungry), options);
  expect(golden).toContain('EVT212');
  expect(golden).toMatch(/out of memory/);
  await expectRecovery();
});

test('reports process.exit() in a turn', async () => {
  const golden = await check(lamp('process.exit(0);'));
  await expect(golden).toMatchFileSnapshot('golden/exit-in-turn.diagnostics.txt');
  await expectRecovery();
});

test('reports process.exit() at the top of a file', async () => {
  const golden = await check(lamp('', 'process.exit(0);'));
  await expect(golden).toMatchFileSnapshot('golden/exit-at-top.diagnostics.txt');
  await expectRecovery();
});

test('reports an exception in a turn on the statement that throws, with the trace', async () => {
  const golden = await check(lamp("if (s.on) throw new Error('the bulb broke');"));
  await expect(golden).toMatchFileSnapshot('golden/exception.diagnostics.txt');
});

test('reports a model that throws while it loads on the line that throws', async () => {
  const golden = await check(lamp('', "if (process.pid > 0) throw new Error('no bulb');"));
  await expect(golden).toMatchFileSnapshot('golden/throws-at-top.diagnostics.txt');
  await expectRecovery();
});

test('only says that it did not check a file with a syntax error', async () => {
  const golden = await check(lamp('s.on = ;'));
  await expect(golden).toMatchFileSnapshot('golden/syntax-error.diagnostics.txt');
  await expectRecovery();
});

test('reports an import that is not found on its quoted name', async () => {
  const golden = await check(lamp('', "import './bulb.ts';"));
  await expect(golden).toMatchFileSnapshot('golden/missing-import.diagnostics.txt');
  const before = client.status.get('lamp.ts')?.models[0]?.run ?? 0;
  await client.rewrite('bulb.ts', 'export {};\n', 1);
  await client.checked('lamp.ts', before);
  await client.diagnosticsUntil('lamp.ts', 'nothing', (all) => all.length === 0);
});

test('survives the death of the checker in the middle of a run', async () => {
  const counter = lamp('').replaceAll('z.boolean()', 'z.int()');
  const text = counter.replace('{ on: false }', '{ on: 0 }').replace('!s.on;', 's.on + 1;');
  client = await editors.start({ 'lamp.ts': text });
  await client.open('lamp.ts');
  await client.until('progress', () => client.status.get('lamp.ts')?.models[0]?.progress);
  for (const id of await client.checkers()) process.kill(id, 'SIGKILL');
  const found = await client.diagnosticsUntil('lamp.ts', 'the death', (all) => all.length > 0);
  await expect(drawn('lamp.ts', text, found)).toMatchFileSnapshot('golden/killed.diagnostics.txt');
  expect(client.said.filter((said) => /\bholds\b|exhausted/.test(said))).toEqual([]);
  await expectRecovery();
});

test('starts another bundler when the process of the first one died', async () => {
  await check(lamp("if (s.on) throw new Error('the bulb broke');"));
  const bundlers = (await client.children()).filter(({ command }) => /esbuild/.test(command));
  expect(bundlers.length).toBe(1);
  for (const { id } of bundlers) process.kill(id, 'SIGKILL');
  await expectRecovery();
});

test('hands on what a model prints', async () => {
  client = await editors.start({ 'lamp.ts': lamp("console.log('flipping');") });
  await client.openAndCheck('lamp.ts');
  await client.until('the output', () =>
    client.output.some(({ text }) => text.includes('flipping')),
  );
});
