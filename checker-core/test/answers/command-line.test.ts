import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunReport } from 'everyturn/internal/report/model-report';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const command = path('../../bin/everyturn.js');
const schema = JSON.parse(
  readFileSync(path('../../src/report/report.schema.json'), 'utf8'),
) as object;

const imports = "import { machine } from 'everyturn';\nimport * as z from 'zod';\n";

const files: Readonly<Record<string, string>> = {
  'light.ts': `${imports}
export const light = machine({
  state: z.object({ colour: z.enum(['red', 'green', 'yellow']) }),
}).define({
  init: () => ({ colour: 'red' }),
  actions: {
    turn: {
      next: (s) => {
        s.colour = s.colour === 'red' ? 'green' : s.colour === 'green' ? 'yellow' : 'red';
      },
    },
  },
  always: { isKnown: (s) => ['red', 'green', 'yellow'].includes(s.colour) },
  sometimes: { isYellow: (s) => s.colour === 'yellow' },
});
`,
  'shop.ts': `${imports}
export const shop = machine({
  state: z.object({ stock: z.number().int(), sold: z.set(z.enum(['tea', 'milk'])) }),
}).define({
  init: () => ({ stock: 1, sold: new Set() }),
  actions: {
    sell: {
      params: { what: z.enum(['tea', 'milk']) },
      when: (s, { what }) => !s.sold.has(what),
      next: (s, { what }) => {
        s.sold.add(what);
        s.stock -= 1;
      },
    },
  },
  always: { isInStock: (s) => s.stock >= 0 },
  sometimes: { isFull: (s) => s.stock === 2 },
});
`,
  'counter.ts': `${imports}
export const counter = machine({ state: z.object({ n: z.number().int() }) }).define({
  init: () => ({ n: 0 }),
  actions: { up: { next: (s) => { s.n += 1; } } },
  always: { isNatural: (s) => s.n >= 0 },
  sometimes: { isNegative: (s) => s.n < 0 },
});
`,
  'throwing.ts': `${imports}
export const throwing = machine({ state: z.object({ n: z.number().int() }) }).define({
  init: () => ({ n: 0 }),
  actions: {
    up: {
      when: (s) => s.n < 3,
      next: (s) => {
        if (s.n === 2) throw new Error('the shelf is full');
        s.n += 1;
      },
    },
  },
  always: { isSmall: (s) => s.n < 3 },
});
`,
  'spinning.ts': `${imports}
const n = z.object({ n: z.number().int() });
export const spinning = machine({ state: n }).define({
  init: () => ({ n: 0 }),
  actions: { spin: { next: () => { for (;;); } } },
  always: { isZero: (s) => s.n === 0 },
});
export const still = machine({ state: n }).define({
  init: () => ({ n: 0 }),
  actions: {},
  always: { isZero: (s) => s.n === 0 },
});
`,
  'rings.ts': `${imports}
const ring = (size: number, bad: number, goal: number) =>
  machine({ state: z.object({ at: z.number().int() }) }).define({
    init: (turn) => ({ at: turn.choose([0, size - 1]) }),
    actions: { step: { next: (s) => { s.at = s.at + 1 === size ? 0 : s.at + 1; } } },
    always: { isGood: (s) => s.at !== bad },
    sometimes: { isThere: (s) => s.at === goal },
    alwaysStep: { isForward: (before, after) => after.at !== bad || before.at !== bad - 1 },
  });
${[1, 2, 3, 5, 8]
  .flatMap((size) => [-1, 1, 4].map((bad) => ({ size, bad })))
  .map(({ size, bad }) => `export const r${size}b${bad + 1} = ring(${size}, ${bad}, ${size - 2});`)
  .join('\n')}
`,
  'idle.ts': `${imports}
export const idle = machine({ state: z.object({ n: z.number().int() }) }).define({
  init: () => ({ n: 0 }),
  actions: { leave: { when: (s) => s.n > 0, next: (s) => { s.n = 0; } } },
  always: { isZero: (s) => s.n === 0 },
});
`,
  'loud.ts': `${imports}
const side = z.int().min(0).max(19);
export const loud = machine({ state: z.object({ left: side, right: side }) }).define({
  init: () => ({ left: 0, right: 0 }),
  actions: {
    left: {
      when: (s) => {
        if (s.left === 19) console.log('looks left');
        return s.left < 19;
      },
      next: (s) => { s.left += 1; },
    },
    right: { when: (s) => s.right < 19, next: (s) => { s.right += 1; } },
  },
  always: { isBounded: (s) => s.left + s.right <= 38 },
});
`,
  'accepted.ts': `${imports}
// everyturn-accept
const n = z.object({ n: z.number().int() });
export const accepted = machine({
  state: n,
  // everyturn-accept U1 Five steps tell enough.
  budget: { depthMax: 5 },
}).define({
  init: () => ({ n: 0 }),
  actions: { up: { next: (s) => { s.n += 1; } } },
  always: { isNatural: (s) => s.n >= 0 },
});
`,
  'typo.ts': `${imports}\nexport const typo = machine({ state: ;\n`,
  'lost.ts': `${imports}\nimport { rules } from './rules.ts';\nexport const lost = rules;\n`,
  'plain.ts': `export const answer = 42;\n`,
};

