/**
 * Builds the extension into dist/, so that the folder needs nothing else:
 *
 *   dist/extension.cjs  what VS Code loads
 *   dist/server/        the language server, the checker and the package `esbuild` that both need
 *   dist/panel/         script and style of the panel
 */
import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { buildServer } from '../server/build.mjs';
import { build as buildPanel } from '../webview/build.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds everything; `minify` for what is packaged. */
export async function build({ minify = false } = {}) {
  const server = here('dist/server');
  for (const folder of [server, here('dist/panel')]) {
    await rm(folder, { recursive: true, force: true });
  }
  await Promise.all([
    buildExtension(minify),
    buildServer({ outdir: server, minify }),
    buildPanel({ outdir: here('dist/panel'), minify: true }),
    copyEsbuild(join(server, 'node_modules')),
  ]);
}

async function buildExtension(minify) {
  await bundle({
    entryPoints: [here('src/extension.ts')],
    outfile: here('dist/extension.cjs'),
    bundle: true,
    minify,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    // The sources of the workspace are read directly: they need no build.
    alias: {
      'everyturn-language-server/protocol': here('../server/src/protocol/index.ts'),
      'everyturn-webview/page': here('../webview/src/page.ts'),
    },
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** The package and its native binary for this machine: a binary cannot be bundled. */
async function copyEsbuild(nodeModules) {
  const require = createRequire(here('../checker-core/package.json'));
  const source = dirname(require.resolve('esbuild/package.json'));
  const native = `@esbuild/${process.platform}-${process.arch}`;
  const binary = dirname(
    createRequire(join(source, 'package.json')).resolve(`${native}/package.json`),
  );
  const copy = (from, to) => cp(from, join(nodeModules, to), { recursive: true });
  await Promise.all([
    ...['package.json', 'LICENSE.md', 'lib'].map((part) =>
      copy(join(source, part), join('esbuild', part)),
    ),
    copy(binary, native),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ minify: process.argv.includes('--minify') });
}
