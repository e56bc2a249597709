import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { type ViewParams, type ViewResult, viewRequest } from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { cutModelText, editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';

const editors = editorsOfTests();

/** A counter that takes long to explore and longer to count. */
const long = `import { machine } from 'everyturn';
import * as z from 'zod';

export const pair = machine({
  state: z.object({ a: z.int().min(0).max(3000), b: z.int().min(0).max(3000) }),
}).define({
  init: () => ({ a: 0, b: 0 }),
  actions: {
    a: { when: (s) => s.a < 3000, next: (s) => void (s.a += 1) },
    b: { when: (s) => s.b < 3000, next: (s) => void (s.b += 1) },
  },
  always: { near: (s) => s.a + s.b < 9000 },
});
`;

async function start(name: string, text: string, everyturn: unknown): Promise<Client> {
  return editors.check({ [name]: text }, { everyturn });
}

const headline = (client: Client, name: string) =>
  client.status.get(name)?.models[0]?.headline ?? '';

test('a run that the settings have cut goes on until it is exhausted', async () => {
  const client = await start(file, await modelText(file), { budget: { statesMax: 100 } });
  await client.until('all states', () => /✓ exhausted · 288$/.test(headline(client, file)));
  // It was never shown as a check that somebody waits for, nor claimed too early.
  const [first] = client.said.filter((said) => said.includes('exhausted'));
  expect(first).toContain('288');
  // That a run is at its end is told after what it found.
  await client.until('the states', () => client.status.get(file)?.models[0]?.statesHeld);
});

test('it does not where that is not wanted, or the bound is one that was meant', async () => {
  const text = await modelText(file);
  const off = { budget: { statesMax: 100 }, background: false };
  const meant = await cutModelText(file, 5);
  const [without, bounded] = await Promise.all([start(file, text, off), start(file, meant, {})]);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(headline(without, file)).toContain('not expanded');
  expect(headline(bounded, file)).toMatch(/171 states/);
});

test('it keeps the results on show, steps back, and waits while its states are asked for', async () => {
  const client = await start('pair.ts', long, { budget: { statesMax: 1_000 } });
  await client.until('progress', () => headline(client, 'pair.ts').includes('goes on: '));
  const [status] = client.status.get('pair.ts')?.models ?? [];
  expect(status?.phase).toBe('finished');
  expect((await client.lenses('pair.ts'))[0]).toMatch(
    /◌ 1 of 1 open .* goes on: .*\| Map \| Cancel$/,
  );
  const checkers = await client.checkers();
  expect(Math.max(...checkers.map((id) => getPriority(id)))).toBeGreaterThan(0);
  const params: ViewParams = { uri: client.uri('pair.ts'), model: 'pair', request: {} };
  const view = await client.request<ViewResult>(viewRequest, params);
  if (view.kind !== 'view') throw new Error(`The map was answered with ${view.kind}.`);
  expect(view.states).toBeGreaterThan(1_000);
  expect(view.exhausted).toBe(false);
  await client.until('more', () => headline(client, 'pair.ts').includes('goes on: '));
  expect(client.said.some((said) => said.includes('stopped by you'))).toBe(false);
});

test('a save ends it at once, and a command for good', async () => {
  const client = await start('pair.ts', long, { budget: { statesMax: 1_000 } });
  await client.until('progress', () => headline(client, 'pair.ts').includes('goes on: '));
  await client.type('pair.ts', 'a < 3000', 'a < 3');
  await client.type('pair.ts', 'b < 3000', 'b < 3');
  const saved = Date.now();
  const [status] = await client.saveAndCheck('pair.ts');
  expect(status?.headline).toBe('✓ exhausted · 16');
  expect(Date.now() - saved).toBeLessThan(3_000);
  await client.type('pair.ts', 'a < 3,', 'a < 3000,');
  await client.type('pair.ts', 'b < 3,', 'b < 3000,');
  await client.saveAndCheck('pair.ts');
  await client.until('progress', () => headline(client, 'pair.ts').includes('goes on: '));
  await client.request('everyturn/cancel', { uri: client.uri('pair.ts') });
  await client.until('the end', () => !headline(client, 'pair.ts').includes('goes on: '));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(headline(client, 'pair.ts')).not.toContain('goes on');
});
