import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import type { LoadFailure, RunReport } from '../report/model-report.ts';
import {
  boundedReport,
  exhaustedReport,
  violatedReport,
} from '../report/two-phase.test.fixture.ts';
import { runCommandLine } from './command-line.ts';
import { sayFinished, scriptedTools } from './scripted-checker.test.fixture.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command line '));
  const model = "import { machine } from 'everyturn';\nexport const twoPhase = machine({});\n";
  await writeFile(join(folder, 'm.ts'), model);
  await writeFile(join(folder, 'n.ts'), model);
  await writeFile(join(folder, 'tool.ts'), "import * as it from 'everyturn';\nexport { it };\n");
  for (const name of ['plain.ts', 'other.ts']) {
    await writeFile(join(folder, name), 'export const one = 1;\n');
  }
});

afterAll(() => rm(folder, { recursive: true }));

const noModel: LoadFailure = {
  code: 'EVT211',
  file: 'tool.ts',
  cause: 'noModel',
  message: 'tool.ts exports no model.',
};

const run = async (
  args: readonly string[],
  reports: Readonly<Record<string, Report<unknown>>> = { twoPhase: exhaustedReport() },
  more: { isTTY?: boolean; environment?: Record<string, string>; stop?: AbortSignal } = {},
) => {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    ...(more.isTTY === undefined ? {} : { isTTY: more.isTTY }),
    write: (text: string) => {
      written[name] += text;
    },
  });
  const { tools, runs } = scriptedTools(
    ({ file, options }, say) => sayFinished(say, file, reports, options.models),
    [noModel],
  );
  const code = await runCommandLine(args, tools, {
    folder,
    environment: more.environment ?? {},
    stdout: output('stdout'),
    stderr: output('stderr'),
    version: '1.2.3',
    stop: more.stop ?? new AbortController().signal,
  });
  return { code, runs, ...written };
};

test('prints the version and the help', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
  expect((await run(['--help'])).stdout).toContain('everyturn check [files, folders or globs…]');
  const help = await run(['check', '--help']);
  expect(help.code).toBe(0);
  for (const option of ['--states-max', '--no-symmetry', '--fail-on', '--json']) {
    expect(help.stdout).toContain(option);
  }
});

test('says what it does not understand, with exit code 4', async () => {
  const wrong = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([4, '']);
    return stderr;
  };
  expect(await wrong('m.ts')).toBe(
    "everyturn: There is no command 'm.ts'. Try: everyturn check m.ts\n",
  );
  expect(await wrong('--depth')).toContain("no option '--depth'");
  expect(await wrong('check', 'm.ts', '--depth-mx=3')).toContain("Did you mean '--depth-max'?");
  expect(await wrong('check', 'x.ts')).toContain("'x.ts' does not exist.");
  expect(await wrong('check', 'm.ts', '--model', 'raft')).toContain(
    "There is no model 'raft'. Models found: twoPhase.",
  );
  expect(await wrong('check', 'm.ts', '--property', 'always.x')).toContain(
    "There is no property 'always.x'. Properties found: always.consistent, ",
  );
  expect(await wrong('check', 'm.ts', '--json=no/such/folder.json')).toContain('does not exist');
});

test('prints the report to standard output and ends with the code of the verdicts', async () => {
  const { code, stdout, stderr } = await run(['check', 'm.ts', '--no-timing'], {
    twoPhase: violatedReport(),
  });
  expect(code).toBe(1);
  expect(stderr).toBe('');
  expect(stdout).toContain('m.ts  twoPhase   623 states · 2,508 generated · diameter 10');
  expect(stdout).toContain('violated after 3 turns');
  expect(stdout).toContain('m.ts:17:3');
  expect(stdout).not.toContain(folder);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    '1 violated, 1 unreachable, 1 not checked in 1 model',
  );
});

test('prints JSON to standard output and the text to standard error', async () => {
  const { code, stdout, stderr } = await run(['check', 'm.ts', '--json', '--no-timing'], {
    twoPhase: boundedReport(),
  });
  expect(code).toBe(2);
  const report = JSON.parse(stdout) as RunReport;
  expect(report).toMatchObject({ schema: 1, everyturn: '1.2.3', failures: [], notChecked: [] });
  expect(report.models[0]).toMatchObject({ file: 'm.ts', name: 'twoPhase', frontier: 54 });
  expect(report).not.toHaveProperty('timing');
  expect(stdout).not.toContain(folder);
  expect(stderr).toContain('no violation so far · 171 states, depth ≤ 5, 54 not expanded');
  expect(report.models[0]?.unknown[0]?.next).toContain('Raise depthMax');
  expect(stderr).toContain('next: Raise --depth-max');
});

test('the same run prints the same bytes twice; only the time differs', async () => {
  const once = await run(['check', '--json', '--no-timing']);
  const again = await run(['check', '--json', '--no-timing']);
  expect(again.stdout).toBe(once.stdout);
  const timed = JSON.parse((await run(['check', '--json'])).stdout) as RunReport;
  const { timing, ...rest } = timed;
  expect(timing?.seconds).toBeGreaterThanOrEqual(0);
  expect(rest).toEqual(JSON.parse(once.stdout));
});

