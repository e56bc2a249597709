import type { FromChecker } from 'everyturn/internal/checker/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lamp, ModelFolder } from './checker.fixture.ts';

let folder: ModelFolder;
beforeAll(async () => {
  folder = await ModelFolder.make();
});
afterAll(() => folder.remove());

const deathOf = (said: readonly FromChecker[]) =>
  said.flatMap((message) => (message.kind === 'died' ? [message.death] : []))[0];
const reportOf = (said: readonly FromChecker[]) =>
  said.flatMap((message) => (message.kind === 'finished' ? [message.report] : []))[0];
const last = (said: readonly FromChecker[]) => said[said.length - 1]?.kind;

test('a harmless model is explored to its end', async () => {
  const said = await folder.check(lamp(''));
  expect(said.map(({ kind }) => kind).filter((kind) => kind !== 'progress')).toEqual([
    'loaded',
    'started',
    'finished',
    'done',
  ]);
  expect(reportOf(said)).toMatchObject({ exhausted: true, distinctStates: 2, errors: [] });
});

test('a turn that never returns is reported with its key path and place', async () => {
  const said = await folder.check(lamp('for (;;);'), { turnTimeoutMs: 300 });
  expect(deathOf(said)).toMatchObject({
    code: 'EVT207',
    model: 'lamp',
    keyPath: 'actions.press.next',
    message: 'press.next of lamp did not return within 0.3 s; the run was stopped.',
    at: { line: 8 },
  });
  expect(last(said)).toBe('died');
});

test('a turn that allocates without end ends the thread, not the process', async () => {
  const hungry = 'const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length));';
  const said = await folder.check(lamp(hungry), { heapMb: 64, turnTimeoutMs: 30_000 });
  expect(deathOf(said)).toMatchObject({ code: 'EVT212', keyPath: 'actions.press.next' });
  expect(deathOf(said)?.message).toMatch(/^The checker of lamp ran out of memory at .*\(64 MiB\)/);
});

test('a turn that allocates outside the heap without end is stopped too', async () => {
  const hungry = 'const all: unknown[] = []; for (;;) all.push(new Uint8Array(1e7).fill(1));';
  const said = await folder.check(lamp(hungry), { heapMb: 64, turnTimeoutMs: 30_000 });
  expect(deathOf(said)).toMatchObject({ code: 'EVT212', keyPath: 'actions.press.next' });
});

test.each(['process.exit(0);', 'process.abort();', 'process.kill(process.pid);'])(
  'a turn with %s is a model error of that turn',
  async (ending) => {
    const said = await folder.check(lamp(ending));
    expect(reportOf(said)).toMatchObject({
      exhausted: false,
      errors: [{ code: 'EVT201', keyPath: 'actions.press.next', at: { line: 9 } }],
    });
    expect(reportOf(said)?.errors[0]?.message).toContain('must not end the process');
    expect(last(said)).toBe('done');
  },
);

test('a stray exception of a timer does not end the run', async () => {
  const stray = "setTimeout(() => { throw new Error('late'); }, 0);";
  const question = { ask: 'view', model: 'lamp', request: {} } as const;
  const said = await folder.check(lamp('', stray), {}, question);
  expect(reportOf(said)?.exhausted).toBe(true);
  expect(said[said.length - 1]).toMatchObject({ kind: 'answer', answer: { kind: 'view' } });
});

test('what is kept for the next map is told as memory of the run', async () => {
  const question = { ask: 'view', model: 'lamp', request: {} } as const;
  const said = await folder.check(lamp(''), {}, question);
  const done = said.find(({ kind }) => kind === 'done');
  expect(done).toMatchObject({ memoryBytes: expect.any(Number) });
  expect(said.at(-1)).toMatchObject({ kind: 'answer', memoryBytes: expect.any(Number) });
  const asked = { ask: 'condition', model: 'lamp', groupBy: ['on'], cell: 'true' } as const;
  expect((await folder.check(lamp(''), {}, asked)).at(-1)).not.toHaveProperty('memoryBytes');
});

test('output is handed on, a hundred lines and a count', async () => {
  const chatty = 'for (let i = 0; i < 150; i++) console.log("line", i);';
  const said = await folder.check(lamp('', chatty));
  const lines = said.flatMap((message) => (message.kind === 'output' ? [message.text] : []));
  expect(lines).toHaveLength(101);
  expect(lines[0]).toBe('line 0');
  expect(lines[100]).toBe('… 50 more lines of output are not shown');
});

test('states of a run that is not there are gone', async () => {
  const question = { ask: 'view', model: 'other', request: {} } as const;
  const said = await folder.check(lamp(''), {}, question);
  expect(said[said.length - 1]).toMatchObject({ kind: 'answer', answer: { kind: 'gone' } });
});

test('schemas of zod 3 are refused, and the map of no states is empty', async () => {
  const text = lamp('').replace("from 'zod'", "from 'zod/v3'");
  const question = { ask: 'view', model: 'lamp', request: {} } as const;
  const said = await folder.check(text, {}, question);
  const [error, ...others] = reportOf(said)?.errors ?? [];
  expect(others).toEqual([]);
  expect(error).toMatchObject({ code: 'EVT501', keyPath: 'state', at: { line: 4 } });
  expect(error?.message).toContain('npm install zod@4');
  expect(said[said.length - 1]).toMatchObject({ kind: 'answer', answer: { kind: 'view' } });
});
