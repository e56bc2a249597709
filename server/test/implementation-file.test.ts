import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';

const model = `import { machine } from 'everyturn';
import * as z from 'zod';
import { isSettled, pay, refund } from './src/order.ts';

export const orders = machine({
  state: z.object({ paid: z.int().min(0).max(5), refunded: z.int().min(0).max(5) }),
}).define({
  init: () => ({ paid: 0, refunded: 0 }),
  actions: {
    pay: { when: (s) => !isSettled(s), next: (s) => pay(s) },
    refund: { when: (s) => s.paid > 0, next: (s) => refund(s) },
  },
  always: {
    refundsAreCovered: (s) => s.refunded <= s.paid,
  },
});
`;

const order = `interface Order {
  paid: number;
  refunded: number;
}

export const isSettled = (order: Readonly<Order>) => order.paid === 2;

export function pay(order: Order): void {
  order.paid += 1;
}

export function refund(order: Order): void {
  if (order.refunded < order.paid) {
    order.refunded += 1;
  }
}
`;

const editors = editorsOfTests();
let client: Client;

async function start(): Promise<void> {
  const files = { 'orders.ts': model, 'src/order.ts': order };
  client = await editors.start(files);
  await client.openAndCheck('orders.ts');
  expect(client.status.get('orders.ts')?.models[0]?.headline).toMatch(/^✓ exhausted/);
}

const mistake = { from: 'order.refunded < order.paid', to: 'order.refunded < 3' };

test('checks a model again when a file that it imports is saved, and blames that file', async () => {
  await start();
  await client.open('src/order.ts');
  await client.type('src/order.ts', mistake.from, mistake.to);
  await client.save('src/order.ts');
  const inOrder = await client.diagnosticsUntil('src/order.ts', 'the write', (all) =>
    all.some(({ severity }) => severity === 1),
  );
  const inModel = await client.diagnosticsUntil('orders.ts', 'the promise', (all) =>
    all.some(({ message }) => message.endsWith('states seen.')),
  );
  const text = await client.workspace.read('src/order.ts');
  const golden = drawn('src/order.ts', text, inOrder) + drawn('orders.ts', model, inModel);
  await expect(golden).toMatchFileSnapshot('golden/implementation-file.diagnostics.txt');

  await client.type('src/order.ts', mistake.to, mistake.from);
  await client.save('src/order.ts');
  await client.diagnosticsUntil('src/order.ts', 'nothing', (all) => all.length === 0);
  await client.diagnosticsUntil('orders.ts', 'hints alone', (all) =>
    all.every(({ severity }) => severity === 4),
  );
});

test('sees a change that no editor made, and only if it is one', async () => {
  await start();
  const first = client.status.get('orders.ts')?.models[0]?.run ?? 0;
  await client.rewrite('src/order.ts', order);
  await client.rewrite('src/order.ts', order.replace(mistake.from, mistake.to));
  const [status] = await client.checked('orders.ts', first);
  expect(status?.run).toBe(first + 1);
  expect(status?.headline).toMatch(/^✗ 1 violated/);
});

test('checks once when a save is seen by the editor and by the watcher', async () => {
  await start();
  const first = client.status.get('orders.ts')?.models[0]?.run ?? 0;
  await client.open('src/order.ts');
  await client.type('src/order.ts', mistake.from, mistake.to);
  await client.save('src/order.ts');
  await client.rewrite('src/order.ts', order.replace(mistake.from, mistake.to));
  const [status] = await client.checked('orders.ts', first);
  await client.rewrite('src/order.ts', order.replace(mistake.from, mistake.to));
  await client.request('everyturn/status', { uri: client.uri('orders.ts') });
  expect(status?.run).toBe(first + 1);
  expect(client.status.get('orders.ts')?.models[0]?.run).toBe(first + 1);
});

test('names the file that does not parse, without repeating what TypeScript says', async () => {
  await start();
  await client.open('src/order.ts');
  await client.type('src/order.ts', 'export function pay(', 'export function pay((');
  await client.save('src/order.ts');
  const found = await client.diagnosticsUntil('orders.ts', 'the reason', (all) =>
    all.some(({ severity }) => severity !== 4),
  );
  expect(found).toMatchObject([
    {
      severity: 3,
      code: 'EVT211',
      message: 'Not checked: order.ts, which it imports, does not parse (line 8).',
    },
  ]);
});