test('writes JSON to a file', async () => {
  const { code, stdout } = await run(['check', 'm.ts', '--json=out.json']);
  expect(code).toBe(0);
  expect(stdout).toContain('holds in all 288 states');
  const written = JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')) as RunReport;
  expect(written.models.map(({ name }) => name)).toEqual(['twoPhase']);
});

test('writes each format to a file of its own, all of the same run', async () => {
  const options = ['--sarif=out.sarif', '--junit=out.xml', '--json'];
  const { code, stdout } = await run(['check', 'm.ts', ...options], { twoPhase: boundedReport() });
  expect(code).toBe(2);
  const said = (JSON.parse(stdout) as RunReport).models[0]?.unknown[0]?.reason ?? 'nothing';
  for (const name of ['out.sarif', 'out.xml']) {
    expect(await readFile(join(folder, name), 'utf8')).toContain(said);
  }
  const only = await run(['check', 'm.ts', '--junit']);
  expect(only.stdout).toMatch(/^<\?xml/);
  expect(only.stderr).toContain('holds in all 288 states');
});

test('of several files skips those without a model, and says how many it was asked for', async () => {
  const found = await run(['check']);
  expect(found).toMatchObject({ code: 0, stderr: '' });
  expect(found.stdout).toContain('m.ts  twoPhase');
  expect(found.stdout).not.toMatch(/tool\.ts|skipped/);
  const named = await run(['check', 'm.ts', 'tool.ts', 'plain.ts']);
  expect(named).toMatchObject({ code: 0, stderr: '' });
  expect(named.stdout).toMatch(/in 1 model · .*\n2 files without a model skipped\n$/);
  const globbed = await run(['check', '*.ts'], { twoPhase: violatedReport() });
  expect(globbed.code).toBe(1);
  expect(globbed.stdout).toMatch(/\n3 files without a model skipped\n$/);
  expect((await run(['check', '*.ts', '--quiet'])).stdout).not.toContain('skipped');
});

test('files none of which holds a model are an error', async () => {
  const one = await run(['check', 'tool.ts']);
  expect(one.code).toBe(4);
  expect(one.stdout).toContain('EVT211 tool.ts exports no model.');
  const loaded = await run(['check', 'plain.ts', 'tool.ts']);
  expect(loaded.code).toBe(4);
  expect(loaded.stdout).toContain('EVT211 tool.ts exports no model.');
  const several = await run(['check', 'plain.ts', 'other.ts']);
  expect(several).toMatchObject({ code: 4, stdout: '' });
  expect(several.stderr).toContain('None of the files exports a model. Export the result of');
});

test('hands the options of the run to the checker', async () => {
  const { runs } = await run([
    'check',
    'm.ts',
    ...'--states-max=9 --no-symmetry --engine=reference'.split(' '),
  ]);
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ budget: { statesMax: 9 }, symmetry: false, engine: 'reference' });
  expect(runs[0]).not.toHaveProperty('search');
  // A model that cannot use its symmetry would refuse to be asked for it.
  const plain = await run(['check', 'm.ts']);
  expect(plain.runs[0]).not.toHaveProperty('symmetry');
  const { memoryBytes = 0 } = runs[0]?.defaultBudget ?? {};
  expect(memoryBytes).toBeLessThan((runs[0]?.heapMb ?? 0) * 2 ** 20);
});

test('shows only the model and the property that were asked for', async () => {
  const reports = { first: exhaustedReport(), second: exhaustedReport() };
  const { stdout } = await run(
    ['check', 'm.ts', '--model=second', '--property=sometimes.allAbort'],
    reports,
  );
  expect(stdout).toContain('second');
  expect(stdout).not.toContain('first');
  expect(stdout).toContain('sometimes.allAbort');
  expect(stdout).not.toContain('always.consistent');
});

test('a stopped run says which files were not reached', async () => {
  const { code, stdout } = await run(['check', 'm.ts', 'n.ts'], undefined, {
    stop: AbortSignal.abort(),
  });
  expect(code).toBe(2);
  expect(stdout).toContain('m.ts  not checked: the run was stopped before it.');
  expect(stdout).toContain('2 files not checked');
  expect(stdout).not.toContain('holds');
});

test('colours are for terminals, and for people who want them', async () => {
  const colour = '\u001b[';
  expect((await run(['check', 'm.ts'], undefined, { isTTY: true })).stdout).toContain(colour);
  expect((await run(['check', 'm.ts'])).stdout).not.toContain(colour);
  const environment = { NO_COLOR: '1' };
  expect(
    (await run(['check', 'm.ts'], undefined, { isTTY: true, environment })).stdout,
  ).not.toContain(colour);
});

test('a fault of ours does not look like a verdict', async () => {
  const written: string[] = [];
  const broken = { write: () => {} };
  const code = await runCommandLine(
    ['check', 'm.ts'],
    {
      bundle: () => Promise.reject(new Error('assertion failed: frontier')),
      startChecker: () => ({ post: () => {}, dispose: async () => {} }),
    },
    {
      folder,
      environment: {},
      stdout: broken,
      stderr: { write: (text) => written.push(text) },
      version: '1',
      stop: new AbortController().signal,
    },
  );
  expect(code).toBe(70);
  expect(written.join('')).toContain('Please report it');
  expect(written.join('')).toContain('assertion failed: frontier');
});
