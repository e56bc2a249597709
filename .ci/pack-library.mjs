#!/usr/bin/env node
// Packs the library "everyturn" as it would be published: "node .ci/pack-library.mjs <folder>".
// It packs what is built.

import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository, runProcess } from './run-process.mjs';

/** Packs the built library into a folder. */
export async function packLibrary(folder) {
  mkdirSync(folder, { recursive: true });
  const library = join(repository, 'checker-core');
  await withLicense(library, async () => {
    const args = ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder];
    const { ok, why } = await runProcess('npm', args, { cwd: library });
    if (!ok) throw new Error(`"npm pack" of everyturn failed (${why}): see above.`);
  });
}

/** Puts the licence of the repository into a package that has none, while it is packed. */
export async function withLicense(folder, pack) {
  const copy = join(folder, 'LICENSE');
  if (existsSync(copy)) return pack();
  copyFileSync(join(repository, 'LICENSE'), copy);
  try {
    await pack();
  } finally {
    rmSync(copy);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await packLibrary(resolve(process.argv[2] ?? join(repository, 'artifacts')));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