let folder = '';

beforeAll(async () => {
  if (!existsSync(path('../../dist/cli/main.js'))) {
    throw new Error('The command line is not built: run `npm run build`.');
  }
  folder = await mkdtemp(join(tmpdir(), 'everyturn-'));
  await symlink(path('../../../node_modules'), join(folder, 'node_modules'), 'dir');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `everyturn check` as a person or a CI job does. */
function check(args: readonly string[], interruptAfterMs?: number): Promise<Ended> {
  const child = spawn(process.execPath, [command, 'check', ...args], { cwd: folder });
  const ended = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.stderr += text;
  });
  if (interruptAfterMs !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...ended }));
  });
}

const reportOf = ({ stdout }: Ended) => JSON.parse(stdout) as RunReport;

test('a bound that the source accepts with a reason fails no build, and is told all the same', async () => {
  const run = await check(['accepted.ts', '--json']);
  expect(run.code).toBe(0);
  const report = reportOf(run);
  expect(report.models[0]?.unknown).toMatchObject([
    {
      code: 'U1',
      accepted: {
        reason: 'Five steps tell enough.',
        at: { file: 'accepted.ts', line: 8, column: 3 },
      },
    },
  ]);
  expect(report.directives).toMatchObject([
    { code: 'EVT502', at: { file: 'accepted.ts', line: 4, column: 1 } },
  ]);
  expect(new Ajv2020({ strictTypes: false }).validate(schema, report)).toBe(true);
  expect(run.stderr).toContain('no violation so far · 6 states, depth ≤ 5, 1 not expanded');
  expect(run.stderr).toContain('accepted: Five steps tell enough. (accepted.ts:8:3)');
  expect(run.stderr).toContain('EVT502 everyturn-accept does not say what');
});

test('prints a violation with its trace and its source, as a golden text', async () => {
  const { code, stdout, stderr } = await check(['shop.ts', '--no-timing']);
  expect(stderr).toBe('');
  expect(code).toBe(1);
  expect(`\n${stdout}`).toBe(`
shop.ts  shop   4 states · 5 generated · diameter 2 · exhausted
  ✗ always.isInStock   violated after 2 turns        shop.ts:18:13
      0 init                :7    sold = {}, stock = 1
      1 sell(what: 'tea')   :14   sold + 'tea', stock 1 → 0
      2 sell(what: 'milk')  :14   sold + 'milk', stock 0 → -1   ← breaks it

      shop.ts:14:9
        12 |       next: (s, { what }) => {
        13 |         s.sold.add(what);
      > 14 |         s.stock -= 1;
           |         ^
        15 |       },

  ✗ sometimes.isFull   unreachable in all 4 states   shop.ts:19:16

1 violated, 1 unreachable in 1 model
`);
});

test('the same model gives the same bytes twice, as the schema says and with relative paths', async () => {
  const args = ['light.ts', 'shop.ts', 'throwing.ts', 'idle.ts', '--json', '--no-timing'];
  const once = await check(args);
  const again = await check(args);
  expect(again.stdout).toBe(once.stdout);
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
  validate(reportOf(once));
  expect(validate.errors).toBeNull();
  expect(reportOf(once).models.map(({ file }) => file)).toEqual([
    'idle.ts',
    'light.ts',
    'shop.ts',
    'throwing.ts',
  ]);
  expect(once.stdout).not.toContain(folder);
});

test('both engines say the same, and the one that is named is the one that runs', async () => {
  const run = (engine: string) => check(['loud.ts', `--engine=${engine}`, '--json', '--no-timing']);
  const [compiled, reference] = [await run('compiled'), await run('reference')];
  expect(compiled.stdout).toBe(reference.stdout);
  expect(reportOf(compiled).models).toMatchObject([{ distinctStates: 400, exhausted: true }]);
  const looks = ({ stderr }: Ended) => stderr.split('looks left').length - 1;
  expect(looks(reference)).toBeGreaterThanOrEqual(20);
  expect(looks(compiled)).toBeLessThan(10);
});

