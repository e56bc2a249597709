import { expect, test } from 'vitest';
import type { Client, ClientOptions } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';

/** A counter that never comes to an end. */
const endless = (name: string, limit = 'Infinity') => `import { machine } from 'everyturn';
import * as z from 'zod';
export const ${name} = machine({ state: z.object({ count: z.int() }) }).define({
  init: () => ({ count: 0 }),
  actions: { up: { next: (s) => void s.count++ } },
  always: { small: (s) => s.count < ${limit} },
});
`;

/** A counter that wraps around after so many steps. */
const short = (size: number) =>
  endless('counter').replace('s.count++', `(s.count = (s.count + 1) % ${size})`);

const long: ClientOptions = {
  everyturn: { budget: { timeMs: 60_000, statesMax: 100_000_000 } },
};

const editors = editorsOfTests();
let client: Client;

async function start(text: string, options: ClientOptions = {}): Promise<void> {
  client = await editors.start({ 'counter.ts': text }, options);
  await client.open('counter.ts');
}

const model = () => client.status.get('counter.ts')?.models[0];

test('shows the result of the last of two saves in quick succession', async () => {
  await start(short(5));
  await client.save('counter.ts');
  await client.type('counter.ts', '% 5', '% 7');
  await client.save('counter.ts');
  await client.until('the newer result', () => model()?.report?.distinctStates === 7);
  await client.until('the end', () => model()?.phase === 'finished');
  expect((await client.lenses('counter.ts'))[0]).toContain('7 states, exhausted');
});

test('cancels a run that goes on when a newer text is saved', async () => {
  await start(endless('counter'), long);
  await client.until('progress', () => model()?.progress);
  const first = model()?.run ?? 0;
  await client.type('counter.ts', 's.count++', '(s.count = (s.count + 1) % 9)');
  await client.save('counter.ts');
  const started = Date.now();
  await client.until('a newer run', () => (model()?.run ?? 0) > first);
  const [status] = await client.checked('counter.ts', first);
  expect(status?.report?.distinctStates).toBe(9);
  expect(Date.now() - started).toBeLessThan(5000);
});

test('kills a run that does not heed its stop', async () => {
  const stubborn = endless('counter').replace('void s.count++', '{ for (;;); }');
  await start(stubborn, { everyturn: { turn: { timeoutMs: 60_000 } } });
  await client.until('the run', () => model()?.phase === 'checking');
  const first = model()?.run ?? 0;
  await client.type('counter.ts', '{ for (;;); }', 'void (s.count = (s.count + 1) % 3)');
  await client.save('counter.ts');
  const [status] = await client.checked('counter.ts', first);
  expect(status?.report?.distinctStates).toBe(3);
  expect(client.diagnosticsOf('counter.ts')).toEqual([]);
});

test('keeps what was reached when the person cancels, as a bounded result', async () => {
  await start(endless('counter'), { ...long, workDoneProgress: true });
  await client.until('progress in the editor', () => client.progress[0]?.kind === 'begin');
  await client.until('states', () => model()?.progress);
  await client.cancelProgress();
  const [status] = await client.checked('counter.ts');
  expect(status?.report).toMatchObject({ exhausted: false, stopped: 'stopped' });
  expect(status?.headline).toContain('no violation so far');
  await client.until('the end of progress', () => client.progress.at(-1)?.kind === 'end');
  expect(client.said.filter((text) => /\bholds\b|exhausted/.test(text))).toEqual([]);
});

test('tells how a run stands at most four times a second', async () => {
  await start(endless('counter'), long);
  await client.until('progress', () => model()?.progress);
  const from = Date.now();
  await client.until('two more seconds', () => Date.now() - from > 2000);
  const inTime = client.statusTimes.filter((time) => time >= from && time <= from + 2000);
  expect(inTime.length).toBeGreaterThan(1);
  expect(inTime.length).toBeLessThanOrEqual(9);
});

test('answers questions about the states after the run, and says when they are gone', async () => {
  await start(short(5));
  await client.checked('counter.ts');
  await client.until('the states', () => model()?.statesHeld);
  const params = { uri: client.uri('counter.ts'), model: 'counter', request: {} };
  expect(await client.request('everyturn/view', params)).toMatchObject({ kind: 'view', states: 5 });
  for (const id of await client.checkers()) process.kill(id, 'SIGKILL');
  await expect
    .poll(() => client.request('everyturn/view', params), { timeout: 5000 })
    .toEqual({ kind: 'gone' });
  expect(client.isServerAlive).toBe(true);
});

test('checks several files, each with the result of its own', async () => {
  const files = { 'a.ts': short(2), 'b.ts': short(3), 'c.ts': short(4) };
  client = await editors.start(files);
  for (const file of Object.keys(files)) await client.open(file);
  for (const [file, states] of [
    ['a.ts', 2],
    ['b.ts', 3],
    ['c.ts', 4],
  ] as const) {
    const [status] = await client.checked(file);
    expect(status?.report?.distinctStates).toBe(states);
  }
});

test('leaves no process behind', async () => {
  await start(endless('counter'), long);
  await client.until('progress', () => model()?.progress);
  const children = (await client.children()).map(({ id }) => id);
  expect(children.length).toBeGreaterThan(0);
  await client.dispose();
  const isAlive = (id: number) => {
    try {
      return process.kill(id, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(() => children.filter(isAlive), { timeout: 5000 }).toEqual([]);
});
