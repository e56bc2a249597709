import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { warmUp } from './warm-up.ts';

const zodFolder = new URL('../../../node_modules/zod/', import.meta.url);
const zod = pathToFileURL(fileURLToPath(new URL('index.js', zodFolder))).href;

test('explores a small model, and leaves nothing of it behind', async () => {
  const { globalRegistry } = await import('zod');
  const before = Reflect.ownKeys(globalThis);
  const states = await warmUp([zod]);
  expect(states).toBeGreaterThan(50);
  expect(Reflect.ownKeys(globalThis)).toEqual(before);
  expect([...globalRegistry._idmap.keys()]).toEqual([]);
});

test('only loads the packages where there is no zod among them', async () => {
  expect(await warmUp([])).toBe(0);
});
