#!/usr/bin/env node
// "npm run build": types and modules of every package with one "tsc -b", then the bundles.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { repository, runNode, toolPath } from './run-process.mjs';

const bundled = ['server', 'webview', 'extension'];

/** Builds everything, in the order of its dependencies. Throws for the first part that fails. */
export async function build() {
  await part('types and modules', [toolPath('typescript', 'bin', 'tsc'), '-b']);
  for (const folder of bundled) {
    const script = join(repository, folder, 'build.mjs');
    if (existsSync(script)) await part(`bundle of ${folder}`, [script]);
    else console.log(`Build: ${folder} has no bundle: there is no ${folder}/build.mjs.`);
  }
}

async function part(title, args) {
  const start = performance.now();
  const { ok, why } = await runNode(args);
  if (!ok) throw new Error(`Build: ${title} failed (${why}): see above.`);
  console.log(`Build: ${title}, ${((performance.now() - start) / 1_000).toFixed(1)} s.`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    install();
    await build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
