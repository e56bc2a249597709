import type { RunOptions } from 'everyturn/internal/checker/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lamp, ModelFolder } from './checker.fixture.ts';

let folder: ModelFolder;
beforeAll(async () => {
  folder = await ModelFolder.make();
});
afterAll(() => folder.remove());

async function lastOf(text: string, options: RunOptions = {}) {
  const said = await folder.check(text, options);
  return said[said.length - 1];
}

test('an endless loop at the top of a file is reported without a model', async () => {
  const last = await lastOf(lamp('', 'for (;;);'), { turnTimeoutMs: 300 });
  expect(last).toMatchObject({
    kind: 'died',
    death: {
      code: 'EVT207',
      message: 'lamp.ts did not finish loading within 2 s; the run was stopped.',
    },
  });
  expect(last).not.toHaveProperty('death.model');
});

test('a file that takes its time to load is checked all the same', async () => {
  const slow = 'const end = Date.now() + 3000; while (Date.now() < end);';
  expect(await lastOf(lamp('', slow))).toMatchObject({ kind: 'done' });
});

test('a file that waits for ever is reported', async () => {
  const waiting = 'await new Promise(() => {}); ';
  const last = await lastOf(lamp('', waiting), { turnTimeoutMs: 300 });
  expect(last).toMatchObject({ kind: 'died', death: { code: 'EVT207' } });
});

test('memory that runs out while a file loads is reported', async () => {
  const hungry = 'const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length));';
  const last = await lastOf(lamp('', hungry), { heapMb: 64, turnTimeoutMs: 30_000 });
  expect(last).toMatchObject({
    kind: 'died',
    death: {
      code: 'EVT212',
      message: 'The checker of lamp.ts ran out of memory while it loaded (64 MiB).',
    },
  });
});

test('process.exit() at the top of a file is reported at its place', async () => {
  const last = await lastOf(lamp('', "import { exit } from 'node:process'; exit(0);"));
  expect(last).toMatchObject({
    kind: 'loadFailed',
    failure: { code: 'EVT211', cause: 'throws', at: { line: 3 } },
  });
  expect(last).toHaveProperty('failure.message', expect.stringContaining('process.exit()'));
});

test('an exception at the top of a file is reported at its place', async () => {
  const last = await lastOf(lamp('', "if (process.pid > 0) throw new Error('no bulb');"));
  expect(last).toMatchObject({
    kind: 'loadFailed',
    failure: {
      code: 'EVT211',
      cause: 'throws',
      message: 'lamp.ts cannot be checked: it throws while it loads: Error: no bulb',
      at: { line: 3, column: 28 },
    },
  });
});

test('a file without models says what to export', async () => {
  const last = await lastOf('export const lamp = 1;');
  expect(last).toMatchObject({ kind: 'loadFailed', failure: { cause: 'noModel' } });
  expect(last).toHaveProperty('failure.message', expect.stringContaining('exports no model'));
});

test.each([
  ['export const lamp = machine({ state });', 'lamp', 14],
  ['const lamp = machine({ state });\nexport { lamp as light };', 'light', 7],
  ['export default machine({ state });', 'default', 1],
])('a model that lacks its behaviour is told from none: %s', async (text, name, column) => {
  const heading = "import { machine } from 'everyturn'; import * as z from 'zod';\n";
  const state = 'const state = z.object({ on: z.boolean() });\n';
  expect(await lastOf(`${heading}${state}${text}`)).toMatchObject({
    kind: 'loadFailed',
    failure: {
      cause: 'noModel',
      message:
        'lamp.ts cannot be checked: it exports no model. ' +
        `${name} lacks its behaviour: add .define({ … }) after machine({ … }) or system({ … }).`,
      at: { line: 3, column },
    },
  });
});

test('actors and reference objects are parts of models: nothing is missing in their file', async () => {
  const last = await lastOf(`import { actor, messages, sequential } from 'everyturn';
import * as z from 'zod';
const Lamps = messages({ on: {} });
export const lamp = actor({ messages: Lamps, durable: z.object({ on: z.boolean() }) });
export const store = sequential({ state: z.int(), ops: {} });`);
  expect(last).toMatchObject({ kind: 'loadFailed', failure: { cause: 'noModel' } });
  expect(last).toHaveProperty('failure.message', expect.not.stringContaining('lacks'));
  expect(last).not.toHaveProperty('failure.at');
});

test('what only has the name of a draft is none', async () => {
  const last = await lastOf('export const words = { define: () => 1, forget: () => 2 };');
  expect(last).toHaveProperty('failure.message', expect.not.stringContaining('lacks'));
});

test('a file that does not parse is no bundle, and the place is known', async () => {
  const bundled = await folder.bundle('broken.ts', lamp('s.on = ;'));
  expect(bundled).toMatchObject({
    ok: false,
    failure: { code: 'EVT211', cause: 'syntax', at: { line: 9, column: 16 } },
  });
});

test('columns count characters, not bytes', async () => {
  const bundled = await folder.bundle('broken.ts', lamp("'é😀'; s.on = ;"));
  expect(bundled).toMatchObject({ failure: { at: { line: 9, column: 23 } } });
});

test('a file that an import does not find is named, and both are inputs of the next try', async () => {
  await folder.write('bulb.ts', "import './socket.ts';\n");
  const bundled = await folder.bundle('lamp.ts', lamp('', "import './bulb.ts';"));
  expect(bundled).toMatchObject({
    ok: false,
    failure: {
      cause: 'import',
      message: "lamp.ts cannot be checked: './socket.ts' is not found.",
      at: { file: expect.stringMatching(/bulb\.ts$/), line: 1, column: 8 },
    },
    inputs: [expect.stringMatching(/lamp\.ts$/), expect.stringMatching(/bulb\.ts$/)],
  });
});

test('a part of the library that does not exist is told from other packages', async () => {
  const library = await folder.bundle('a.ts', "import 'everyturn/no-such-part';\n");
  expect(library).toMatchObject({ failure: { cause: 'missingEveryturn' } });
  const other = await folder.bundle('b.ts', "import 'no-such-package';\n");
  expect(other).toMatchObject({ failure: { cause: 'import' } });
});
