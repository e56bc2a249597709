/**
 * Bundles the panel into dist/panel.js and dist/panel.css, and into the library the script and the
 * style of the page that `everyturn check --html` writes.
 */
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the panel; without `minify` the bundle stays readable, with a source map. */
export async function build({ minify = true, outdir = 'dist' } = {}) {
  const entryPoints = [
    { in: 'src/main.tsx', out: 'panel' },
    { in: 'src/styles/panel.css', out: 'panel' },
  ];
  await bundleInto(outdir, entryPoints, minify);
}

/** Builds the parts of the page. They stand in the page itself, so they are always small. */
export async function buildReportPage({ outdir = '../checker-core/dist/report-page' } = {}) {
  const entryPoints = [
    { in: 'src/report-page/main.tsx', out: 'page' },
    { in: 'src/styles/report.css', out: 'page' },
  ];
  await bundleInto(outdir, entryPoints, true);
}

async function bundleInto(outdir, entryPoints, minify) {
  await bundle({
    absWorkingDir: here('.'),
    entryPoints,
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
  await buildReportPage();
}
