#!/usr/bin/env node
// "npm run build": types and modules of every package with one "tsc -b", then the bundles.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './install.mjs';
import { repository, runNode, toolPath } from './run-process.mjs';

const bundled = ['server', 'webview', 'extension'];

/** Builds everything, in the order of its dependencies. Goes on after a failure, and throws at the end. */
export async function build() {
  const failed = [];
  const types = await part('types and modules', [toolPath('typescript', 'bin', 'tsc'), '-b']);
  if (!types) failed.push('types and modules');
  for (const folder of bundled) {
    const script = join(repository, folder, 'build.mjs');
    if (!existsSync(script)) {
      console.log(`Build: ${folder} has no bundle: there is no ${folder}/build.mjs.`);
    } else if (!(await part(`bundle of ${folder}`, [script]))) {
      failed.push(`bundle of ${folder}`);
    }
  }
  if (failed.length > 0) throw new Error(`Build: ${failed.join(', ')} failed: see above.`);
}

/** Runs one part of the build; returns whether it succeeded. */
async function part(title, args) {
  const start = performance.now();
  const { ok, why } = await runNode(args);
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`Build: ${title}${ok ? '' : ` FAILED (${why})`}, ${seconds} s.`);
  return ok;
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
