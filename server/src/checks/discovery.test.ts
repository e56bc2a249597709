import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SourceText } from '../documents/source-text.ts';
import { isModelFile } from './discovery.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'everyturn-discovery-'));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
write(
  'raft.model.ts',
  `import { system } from 'everyturn';
  export const clusterOf = (size) => system({}).define({});
  export const raft = clusterOf(3);`,
);
write('actors.ts', `import { actor } from 'everyturn'; export function serve() {}`);
write('plain.ts', 'export const clusterOf = (size) => size;');
afterAll(() => rmSync(folder, { recursive: true }));

const isModel = (text: string) => isModelFile(new SourceText(join(folder, 'new.ts'), text));

test('a variant is a model if the function that makes it stands beside a model', () => {
  expect(
    isModel("import { clusterOf } from './raft.model.ts';\nexport const r5 = clusterOf(5);"),
  ).toBe(true);
  expect(
    isModel("import { clusterOf } from './raft.model';\nexport const r5 = clusterOf(5);"),
  ).toBe(true);
});

test('whoever makes something else, or uses a model otherwise, is left alone', () => {
  const strangers = [
    "import { clusterOf } from './plain.ts';\nexport const five = clusterOf(5);",
    "import { serve } from './actors.ts';\nexport const server = serve();",
    "import { clusterOf } from './raft.model.ts';\nconst five = clusterOf(5);",
    "import { raft } from './raft.model.ts';\nexport const app = serve(raft);",
    "import { clusterOf } from './missing.ts';\nexport const five = clusterOf(5);",
  ];
  expect(strangers.filter(isModel)).toEqual([]);
});
