import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelReport, RunReport } from 'everyturn/internal/report/model-report';
import { beforeAll, describe, expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

interface Row {
  readonly name: string;
  readonly states: number;
  readonly generated: number;
  readonly diameter: number;
  /** Steps of each counterexample and witness. */
  readonly traces: { readonly [keyPath: string]: number };
}

const row = (
  name: string,
  [states, generated, diameter]: readonly [number, number, number],
  traces: Row['traces'] = {},
): Row => ({ name, states, generated, diameter, traces });

const concrete = [
  row('dieHard', [16, 97, 7], { 'always.bigIsNotFour': 6 }),
  row('missionaries', [64, 253, 12], { 'sometimes.nobodyIsLeft': 11 }),
  row('hanoi3', [27, 79, 7], { 'sometimes.allMoved': 7 }),
  row('hanoi4', [81, 241, 15], { 'sometimes.allMoved': 15 }),
  row('hanoi5', [243, 727, 31], { 'sometimes.allMoved': 31 }),
  row('queens4', [785, 2_970, 15], { 'sometimes.found': 4 }),
  row('transactionCommit3', [34, 94, 6]),
  row('twoPhase3', [288, 1_146, 10], { 'sometimes.allCommit': 10, 'sometimes.allAbort': 3 }),
  row('hasty3', [498, 1_956, 10], {
    'always.consistent': 5,
    'sometimes.allCommit': 6,
    'sometimes.allAbort': 3,
  }),
  row('forks3', [14, 28, 3], { terminal: 3, 'sometimes.eats': 2 }),
  row('forks5', [82, 266, 5], { terminal: 5, 'sometimes.eats': 2 }),
  row('right', [42, 77, 10]),
  row('swapped', [72, 139, 12], { 'always.mutex': 8 }),
  row('flagsOnly', [32, 57, 8], { terminal: 6 }),
  row('allocator32', [400, 1_633, 5]),
  row('keyValueStore122', [255, 1_753, 11]),
  row('leaderRing4', [823, 1_791, 14]),
  row('prisoners4', [214, 860, 13], { 'sometimes.counted': 11 }),
  row('tokenRing44', [256, 896, 0]),
  row('increment3', [84, 112, 6], { 'always.nothingIsLost': 4 }),
  row('lock5', [1_301, 1_301, 20]),
];

const classes = [
  row('twoPhase3', [80, 318, 10], { 'sometimes.allCommit': 10, 'sometimes.allAbort': 3 }),
  row('increment3', [22, 32, 6], { 'always.nothingIsLost': 4 }),
  row('lock5', [21, 31, 20]),
];

beforeAll(() => {
  if (!existsSync(main)) throw new Error('The command line is not built: run `npm run build`.');
});

const files = readdirSync(join(here, 'files')).map((file) => `files/${file}`);

describe('without symmetry', () => expectRows([...files, '--no-symmetry'], concrete));

describe('with symmetry', () =>
  expectRows(['files/two-phase.ts', 'files/increment.ts', 'files/lock.ts'], classes));

function expectRows(args: readonly string[], rows: readonly Row[]) {
  let run: RunReport;
  beforeAll(async () => {
    run = await everyturnCheck(args);
  });

  test('every model is reported, and no other', () => {
    expect(run.failures).toEqual([]);
    const found = run.models.map(({ name }) => name);
    expect(found.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  test.each(rows)('$name: $states states, $generated generated', (expected) => {
    const model = run.models.find(({ name }) => name === expected.name);
    expect(model).toMatchObject({
      exhausted: true,
      errors: [],
      distinctStates: expected.states,
      generatedStates: expected.generated,
      diameter: expected.diameter,
    });
    expect(model && traceLengths(model)).toEqual(expected.traces);
  });
}

const traceLengths = (model: ModelReport) =>
  Object.fromEntries(
    Object.entries(model.verdicts).flatMap(([keyPath, { trace }]) =>
      trace === undefined ? [] : [[keyPath, trace.steps.length]],
    ),
  );

/** Runs the command as a user does and reads what it prints. */
function everyturnCheck(args: readonly string[]): Promise<RunReport> {
  const options = { cwd: here, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, 'check', ...args, '--json'], options, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as RunReport);
      } catch {
        reject(new Error(`no report on standard output; standard error says:\n${stderr}`));
      }
    });
  });
}
