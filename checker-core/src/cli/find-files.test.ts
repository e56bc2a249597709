import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFiles, shownPath } from './find-files.ts';

const model = "import { machine } from 'everyturn';";
const files: Readonly<Record<string, string>> = {
  'order.ts': model,
  'models/cart.ts': model,
  'models/plain.ts': 'export const one = 1;',
  'models/cart.test.ts': model,
  'models/types.d.ts': model,
  'view.tsx': 'import { machine } from "everyturn";',
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

const find = async (...patterns: string[]) =>
  (await findFiles(patterns, folder)).map(({ path, isNamed }) => {
    return `${shownPath(path, folder)}${isNamed ? ' (named)' : ''}`;
  });

test('without patterns finds what mentions the library, but no tests, packages or built files', async () => {
  expect(await find()).toEqual(['models/cart.ts', 'odd [name].ts', 'order.ts', 'view.tsx']);
});

test('takes named files as they are, whatever they hold', async () => {
  expect(await find('models/plain.ts', 'order.ts', join(folder, 'order.ts'))).toEqual([
    'models/plain.ts (named)',
    'order.ts (named)',
  ]);
});

test('takes a file whose name looks like a glob', async () => {
  expect(await find('odd [name].ts')).toEqual(['odd [name].ts (named)']);
});

test('takes of a glob what mentions the library', async () => {
  expect(await find('models/*.ts')).toEqual(['models/cart.test.ts', 'models/cart.ts']);
  expect(await find('models/cart.ts', 'models/*.ts')).toEqual([
    'models/cart.test.ts',
    'models/cart.ts (named)',
  ]);
});

describe('says what to do when', () => {
  test('a file does not exist', async () => {
    await expect(find('nowhere.ts')).rejects.toThrow("'nowhere.ts' does not exist.");
  });

  test('a folder is named', async () => {
    await expect(find('models/')).rejects.toThrow("the glob 'models/**/*.ts'");
  });

  test('a glob matches nothing', async () => {
    await expect(find('lib/*.ts')).rejects.toThrow("No file matches 'lib/*.ts'.");
  });

  test('a glob matches no model', async () => {
    await expect(find('models/pl*.ts')).rejects.toThrow("mentions 'everyturn'");
  });

  test('a folder has no model', async () => {
    await expect(findFiles([], join(folder, 'dist'))).resolves.toHaveLength(1);
    await rm(join(folder, 'dist/order.ts'));
    await expect(findFiles([], join(folder, 'dist'))).rejects.toThrow('everyturn check path/to/');
  });
});
