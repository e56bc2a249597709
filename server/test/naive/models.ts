import { readdir, readFile } from 'node:fs/promises';
import { domain } from 'everyturn';
import * as z from 'zod';
import type { Files } from '../harness/editors.ts';

/** A model whose numbers are counted again, and the bounds of its run. */
export interface CountedModel {
  readonly file: string;
  readonly name: string;
  readonly depthMax?: number;
  readonly statesMax?: number;
  /** Names that conditions of its guards use, besides those of its parameters. */
  readonly names?: Readonly<Record<string, unknown>>;
  /** A file whose exports are such names. */
  readonly namesFrom?: string;
}

/** As `parcel.ts` has it. */
const isLight = (s: { readonly weight: number }) => s.weight < 3;

/** As `allocator.ts` has them. */
const valueAt = <T>(record: Readonly<Record<string, T>>, key: string) => record[key];
const includesAll = <T>(set: ReadonlySet<T>, part: ReadonlySet<T>) =>
  [...part].every((value) => set.has(value));
const isFree = (alloc: Readonly<Record<string, ReadonlySet<string>>>, wanted: Iterable<string>) =>
  [...wanted].every((resource) => !Object.values(alloc).some((held) => held.has(resource)));

const Rm = z.enum(['rm1', 'rm2', 'rm3']);

/** Machines and systems, with and without symmetry, exhausted and cut. */
export const countedModels: readonly CountedModel[] = [
  { file: 'samples/two-phase/two-phase.ts', name: 'twoPhase', names: { domain, Rm } },
  { file: 'samples/two-phase/two-phase.ts', name: 'twoPhase', names: { domain, Rm }, depthMax: 5 },
  { file: 'samples/die-hard/die-hard.ts', name: 'dieHard' },
  { file: 'samples/order/order.model.ts', name: 'orderLife', namesFrom: 'samples/order/order.ts' },
  {
    file: 'samples/undo-redo/undo-redo.model.ts',
    name: 'undoRedo',
    statesMax: 100,
    names: { editsMax: 4 },
  },
  { file: 'samples/link/link.model.ts', name: 'link' },
  { file: 'samples/lock/lock.model.ts', name: 'fencedLock', depthMax: 7 },
  { file: 'samples/register/single-copy.ts', name: 'singleCopy' },
  { file: 'samples/commit/commit.model.ts', name: 'commit' },
  { file: 'samples/saga/saga.model.ts', name: 'saga' },
  { file: 'samples/sync/sync.model.ts', name: 'sync', depthMax: 4 },
  { file: 'known/made.ts', name: 'twoPhase4', names: { promises: 4 } },
  {
    file: 'known/made.ts',
    name: 'allocator32',
    depthMax: 4,
    names: { at: valueAt, isFree, includesAll },
  },
  { file: 'models/odd-ends.ts', name: 'doorbell' },
  { file: 'models/odd-ends.ts', name: 'stairs' },
  { file: 'known/coverage/parcel.ts', name: 'parcel', names: { isLight } },
  { file: 'known/made.ts', name: 'can' },
  { file: 'known/made.ts', name: 'walk' },
];

/** Models that functions of known answers make: file, function and what it is given. */
export const made: Readonly<Record<string, readonly [string, string, ...unknown[]]>> = {
  twoPhase4: ['two-phase', 'twoPhase', 4, { liveness: false }],
  allocator32: ['allocator', 'allocator', 3, 2],
  can: ['coffee-can', 'coffeeCan', 20],
  walk: ['graph', 'graph', '0-2-4-6-9; 0-1-8-9', { starts: [0, 4], fence: 8 }],
};

/** The file that exports them. It imports the library, so that it is looked at. */
const madeText = [
  "import 'everyturn';",
  ...Object.values(made).map(
    ([file, make], i) => `import { ${make} as make${i} } from './models/${file}.ts';`,
  ),
  ...Object.entries(made).map(
    ([name, [, , ...given]], i) =>
      `export const ${name} = make${i}(${given.map((one) => JSON.stringify(one)).join(', ')});`,
  ),
].join('\n');

/** Where their files are. */
export const folders = {
  models: new URL('../models/', import.meta.url),
  samples: new URL('../../../samples/', import.meta.url),
  known: new URL('../../../checker-core/test/answers/', import.meta.url),
};

/** The files of all these models. */
export async function filesOfModels(): Promise<Files> {
  const files: Record<string, string> = { 'known/made.ts': madeText };
  for (const [name, folder] of Object.entries(folders)) {
    for (const path of await readdir(folder, { recursive: true })) {
      if (!/^(\w[\w-]*\/)?[\w.-]+(?<!\.test|\.d)\.ts$/.test(path) || /^dist\//.test(path)) continue;
      files[`${name}/${path}`] = await readFile(new URL(path, folder), 'utf8');
    }
  }
  return files;
}
