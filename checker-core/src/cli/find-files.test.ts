import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFiles, shownPath } from './find-files.ts';

const model = "import { machine } from 'everyturn';\nexport const order = machine({});\n";
const files: Readonly<Record<string, string>> = {
  'order.ts': model,
  'models/cart.ts': model,
  'models/plain.ts': 'export const one = 1;',
  'models/cart.test.ts': "import { verify } from 'everyturn';\nimport { test } from 'vitest';",
  'models/odd.test.ts': model,
  'models/types.d.ts': model,
  'view.tsx': model,
  'index.ts': "export * from './order.ts';",
  'dist/order.ts': model,
  'node_modules/everyturn/index.ts': model,
  'odd [name].ts': model,
};
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find files '));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});

afterAll(() => rm(folder, { recursive: true }));

const find = async (...patterns: string[]) => {
  const found = await findFiles(patterns, folder);
  return { ...found, files: found.files.map((path) => shownPath(path, folder)) };
};

test('without patterns finds what may export a model, but no tests, packages or built files', async () => {
  const found = ['models/cart.ts', 'odd [name].ts', 'order.ts', 'view.tsx'];
  expect(await find()).toEqual({ files: found, skipped: 0 });
});

test('takes one named file as it is, whatever it holds', async () => {
  expect(await find('models/plain.ts')).toEqual({ files: ['models/plain.ts'], skipped: 0 });
});

test('takes a file whose name looks like a glob', async () => {
  expect(await find('odd [name].ts')).toEqual({ files: ['odd [name].ts'], skipped: 0 });
});

test('takes each file once', async () => {
  const twice = [join(folder, 'order.ts'), 'order.ts', 'ord*.ts', 'view.tsx'];
  expect(await find(...twice)).toEqual({ files: ['order.ts', 'view.tsx'], skipped: 0 });
});

test('a glob and its expansion by a shell find the same', async () => {
  const expected = { files: ['models/cart.ts', 'models/odd.test.ts'], skipped: 2 };
  expect(await find('models/*.ts')).toEqual(expected);
  const expanded = ['cart', 'plain', 'cart.test', 'odd.test'].map((name) => `models/${name}.ts`);
  expect(await find(...expanded)).toEqual(expected);
  expect(await find(...expanded, 'models/types.d.ts')).toEqual({ ...expected, skipped: 3 });
});

test('finds in a folder what it finds without patterns, and counts nothing as skipped', async () => {
  expect(await find('.')).toEqual(await find());
  expect(await find('models/')).toEqual({ files: ['models/cart.ts'], skipped: 0 });
  const more = await find('models', 'view.tsx', 'models/plain.ts');
  expect(more).toEqual({ files: ['models/cart.ts', 'view.tsx'], skipped: 1 });
});

describe('says what to do when', () => {
  test('a file does not exist', async () => {
    await expect(find('order.ts', 'nowhere.ts')).rejects.toThrow("'nowhere.ts' does not exist.");
  });

  test('a glob matches nothing', async () => {
    await expect(find('lib/*.ts')).rejects.toThrow("No file matches 'lib/*.ts'.");
  });

  test('none of several files can export a model', async () => {
    const none = /^None of the files exports a model\. Export the result/;
    await expect(find('models/{plain,cart.test}.ts')).rejects.toThrow(none);
    await expect(find('models/plain.ts', 'models/cart.test.ts')).rejects.toThrow(none);
  });

  test('a folder has no model', async () => {
    await expect(findFiles([], join(folder, 'dist'))).resolves.toMatchObject({ skipped: 0 });
    await rm(join(folder, 'dist/order.ts'));
    await expect(findFiles([], join(folder, 'dist'))).rejects.toThrow('everyturn check path/to/');
  });
});
