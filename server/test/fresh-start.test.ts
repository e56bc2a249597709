import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';

/** Counts how often it was loaded, wherever a count could survive from one run to the next. */
const text = `import { loads } from 'counting';
import { machine } from 'everyturn';
import * as z from 'zod';

const shared = globalThis as { loads?: number };
shared.loads = (shared.loads ?? 0) + 1;
z.globalRegistry.add(z.string(), { id: \`load \${loads()}\` });
console.log(\`loads: \${loads()} \${shared.loads} \${z.globalRegistry._idmap.size}\`);

export const lamp = machine({ state: z.object({ on: z.boolean() }) }).define({
  init: () => ({ on: false }),
  actions: { flip: { next: (s) => void (s.on = !s.on) } },
});
`;
const counting = `let count = 0;
export const loads = () => count;
count += 1;
`;

const editors = editorsOfTests();
let client: Client;

async function start(): Promise<void> {
  client = await editors.check(
    { 'lamp.ts': text },
    {},
    {
      'node_modules/counting/index.js': counting,
      'node_modules/counting/package.json': '{ "type": "module" }',
    },
  );
}

/** Ids of the checkers, once the one that waits for the next run has been started. */
async function twoCheckers(): Promise<readonly number[]> {
  await expect.poll(async () => (await client.checkers()).length, { timeout: 5000 }).toBe(2);
  return client.checkers();
}

test('makes each run in the process that waited for it, and ends the one before', async () => {
  await start();
  const before = await twoCheckers();
  await client.type('lamp.ts', 'on: false', 'on: true');
  await client.saveAndCheck('lamp.ts');
  const after = await twoCheckers();
  expect(after.filter((id) => before.includes(id)).length).toBe(1);
});

test('carries nothing over from one run to the next', async () => {
  await start();
  for (const [from, to] of [
    ['on: false', 'on: true'],
    ['on: true', 'on: !true'],
  ] as const) {
    await twoCheckers();
    await client.type('lamp.ts', from, to);
    await client.saveAndCheck('lamp.ts');
  }
  await client.until('three outputs', () => client.output.length === 3);
  expect(client.output.map((output) => output.text)).toEqual(Array(3).fill('loads: 1 1 1'));
});
