import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FreshThread } from './fresh-thread.ts';

const idle = new URL('data:text/javascript,setInterval(() => {}, 1000);');
const broken = new URL('data:text/javascript,throw new Error("broken");');

let folder: string;
let thread: FreshThread | undefined;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'everyturn-thread-')));
  await write('node_modules/everyturn/package.json', '{}');
  await write('node_modules/everyturn/dist/index.js', "import './part.js';");
  await write('node_modules/everyturn/dist/part.js', 'export {};');
  await write('node_modules/zod/package.json', '{ "main": "index.js" }');
  await write('node_modules/zod/index.js', 'export {};');
});
afterEach(async () => {
  await thread?.end();
  await rm(folder, { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

const library = () => pathToFileURL(join(folder, 'node_modules/everyturn/dist/index.js')).href;
const bundle = (...preloads: readonly string[]) => ({
  file: join(folder, 'model.ts'),
  code: '',
  map: '{}',
  inputs: [],
  preloads,
});

function start(...preloads: readonly string[]): FreshThread {
  thread = new FreshThread(idle, 64, preloads);
  return thread;
}

test('is used for a run that imports what it has loaded', () => {
  expect(start(library()).fits(bundle(library(), 'file:///other.js'), 64)).toBe(true);
});

test('is not used for a run that would not load the same', () => {
  expect(start(library()).fits(bundle(), 64)).toBe(false);
});

test('is not used for a run with another heap', () => {
  expect(start().fits(bundle(), 128)).toBe(false);
});

test('is not used when any file of a loaded package has changed', async () => {
  const started = start(library());
  await write('node_modules/everyturn/dist/part.js', 'export const changed = true;');
  expect(started.fits(bundle(library()), 64)).toBe(false);
});

test('is not used when the zod of a loaded package has changed', async () => {
  const started = start(library());
  await write('node_modules/zod/index.js', 'export const changed = true;');
  expect(started.fits(bundle(library()), 64)).toBe(false);
});

test('is not used when it has ended by itself', async () => {
  thread = new FreshThread(broken, 64);
  const { worker } = thread;
  await new Promise((resolve) => worker.once('exit', resolve));
  expect(thread.fits(bundle(), 64)).toBe(false);
});
