import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What the README tells a newcomer to do, done: an empty folder, the packed library, the files of
// the README as they stand there. The tests build on each other.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const readme = readFileSync(join(repository, 'README.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'everyturn-newcomer-'));
const project = join(folder, 'project');

beforeAll(() => {
  mkdirSync(project);
  const packed = run('node', [join(repository, '.ci', 'pack-library.mjs'), folder], repository);
  expect(packed).toMatchObject({ status: 0 });
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the tarball has the command, the library, its types and its licence, and no tests', () => {
  const listed = run('tar', ['-tzf', tarball()], folder).output.split('\n');
  expect(listed).toEqual(
    expect.arrayContaining([
      'package/LICENSE',
      'package/README.md',
      'package/bin/everyturn.js',
      'package/dist/cli/main.js',
      'package/dist/index.d.ts',
      'package/dist/index.js',
      'package/dist/report-page/page.css',
      'package/dist/report-page/page.js',
      'package/package.json',
      'package/src/report/report.schema.json',
    ]),
  );
  expect(listed.filter((path) => /\.test\.|\/test\/|tsbuildinfo|\.map$/.test(path))).toEqual([]);
});

test('the library installs in an empty folder', () => {
  expect(run('npm', ['init', '-y'], project).status).toBe(0);
  const packages = [tarball(), 'zod', 'vitest'];
  const installed = run('npm', ['install', '--no-audit', '--no-fund', ...packages], project);
  expect(installed).toMatchObject({ status: 0 });
});

test('the first model of the README holds, says the command line', () => {
  write('checkout.model.ts', exampleOf('checkout.model.ts'));
  const checked = everyturn('check');
  expect(checked).toMatchObject({ status: 0 });
  const printed = /```text\n(.*?)```/s.exec(readme)?.[1] ?? 'The README shows no output.';
  expect(checked.output).toContain(printed);
});

test('the command writes the page of a run, of which the library brings the parts', () => {
  expect(everyturn('check', '--html=report.html')).toMatchObject({ status: 0 });
  const page = readFileSync(join(project, 'report.html'), 'utf8');
  expect(page).toContain('5 states · 5 generated · diameter 2 · exhausted');
});

test('a vitest test with verify passes, as in the README', () => {
  write('checkout.test.ts', exampleOf('checkout.test.ts'));
  const tested = run('npx', ['vitest', 'run'], project);
  expect(tested).toMatchObject({ status: 0 });
  expect(tested.output).toMatch(/1 passed/);
});

test('the mistake that the README suggests is found, by the command line and by verify', () => {
  const model = exampleOf('checkout.model.ts');
  const guard = "when: (s) => Object.values(s.tabs).every((step) => step === 'cart')";
  const mistake = "when: (s, { tab }) => s.tabs[tab] === 'cart'";
  expect(readme).toContain(mistake);
  expect(model).toContain(guard);
  write('checkout.model.ts', model.replace(guard, mistake));

  const checked = everyturn('check');
  expect(checked).toMatchObject({ status: 1 });
  expect(checked.output).toMatch(/always\.chargedOnce.*violated.*after 4 turns/);

  const tested = run('npx', ['vitest', 'run'], project);
  expect(tested).toMatchObject({ status: 1 });
  expect(tested.output).toContain('always.chargedOnce');
  // What is marked is the line of the test; no file is named that was not packed.
  expect(tested.output).toMatch(/❯ checkout\.test\.ts:\d+:\d+/);
  expect(tested.output).not.toMatch(/everyturn\/src\//);
});

/** The code block of the README that stands for a file. */
function exampleOf(file: string): string {
  const start = readme.indexOf(`<!-- file: ${file} -->`);
  const code = /```ts\n(.*?)```/s.exec(start < 0 ? '' : readme.slice(start))?.[1];
  if (code === undefined) throw new Error(`The README has no code block for ${file}.`);
  return code;
}

function tarball(): string {
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('"npm pack" wrote no tarball.');
  return join(folder, name);
}

function write(file: string, text: string): void {
  writeFileSync(join(project, file), text);
}

function everyturn(...args: readonly string[]) {
  return run('npx', ['--no-install', 'everyturn', ...args], project);
}

/** Runs a program as a person would from a shell outside of this repository and of this test run. */
function run(command: string, args: readonly string[], cwd: string) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|vitest|node_env$|test$)/i.test(name)),
  );
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
    timeout: 240_000,
    shell: process.platform === 'win32',
  });
  return { status, output: `${error?.message ?? ''}${stdout}${stderr}` };
}
