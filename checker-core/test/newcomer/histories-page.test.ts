import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { objects } from 'everyturn';
import { sequentialOf } from 'everyturn/internal/model/sequential';
import { expect, test } from 'vitest';
import * as z from 'zod';

// The code of the page is a test of this folder, so that it does what the page says.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(join(repository, 'docs', 'histories.md'), 'utf8');

test('the page shows the test of the tickets', () => {
  const shown = page.split('```ts\n')[1]?.split('```')[0];
  const code = readFileSync(join(repository, 'checker-core/test/newcomer/tickets.test.ts'), 'utf8');
  expect(shown).toBe(code);
});

test('the page lists each reference object with its operations and their inputs', () => {
  const text = z.string();
  const all = {
    register: objects.register(text, ''),
    compareAndSwapRegister: objects.compareAndSwapRegister(text, ''),
    keyValueStore: objects.keyValueStore(text, text),
    set: objects.set(text),
    queue: objects.queue(text),
    stack: objects.stack(text),
    counter: objects.counter(),
    lock: objects.lock(text),
    log: objects.log(text),
  };
  expect(['only', ...Object.keys(all)].sort()).toEqual(Object.keys(objects).sort());
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const listed = rows.map((row) => /`(\w+)\(/.exec(row)?.[1]);
  expect(listed.sort()).toEqual(Object.keys(all).sort());
  for (const [name, object] of Object.entries(all)) {
    const row = rows.find((line) => line.startsWith(`| \`${name}(`));
    for (const [operation, { input = {} }] of operationsOf(object)) {
      if (row?.includes('the same') && ['write', 'read'].includes(operation)) continue;
      const fields = Object.keys(input).join(', ');
      expect(row).toContain(`\`${operation}(${fields && `{ ${fields} }`})\``);
    }
  }
});

const operationsOf = (object: unknown) =>
  Object.entries(sequentialOf(object)?.declaration.operations ?? {});
