/** Bundles the panel into dist/panel.js and dist/panel.css. */
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the panel; without `minify` the bundle stays readable, with a source map. */
export async function build({ minify = true, outdir = 'dist' } = {}) {
  await bundle({
    absWorkingDir: here('.'),
    entryPoints: [
      { in: 'src/main.tsx', out: 'panel' },
      { in: 'src/styles/panel.css', out: 'panel' },
    ],
    outdir,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    minify,
    sourcemap: minify ? false : 'inline',
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ minify: !process.argv.includes('--dev') });
}
