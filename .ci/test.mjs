#!/usr/bin/env node
// "npm test": from a bare clone to one line that says how many tests passed and failed.
// "npm test -- unit answers" runs these layers only. The last line is "N passed, N failed".

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { runNode, toolPath } from './run-process.mjs';

// In this order: what is quick and tells most comes first.
const layers = [
  { name: 'lint', run: lint },
  ...['unit', 'types', 'answers', 'differential', 'hostile', 'language-server'].map(vitestLayer),
  { ...vitestLayer('webview'), needsBrowser: true },
  vitestLayer('newcomer'),
  { name: 'e2e', run: () => script('extension/test/e2e.mjs'), needsBrowser: true },
];

async function test() {
  const { positionals: names } = parseArgs({ allowPositionals: true });
  const chosen = names.length === 0 ? layers : names.map(layerOf);

  title('packages');
  install();
  const results = [await timed('build', buildOnce)];
  if (chosen.some(({ needsBrowser }) => needsBrowser)) await findBrowser();
  for (const { name, run } of chosen) results.push(await timed(name, run));

  summarize(results);
}

function layerOf(name) {
  const layer = layers.find((candidate) => candidate.name === name);
  if (layer !== undefined) return layer;
  const known = layers.map((candidate) => candidate.name).join(', ');
  throw new Error(`There is no layer named ${name}. The layers are: ${known}.`);
}

/** Announces a layer and runs it. A layer that crashes has failed once; the others still run. */
async function timed(name, run) {
  title(name);
  const start = performance.now();
  const counts = await run().catch((error) => {
    console.error(error.message);
    return failure(error.message);
  });
  const seconds = (performance.now() - start) / 1_000;
  console.log(`${name}: ${countsText(counts)} in ${seconds.toFixed(1)} s`);
  return { name, seconds, ...counts };
}

async function buildOnce() {
  await build();
  return { passed: 1, failed: 0, skipped: 0 };
}

async function lint() {
  const { ok, why } = await runNode([
    toolPath('@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '--error-on-warnings',
  ]);
  return ok ? { passed: 1, failed: 0, skipped: 0 } : failure(why);
}

function vitestLayer(name) {
  return { name, run: () => vitest(name) };
}

/** Runs a vitest project and counts from its JSON report, which a crash leaves out. */
async function vitest(project) {
  const folder = mkdtempSync(join(tmpdir(), 'everyturn-test-'));
  try {
    const file = join(folder, 'result.json');
    const { ok, why } = await runNode([
      toolPath('vitest', 'vitest.mjs'),
      'run',
      `--project=${project}`,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const counts = existsSync(file) ? countTests(JSON.parse(readFileSync(file, 'utf8'))) : none();
    if (!ok && counts.failed === 0) return { ...counts, failed: 1, why };
    if (ok && counts.passed + counts.skipped === 0) console.log(`${project} has no tests yet.`);
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests(report) {
  // A file that does not load has no tests to fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Runs a script that ends with the line "N passed, N failed". */
async function script(path) {
  const { ok, why, output } = await runNode([path], { capture: true });
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  const found = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
  if (found === null) return failure(`${why}, without a last line that counts`);
  const [passed, failed, skipped] = found.slice(1).map((digits) => Number(digits ?? 0));
  return ok || failed > 0 ? { passed, failed, skipped } : { passed, failed: 1, skipped, why };
}

/** Finds or installs a browser for the layers that need one; without it they fail themselves. */
async function findBrowser() {
  title('browser');
  try {
    // Loaded here, not above: the packages may have been missing until now.
    const { ensureChromium } = await import('../extension/launch/chromium.mjs');
    process.env.CHROME_PATH = await ensureChromium();
    console.log(`Browser: ${process.env.CHROME_PATH}`);
  } catch (error) {
    console.error(error.message);
  }
}

function none() {
  return { passed: 0, failed: 0, skipped: 0 };
}

function failure(why) {
  return { ...none(), failed: 1, why };
}

function summarize(results) {
  title('summary');
  for (const { name, seconds, why, ...counts } of results) {
    const mark = counts.failed > 0 ? '✗' : '✓';
    const reason = why === undefined ? '' : ` (${why})`;
    console.log(`${mark} ${name}: ${countsText(counts)}, ${seconds.toFixed(1)} s${reason}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  console.log(`\n${countsText(total)}`);
  if (total.failed > 0) process.exitCode = 1;
}

function countsText({ passed, failed, skipped }) {
  const text = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${text}, ${skipped} skipped` : text;
}

function title(text) {
  console.log(`\n── ${text} ──`);
}

try {
  await test();
} catch (error) {
  console.error(`\n${error.message}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
}
