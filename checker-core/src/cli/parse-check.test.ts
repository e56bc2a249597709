import { describe, expect, test } from 'vitest';
import { nearestOf } from './nearest.ts';
import { parseCheck } from './parse-check.ts';

test('without arguments everything is checked without bounds, and a frontier makes the run fail', () => {
  expect(parseCheck([])).toEqual({
    help: false,
    patterns: [],
    models: [],
    properties: [],
    budget: {},
    symmetry: true,
    paranoid: false,
    coverage: true,
    workers: 1,
    outputs: [],
    timing: true,
    quiet: false,
    failOn: ['U1'],
  });
});

test('reads every option, with and without an equals sign', () => {
  const command = parseCheck([
    ...['a.ts', '--states-max', '10_000', '--depth-max=5', '--time', '1.5', 'b/*.ts'],
    ...[
      '--search',
      'depth-first',
      '--memory=512',
      '--engine=reference',
      '--no-symmetry',
      '--paranoid',
      '--no-coverage',
      '--workers=4',
      '--model',
      'x',
      '--model',
      'y',
    ],
    ...['--property=always.a', '--turn-timeout=0.5', '--no-timing', '--quiet', '--fail-on=U1,U5'],
    '--fail-on=EVT301',
  ]);
  expect(command).toEqual({
    help: false,
    patterns: ['a.ts', 'b/*.ts'],
    models: ['x', 'y'],
    properties: ['always.a'],
    budget: { statesMax: 10_000, depthMax: 5, timeMs: 1_500, memoryBytes: 512 * 2 ** 20 },
    search: 'depth-first',
    engine: 'reference',
    symmetry: false,
    paranoid: true,
    coverage: false,
    workers: 4,
    turnTimeoutMs: 500,
    outputs: [],
    timing: false,
    quiet: true,
    failOn: ['U1', 'U5', 'EVT301'],
  });
});

test('random runs have a seed, a number and a length, by default or as given', () => {
  expect(parseCheck(['--search=simulate']).search).toEqual({
    simulate: { seed: 1, runs: 1_000, depthMax: 100 },
  });
  const given = ['--search=simulate', '--seed=4294967295', '--runs', '5_000', '--depth-max=20'];
  expect(parseCheck(given)).toMatchObject({
    search: { simulate: { seed: 2 ** 32 - 1, runs: 5_000, depthMax: 20 } },
    budget: { depthMax: 20 },
  });
});

test('a little time is a little time, not none', () => {
  expect(parseCheck(['--time=0.0001']).budget).toEqual({ timeMs: 1 });
});

test.each(['json', 'sarif', 'junit', 'html'])(
  '--%s takes a file only behind an equals sign',
  (format) => {
    const option = `--${format}`;
    const toStandardOutput = { outputs: [{ format, path: '-' }], patterns: ['a.ts'] };
    expect(parseCheck([option, 'a.ts'])).toMatchObject(toStandardOutput);
    expect(parseCheck([option, '-', 'a.ts'])).toMatchObject(toStandardOutput);
    expect(parseCheck([`${option}=-`, 'a.ts'])).toMatchObject(toStandardOutput);
    expect(parseCheck([`${option}=out`]).outputs).toEqual([{ format, path: 'out' }]);
  },
);

test('--fail-on none turns failing on unknowns off', () => {
  expect(parseCheck(['--fail-on', 'none']).failOn).toBe('none');
});

describe('refuses, and says what to do', () => {
  test.each([
    [['--depth', '5'], "There is no option '--depth'."],
    [['--dept-max', '5'], "Did you mean '--depth-max'?"],
    [['-x'], "There is no option '-x'."],
    [['--states-max'], "'--states-max' needs a value"],
    [['--states-max=many'], "'--states-max' was given 'many'; it needs a whole number, 1 or more."],
    [['--states-max=0'], 'it needs a whole number, 1 or more.'],
    [['--depth-max', '-1'], "'--depth-max' was given '-1'; it needs a whole number, 0 or more."],
    [['--time=0'], "'--time' was given '0'; it needs a number greater than 0."],
    [['--memory=lots'], 'it needs a number greater than 0.'],
    [['--no-symmetry=yes'], "'--no-symmetry' takes no value, but was given 'yes'."],
    [['--engine=fast'], "There is no engine 'fast'. '--engine' takes compiled or reference."],
    [['--search=best'], "'--search' takes breadth-first, depth-first or simulate."],
    [['--seed=5'], "'--seed' is for random runs. Add --search simulate, or leave it out."],
    [['--search=depth-first', '--runs=5'], "'--runs' is for random runs."],
    [['--search=simulate', '--seed=4294967296'], 'it needs a whole number, 0 to 4294967295.'],
    [['--search=simulate', '--runs=0'], 'it needs a whole number, 1 or more.'],
    [['--json', '--sarif'], "'--json' and '--sarif' cannot both go to standard output."],
    [['--json=a', '--junit=a'], "cannot both go to 'a'. Give each a file: --junit=<file>."],
    [['--fail-on=u1'], "'--fail-on' does not know 'u1'. Did you mean 'U1'?"],
    [
      ['--fail-on=EVT101'],
      "does not take 'EVT101': with a violation or a model error a run always",
    ],
    [['--fail-on=EVT405'], "names 'EVT405' by its kind. Write --fail-on U5."],
    [['--fail-on=U1,none'], "'--fail-on' takes none or a list of kinds, not both."],
    [['--fail-on=,'], "'--fail-on' does not know ''."],
    [['--fail-on=cut'], "'--fail-on' does not know 'cut'. It takes U1, U2"],
  ])('%j', (args, message) => {
    expect(() => parseCheck(args)).toThrow(message);
  });
});

test('the nearest word is one that could have been meant', () => {
  expect(nearestOf('tme', ['time', 'model'])).toBe('time');
  expect(nearestOf('workers', ['time', 'model'])).toBeUndefined();
});
