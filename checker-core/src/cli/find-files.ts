import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { emptyGlob, isFolder, noModelExported, noModelHere, noSuchFile } from './errors.ts';
import { mayExportModels } from './model-search.ts';

/** The files to check, as absolute paths in alphabetical order. */
export interface FoundFiles {
  readonly files: readonly string[];
  /** How many others were asked for, by name or by glob, that cannot export a model. */
  readonly skipped: number;
}

const neverModels = ['**/node_modules/**', '**/dist/**', '**/*.d.ts'];
const everywhere = '**/*.{ts,tsx,mts,cts}';
const tests = '**/*.{test,spec}.{ts,tsx,mts,cts}';

/** The files that paths and globs stand for, or all of the folder, that may export a model. */
export async function findFiles(patterns: readonly string[], folder: string): Promise<FoundFiles> {
  if (patterns.length === 0) {
    const files = await mayExportModels(await globbed(everywhere, folder, [tests]));
    if (files.length === 0) throw noModelHere();
    return { files: files.toSorted(), skipped: 0 };
  }
  const asked = new Set<string>();
  for (const pattern of patterns) {
    const named = await namedFile(pattern, folder);
    for (const path of named ?? (await matching(pattern, folder))) asked.add(path);
  }
  const [only] = asked;
  // One file is loaded whatever its text is: then it can be said what is wrong with it.
  if (only !== undefined && asked.size === 1) return { files: [only], skipped: 0 };
  const files = await mayExportModels([...asked]);
  if (files.length === 0) throw noModelExported();
  return { files: files.toSorted(), skipped: asked.size - files.length };
}

/** A path for people: relative to the folder of the run, with forward slashes. */
export function shownPath(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The one file that the pattern names, or undefined where the pattern is a glob. */
async function namedFile(pattern: string, folder: string): Promise<readonly [string] | undefined> {
  const path = resolve(folder, pattern);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) throw isFolder(pattern.replace(/[/\\]+$/, ''));
  if (found !== undefined) return [path];
  if (!isDynamicPattern(pattern)) throw noSuchFile(pattern);
  return undefined;
}

async function matching(pattern: string, folder: string): Promise<readonly string[]> {
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
