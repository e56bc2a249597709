import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { emptyGlob, isFolder, noModelHere, noModelInFiles, noSuchFile } from './errors.ts';

/** A file to check. */
export interface FoundFile {
  /** Absolute path. */
  readonly path: string;
  /** Whether it was named, so that it must hold a model; others merely might. */
  readonly isNamed: boolean;
}

const neverModels = ['**/node_modules/**', '**/dist/**', '**/*.d.ts'];
const everywhere = ['**/*.{ts,tsx,mts,cts}'];
const tests = ['**/*.{test,spec}.{ts,tsx,mts,cts}'];

/** The files that paths and globs stand for, or all that may hold models; in alphabetical order. */
export async function findFiles(
  patterns: readonly string[],
  folder: string,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  if (patterns.length === 0) {
    const files = await mentioning(await globbed(everywhere, folder, tests));
    if (files.length === 0) throw noModelHere();
    for (const path of files) found.set(path, { path, isNamed: false });
  }
  for (const pattern of patterns) {
    const named = await namedFile(pattern, folder);
    const paths = named === undefined ? await matching(pattern, folder) : [named];
    for (const path of paths) {
      const isNamed = named !== undefined || found.get(path)?.isNamed === true;
      found.set(path, { path, isNamed });
    }
  }
  return [...found.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A path for people: relative to the folder of the run, with forward slashes. */
export function shownPath(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The file that the pattern names, or undefined where the pattern is a glob. */
async function namedFile(pattern: string, folder: string): Promise<string | undefined> {
  const path = resolve(folder, pattern);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) throw isFolder(pattern.replace(/[/\\]+$/, ''));
  if (found !== undefined) return path;
  if (!isDynamicPattern(pattern)) throw noSuchFile(pattern);
  return undefined;
}

async function matching(pattern: string, folder: string): Promise<readonly string[]> {
  const files = await globbed([pattern], folder);
  if (files.length === 0) throw emptyGlob(pattern);
  const models = await mentioning(files);
  if (models.length === 0) throw noModelInFiles(pattern);
  return models;
}

async function globbed(
  patterns: readonly string[],
  folder: string,
  ignored: readonly string[] = [],
): Promise<readonly string[]> {
  const ignore = [...neverModels, ...ignored];
  const files = await glob([...patterns], { cwd: folder, ignore, absolute: true });
  return files.map((file) => resolve(file));
}

/** Reads one file after the other: a folder may hold more of them than can be open at once. */
async function mentioning(files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/['"]everyturn['"]/.test(text)) found.push(file);
  }
  return found;
}
