import { expect, test } from 'vitest';
import { importedMakers } from './imported-makers.ts';

const makers = (text: string) => importedMakers('/project/a/five.ts', text);

test('finds the file of a function whose result is exported', () => {
  const text = "import { clusterOf } from './raft.model.ts';\nexport const five = clusterOf(5);\n";
  expect(makers(text)).toEqual([['/project/a/raft.model.ts']]);
});

test('follows other names, other endings, types and default exports', () => {
  const renamed =
    "import { x, of as made } from '../raft.js';\nexport const a: Model<S> = made<S>();";
  expect(makers(renamed)).toEqual([['/project/raft.ts']]);
  const bare = "import {\n  clusterOf,\n} from './raft';\nexport default clusterOf(5);";
  expect(makers(bare)).toEqual([
    ['/project/a/raft.ts', '/project/a/raft.tsx', '/project/a/raft/index.ts'],
  ]);
});

test('has no use for calls that are not exported, for packages and for functions from here', () => {
  expect(makers("import { f } from './f.ts';\nf();\nconst x = f();")).toEqual([]);
  expect(makers("import { f } from 'f';\nexport const x = f();")).toEqual([]);
  expect(makers("import { f } from './f.ts';\nexport const x = g(f);")).toEqual([]);
  expect(makers("import { f } from './f.ts';\nexport const x = () => f();")).toEqual([]);
});
