import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleModel } from './bundle-model.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle model '));
});

afterAll(() => rm(folder, { recursive: true }));

/** What is said of a file that imports something that is not there. */
async function messageFor(specifier: string): Promise<string> {
  const file = join(folder, 'lamp.ts');
  await writeFile(file, `import * as it from '${specifier}';\nexport const lamp = it;\n`);
  const bundled = await bundleModel(file);
  return bundled.ok ? 'found' : bundled.failure.message;
}

test.each([
  ['zod', 'zod'],
  ['zod/v4', 'zod'],
  ['@scope/name', '@scope/name'],
  ['@scope/name/deep/file.js', '@scope/name'],
])("tells how to install the package of '%s'", async (specifier, name) => {
  expect(await messageFor(specifier)).toBe(
    `lamp.ts cannot be checked: '${specifier}' is not found. Try: npm install ${name}`,
  );
});

test.each(['./bulb.ts', '../bulb', '@/bulb', '~/bulb', '#bulb', '/bulb.ts'])(
  "offers no package for the path or alias '%s'",
  async (specifier) => {
    expect(await messageFor(specifier)).toBe(
      `lamp.ts cannot be checked: '${specifier}' is not found.`,
    );
  },
);
