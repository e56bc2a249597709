/**
 * Tells whether packages on disk are still those that were loaded. A package is all code in the
 * folder of its name, by size and time of change; what is in nested `node_modules` is not looked
 * at, so that this is right only of packages that import no others but each other. It costs a few
 * milliseconds for each hundred files.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A text that is another one when a file of the packages behind these URLs has changed. */
export function packageStamp(urls: readonly string[]): string {
  const folders = new Set(urls.flatMap((url) => foldersOf(fileURLToPath(url))));
  return [...folders].flatMap(filesOf).join('\n');
}

/** The package that a file belongs to, and its own `zod`, which may be another one. */
function foldersOf(file: string): string[] {
  const own = folderOf(file);
  try {
    return [own, folderOf(createRequire(file).resolve('zod'))];
  } catch {
    // There is none, and so none was loaded either.
    return [own];
  }
}

function folderOf(file: string): string {
  const [inModules] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? [];
  return inModules ?? folderWithManifest(dirname(file));
}

/** Of a package that is linked from outside any `node_modules`. */
function folderWithManifest(folder: string): string {
  const parent = dirname(folder);
  if (parent === folder || existsSync(join(folder, 'package.json'))) return folder;
  return folderWithManifest(parent);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(path);
    if (!/\.(?:[cm]?js|json)$/.test(entry.name)) return [];
    const { mtimeMs, size } = statSync(path);
    return [`${path} ${size} ${mtimeMs}`];
  });
}
