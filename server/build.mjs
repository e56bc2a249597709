/**
 * Bundles the language server and the checker that it starts, each into one file:
 *
 *   dist/server.js           the server; `--stdio` or `--node-ipc`
 *   dist/checker-process.js  one for each model file that is checked
 *   dist/checker-worker.js   the thread of it in which the model runs
 *
 * The three belong into one folder. They need nothing but the package `esbuild`, whose native
 * binary cannot be bundled. Another folder: `node build.mjs --outdir=<path>`, or `buildServer`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles into a folder. The sources of `everyturn` are read directly: they need no build. */
export async function buildServer({ outdir = here('dist'), minify = false } = {}) {
  await build({
    entryPoints: {
      server: here('src/main.ts'),
      'checker-process': here('../checker-core/src/checker/process.ts'),
      'checker-worker': here('../checker-core/src/checker/worker.ts'),
    },
    outdir,
    bundle: true,
    minify,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    external: ['esbuild'],
    alias: { 'everyturn/internal': here('../checker-core/src') },
    // The protocol's packages are CommonJS and ask for Node's modules by `require`. Bundled files
    // may import `createRequire` themselves, so that the banner's name for it is its own.
    banner: {
      js: [
        "import { createRequire as createRequireOfBundle } from 'node:module';",
        'const require = createRequireOfBundle(import.meta.url);',
      ].join('\n'),
    },
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { outdir: { type: 'string' }, minify: { type: 'boolean' } },
  });
  await buildServer(values);
}
