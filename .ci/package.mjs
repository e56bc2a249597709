#!/usr/bin/env node
// "npm run package": the npm tarball of "everyturn" and the .vsix of the extension, in artifacts/.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { packLibrary, withLicense } from './pack-library.mjs';
import { repository, runNode, toolPath } from './run-process.mjs';

const artifacts = join(repository, 'artifacts');

async function makePackages() {
  install();
  forgetBuilt();
  await build();
  await packLibrary(artifacts);
  await packExtension();
  console.log('The packages are in artifacts/. The README says how to use them.');
}

/** What was built of sources that are gone must not be packed. */
function forgetBuilt() {
  for (const folder of ['checker-core', 'extension']) {
    rmSync(join(repository, folder, 'dist'), { recursive: true, force: true });
  }
}

async function packExtension() {
  const folder = join(repository, 'extension');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = join(artifacts, `everyturn-${version}.vsix`);
  await withLicense(folder, async () => {
    const vsce = toolPath('@vscode', 'vsce', 'vsce');
    const { ok, why } = await runNode([vsce, 'package', '--no-dependencies', '--out', file], {
      cwd: folder,
    });
    if (!ok) throw new Error(`"vsce package" failed (${why}): see above.`);
  });
}

try {
  await makePackages();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
