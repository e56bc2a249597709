import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { emptyGlob, noModelExported, noModelHere, noSuchFile, type UsageError } from './errors.ts';
import { mayExportModels } from './model-search.ts';

/** The files to check, as absolute paths in alphabetical order. */
export interface FoundFiles {
  readonly files: readonly string[];
  /** How many others were asked for, by name or by glob, that cannot export a model. */
  readonly skipped: number;
}

const neverModels = ['**/node_modules/**', '**/dist/**', '**/*.d.ts'];

/** The files that paths, folders and globs stand for that may export a model. */
export async function findFiles(patterns: readonly string[], folder: string): Promise<FoundFiles> {
  if (patterns.length === 0) {
    return { files: await searched(await filesOf(folder), noModelHere), skipped: 0 };
  }
  const asked = new Set<string>();
  const inFolders = new Set<string>();
  for (const pattern of patterns) {
    const path = resolve(folder, pattern);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory() === true) addAll(inFolders, await filesOf(path));
    else addAll(asked, found === undefined ? await matching(pattern, folder) : [path]);
  }
  const [only] = asked;
  // One file is loaded whatever its text is: then it can be said what is wrong with it.
  if (only !== undefined && asked.size === 1 && inFolders.size === 0) {
    return { files: [only], skipped: 0 };
  }
  const files = await searched([...new Set([...asked, ...inFolders])], noModelExported);
  return { files, skipped: [...asked].filter((file) => !files.includes(file)).length };
}

async function searched(
  files: readonly string[],
  noModel: () => UsageError,
): Promise<readonly string[]> {
  const found = await mayExportModels(files);
  if (found.length === 0) throw noModel();
  return found.toSorted();
}

/** A path for people: relative to the folder of the run, with forward slashes. */
export function shownPath(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The files in a folder that may hold models, at any depth. */
function filesOf(folder: string): Promise<readonly string[]> {
  return globbed('**/*.{ts,tsx,mts,cts}', folder, ['**/*.{test,spec}.{ts,tsx,mts,cts}']);
}

async function matching(pattern: string, folder: string): Promise<readonly string[]> {
  if (!isDynamicPattern(pattern)) throw noSuchFile(pattern);
  const files = await globbed(pattern, folder);
  if (files.length === 0) throw emptyGlob(pattern);
  return files;
}

async function globbed(
  pattern: string,
  folder: string,
  ignored: readonly string[] = [],
): Promise<readonly string[]> {
  const ignore = [...neverModels, ...ignored];
  const files = await glob([pattern], { cwd: folder, ignore, absolute: true });
  return files.map((file) => resolve(file));
}

function addAll(files: Set<string>, more: readonly string[]): void {
  for (const file of more) files.add(file);
}
