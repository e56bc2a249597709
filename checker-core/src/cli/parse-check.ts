import { parseArgs } from 'node:util';
import type { Budget } from '../model/budget.ts';
import type { Engine, Search } from '../model/check-options.ts';
import type { BoundNames } from '../report/bounds.ts';
import {
  badNumber,
  missingValue,
  sameTarget,
  superfluousValue,
  unknownEngine,
  unknownOption,
} from './errors.ts';
import { type FailOn, failOnOf } from './fail-on.ts';
import { nearestOf } from './nearest.ts';
import { formats, type Target } from './outputs.ts';
import { searchOf } from './search-option.ts';

/** `everyturn check`, as it was asked for. */
export interface CheckCommand {
  readonly help: boolean;
  /** Paths and globs as given; empty for all models of the folder. */
  readonly patterns: readonly string[];
  readonly models: readonly string[];
  readonly properties: readonly string[];
  readonly budget: Budget;
  readonly search?: Search;
  readonly engine?: Engine;
  readonly symmetry: boolean;
  /** Whether every turn runs twice. */
  readonly paranoid: boolean;
  /** Whether the code that runs is watched. */
  readonly coverage: boolean;
  /** How many threads explore a model. */
  readonly workers: number;
  readonly turnTimeoutMs?: number;
  /** Where the report goes besides the text. */
  readonly outputs: readonly Target[];
  readonly timing: boolean;
  readonly quiet: boolean;
  /** `none`: nothing unknown makes the run fail. */
  readonly failOn: readonly FailOn[] | 'none';
}

/** Seeds are 32 bits wide. */
const seedMax = 2 ** 32 - 1;

const options = {
  model: { type: 'string' },
  property: { type: 'string' },
  search: { type: 'string' },
  seed: { type: 'string' },
  runs: { type: 'string' },
  engine: { type: 'string' },
  'no-symmetry': { type: 'boolean' },
  paranoid: { type: 'boolean' },
  workers: { type: 'string' },
  'states-max': { type: 'string' },
  'depth-max': { type: 'string' },
  time: { type: 'string' },
  memory: { type: 'string' },
  'turn-timeout': { type: 'string' },
  'no-coverage': { type: 'boolean' },
  json: { type: 'string' },
  sarif: { type: 'string' },
  junit: { type: 'string' },
  html: { type: 'string' },
  'no-timing': { type: 'boolean' },
  quiet: { type: 'boolean' },
  'fail-on': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const workersMax = 16;

type OptionName = keyof typeof options;

/** The options that set the bounds of a budget. */
export const boundOptions: BoundNames = {
  statesMax: '--states-max',
  depthMax: '--depth-max',
  timeMs: '--time',
  memoryBytes: '--memory',
};

/** Reads the arguments after `check`; throws a `UsageError` for what it does not understand. */
export function parseCheck(args: readonly string[]): CheckCommand {
  const { flags, values, patterns } = readTokens(withTargets(args));
  const last = (name: OptionName) => values.get(name)?.at(-1);
  const engine = engineOf(last('engine'));
  const budget = budgetOf(last);
  const search = searchOf({
    name: last('search'),
    seed: whole('seed', last('seed'), 0, seedMax),
    runs: whole('runs', last('runs'), 1),
    depthMax: budget.depthMax,
  });
  const turnTimeout = positive('turn-timeout', last('turn-timeout'));
  return {
    help: flags.has('help'),
    patterns,
    models: values.get('model') ?? [],
    properties: values.get('property') ?? [],
    budget,
    ...(search === undefined ? {} : { search }),
    ...(engine === undefined ? {} : { engine }),
    symmetry: !flags.has('no-symmetry'),
    paranoid: flags.has('paranoid'),
    coverage: !flags.has('no-coverage'),
    workers: workersOf(last('workers')),
    ...(turnTimeout === undefined ? {} : { turnTimeoutMs: turnTimeout * 1000 }),
    outputs: outputsOf(last),
    timing: !flags.has('no-timing'),
    quiet: flags.has('quiet'),
    failOn: failOnOf(values.get('fail-on') ?? ['U1']),
  };
}

function engineOf(name: string | undefined): Engine | undefined {
  if (name === undefined || name === 'compiled' || name === 'reference') return name;
  throw unknownEngine(name);
}

function workersOf(text = '1'): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= workersMax) return number;
  throw badNumber('--workers', text, `a whole number from 1 to ${workersMax}`);
}

/** `--json` and its like may stand alone, which `parseArgs` does not know: for standard output. */
function withTargets(args: readonly string[]): string[] {
  const alone = new Set(formats.map((format) => `--${format}`));
  return args.flatMap((arg, index) => {
    if (arg === '-' && alone.has(args[index - 1] ?? '')) return [];
    return [alone.has(arg) ? `${arg}=-` : arg];
  });
}

function outputsOf(last: (name: OptionName) => string | undefined): readonly Target[] {
  const outputs = formats.flatMap((format) => {
    const path = last(format);
    return path === undefined ? [] : [{ format, path }];
  });
  for (const { format, path } of outputs) {
    const other = outputs.find((each) => each.format !== format && each.path === path);
    if (other !== undefined) throw sameTarget(path, `--${format}`, `--${other.format}`);
  }
  return outputs;
}

function readTokens(args: string[]) {
  const flags = new Set<OptionName>();
  const values = new Map<OptionName, string[]>();
  const patterns: string[] = [];
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') patterns.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!isOption(name)) throw unknownOption(rawName, nearestOption(name));
    if (options[name].type === 'boolean') {
      if (value !== undefined) throw superfluousValue(rawName, value);
      flags.add(name);
    } else {
      if (value === undefined || value === '') throw missingValue(rawName);
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return { flags, values, patterns };
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

function nearestOption(name: string): string | undefined {
  const nearest = nearestOf(name, Object.keys(options));
  return nearest === undefined ? undefined : `--${nearest}`;
}

function budgetOf(last: (name: OptionName) => string | undefined): Budget {
  const statesMax = whole('states-max', last('states-max'), 1);
  const depthMax = whole('depth-max', last('depth-max'), 0);
  const time = positive('time', last('time'));
  const memory = positive('memory', last('memory'));
  return {
    ...(statesMax === undefined ? {} : { statesMax }),
    ...(depthMax === undefined ? {} : { depthMax }),
    ...(time === undefined ? {} : { timeMs: Math.ceil(time * 1000) }),
    ...(memory === undefined ? {} : { memoryBytes: Math.ceil(memory * 2 ** 20) }),
  };
}

function whole(
  name: OptionName,
  text: string | undefined,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(number) || number < least || number > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw badNumber(`--${name}`, text, `a whole number, ${range}`);
  }
  return number;
}

function positive(name: OptionName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) {
    throw badNumber(`--${name}`, text, 'a number greater than 0');
  }
  return number;
}
