import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mayExportModels } from './model-search.ts';

const model = `import { machine } from 'everyturn';
export const order = machine({ state }).define({ init });
`;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model search '));
});

afterEach(() => rm(folder, { recursive: true }));

/** Writes the files and says which of those asked for may export a model; without names all. */
async function found(files: Readonly<Record<string, string>>, ...names: readonly string[]) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const asked = names.length === 0 ? Object.keys(files) : names;
  const paths = await mayExportModels(asked.map((name) => join(folder, name)));
  return paths.map((path) => path.slice(folder.length + 1).replaceAll('\\', '/'));
}

test('takes what exports a value and names the library, however it exports', async () => {
  const use = "import { machine } from 'everyturn';\n";
  const taken = {
    'const.ts': `${use}export const a = machine({});`,
    'let.ts': `${use}export let a = machine({});`,
    'default.ts': `${use}export default machine({}).define({});`,
    'list.ts': `${use}const a = machine({});\nexport { a };`,
    'renamed.tsx': `${use}const a = machine({});\nexport {\n  a as b,\n};`,
    'quoted.ts': 'import { machine } from "everyturn";\nexport const a = machine({});',
    'whole.ts': "import * as every from 'everyturn'; export const a = every.machine({});",
  };
  expect(await found(taken)).toEqual(Object.keys(taken));
});

test('leaves out what can export no model, so that it is never run', async () => {
  const use = "import { check, type Report } from 'everyturn';\n";
  expect(
    await found({
      'plain.ts': 'export const one = 1;',
      'tool.ts': `${use}export function tool() {}\nexport async function other() {}`,
      'made.ts': `${use}export default function make() {}\nexport class Maker {}`,
      'types.ts': `${use}export type A = Report;\nexport interface B {}\nexport type { C } from './c.ts';`,
      'order.test.ts': `${use}import { order } from './order.ts';\ntest('x', () => check(order));`,
      'order.d.ts': "import 'everyturn';\nexport declare const order: unknown;\nexport {};",
      'comment.ts': `${use}// export const a = machine({});`,
      'mention.ts': "export const packageName = 'everyturn-like';",
    }),
  ).toEqual([]);
});

test('takes what passes on a model of a file that was not asked for', async () => {
  const files = {
    'models/order.ts': model,
    'all.ts': "export * from './models/order.ts';",
    'named.ts': "export {\n  order as theOrder,\n} from './models/order.ts';",
    'namespace.ts': "export * as models from './models/order.ts';",
    'imported.ts': "import { order } from './models/order.ts';\nexport { order };",
    'again.ts': "export * from './all.ts';",
  };
  const asked = ['all.ts', 'named.ts', 'namespace.ts', 'imported.ts'];
  expect(await found(files, ...asked)).toEqual(asked);
  expect(await found(files, 'again.ts')).toEqual(['again.ts']);
});

test('leaves out what passes on a model of another of the files, which is checked anyway', async () => {
  const files = { 'order.ts': model, 'index.ts': "export * from './order.ts';" };
  expect(await found(files)).toEqual(['order.ts']);
  const chain = { 'a.ts': "export * from './index.ts';" };
  expect(await found(chain, 'a.ts', 'index.ts')).toEqual(['index.ts']);
});

test('takes a model that a function of another file makes', async () => {
  const files = {
    'ring.ts': "import { machine } from 'everyturn';\nexport function ring(n: number) {}",
    'rings.ts': "import { ring } from './ring.ts';\nexport const ring3 = ring(3);",
  };
  expect(await found(files)).toEqual(['rings.ts']);
});

test.each([
  ['./order', 'order.ts'],
  ['./order.js', 'order.ts'],
  ['./order', 'order/index.ts'],
  ['./order.jsx', 'order.tsx'],
  ['./order.mjs', 'order.mts'],
  ['..', '../index.ts'],
])('follows an import from %s to %s', async (from, target) => {
  const files = { [`deep/${target}`]: model, 'deep/index.ts': `export * from '${from}';` };
  expect(await found(files, 'deep/index.ts')).toEqual(['deep/index.ts']);
});

test('is not confused by imports in a circle or by files that are missing', async () => {
  const files = {
    'a.ts': "import './b.ts';\nimport './missing.ts';\nexport const a = 1;",
    'b.ts': "import './a.ts';\nimport './c.ts';\nexport const b = 1;",
    'c.ts': model,
  };
  expect(await found(files)).toEqual(['a.ts', 'b.ts', 'c.ts']);
  expect(await found(files, 'nowhere.ts')).toEqual([]);
});