describe('the exit code', () => {
  test.each([
    [0, 'everything holds or was seen', ['light.ts']],
    [0, 'an unknown that was not asked for', ['counter.ts', '--depth-max=3', '--fail-on=none']],
    [1, 'a violation', ['shop.ts']],
    [1, 'a violation beside a model error', ['shop.ts', 'throwing.ts']],
    [2, 'a frontier', ['counter.ts', '--depth-max=3']],
    [2, 'a finding that was asked for', ['idle.ts', '--fail-on=EVT301']],
    [3, 'a model error', ['throwing.ts']],
    [3, 'a file that does not parse', ['typo.ts']],
    [3, 'an import that is not found', ['lost.ts']],
    [4, 'a file without a model', ['plain.ts']],
    [4, 'a file that does not exist', ['nowhere.ts']],
    [4, 'an option that does not exist', ['light.ts', '--deep']],
    [4, 'an engine that does not exist', ['light.ts', '--engine=fast']],
  ])('%i: %s', async (code, _, args) => {
    const ended = await check(args);
    expect(ended).toEqual({ ...ended, code });
    expect(ended.stdout + ended.stderr).not.toContain('internal error');
  });
});

test('an unbounded counter with a budget claims nothing, and tells the size of its frontier', async () => {
  const ended = await check(['counter.ts', '--states-max', '10000', '--json', '--no-timing']);
  expect(ended.code).toBe(2);
  const [model] = reportOf(ended).models;
  expect(model).toMatchObject({ exhausted: false, distinctStates: 10_000, stopped: 'statesMax' });
  expect(model?.frontier).toBeGreaterThan(0);
  const extent = `10,000 states, depth ≤ 9,999, ${model?.frontier} not expanded`;
  expect(ended.stderr).toContain(`no violation so far · ${extent}`);
  expect(ended.stderr).toContain(`not seen yet · ${extent}`);
  expect(ended.stderr + ended.stdout).not.toMatch(/\bholds\b|unreachable/);
});

test('a bounded run never claims what only an exhausted one can', async () => {
  const complete = reportOf(await check(['rings.ts', '--json']));
  const kinds = new Map(
    complete.models.flatMap(({ name, exhausted, verdicts }) => {
      expect(exhausted).toBe(true);
      return Object.entries(verdicts).map(([key, { kind }]) => [`${name} ${key}`, kind] as const);
    }),
  );
  expect(new Set(kinds.values())).toEqual(new Set(['holds', 'violated', 'seen', 'unreachable']));
  let claims = 0;
  for (const depthMax of [0, 1, 2, 4]) {
    const bounded = reportOf(await check(['rings.ts', '--json', `--depth-max=${depthMax}`]));
    for (const { name, exhausted, verdicts } of bounded.models) {
      for (const [key, { kind }] of Object.entries(verdicts)) {
        if (kind !== 'unknown') expect(kind).toBe(kinds.get(`${name} ${key}`));
        if (kind === 'holds' || kind === 'unreachable') expect(exhausted).toBe(true);
        if (kind === 'holds' || kind === 'unreachable') claims++;
      }
    }
  }
  expect(claims).toBeGreaterThan(0);
});

test('no output promises more than a verdict does', async () => {
  const models = ['light.ts', 'shop.ts', 'throwing.ts', 'idle.ts', 'counter.ts', 'rings.ts'];
  const { stdout, stderr } = await check([...models, '--states-max=50', '--json']);
  expect(stdout.length).toBeGreaterThan(1_000);
  // The models' own source, in frames of numbered lines, may say what it likes.
  const text = stderr.replace(/^ *>? *\d+ \|.*$/gm, '');
  expect(stdout + text).not.toMatch(
    /\b(ok|safe|pass(ed)?|verified|proved|success|failed|dead|saturated)\b|%/i,
  );
});

test('a turn that never returns is a model error, and the other models are checked', async () => {
  const ended = await check(['spinning.ts', '--turn-timeout=0.5', '--json']);
  expect(ended.code).toBe(3);
  const { models } = reportOf(ended);
  expect(models.map(({ name, errors }) => [name, errors.map(({ code }) => code)])).toEqual([
    ['spinning', ['EVT207']],
    ['still', []],
  ]);
  expect(models[0]?.verdicts['always.isZero']?.word).toBe('no violation so far');
  expect(models[1]?.verdicts['always.isZero']?.word).toBe('holds');
});

test.skipIf(process.platform === 'win32')('Ctrl+C reports what was reached', async () => {
  const { code, stdout, stderr } = await check(['counter.ts', 'light.ts'], 2_500);
  expect(code).toBe(2);
  expect(stderr).toContain('Stopping and reporting what was reached.');
  expect(stdout).toContain('counter was stopped by you');
  expect(stdout).toContain('no violation so far');
  expect(stdout).toContain('light.ts  not checked: the run was stopped before it.');
  expect(stdout).not.toContain('holds');
});
