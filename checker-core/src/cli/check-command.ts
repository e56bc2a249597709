import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { RunOptions } from '../checker/protocol.ts';
import { type RunResult, runReport } from '../report/json.ts';
import type { DirectiveReport, LoadFailure, ModelReport } from '../report/model-report.ts';
import type { RecordedMap } from '../report/recorded-map.ts';
import { type TextOptions, textOfRun } from '../report/text.ts';
import { countOf } from '../report/words.ts';
import { type CheckTools, checkFile, type Watcher } from './check-file.ts';
import { noModelExported, noSuchModel, noSuchProperty } from './errors.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';
import { findFiles, shownPath } from './find-files.ts';
import { assertWritable, type Printed, writeOutputs } from './outputs.ts';
import { boundOptions, type CheckCommand } from './parse-check.ts';
import { ProgressLine } from './progress-line.ts';
import { recordMaps } from './record-maps.ts';
import {
  directiveWithRelativePath,
  failureWithRelativePaths,
  mapWithRelativePath,
  modelWithRelativePaths,
} from './relative-paths.ts';
import { type Output, painter } from './terminal.ts';

/** The surroundings of a command. */
export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly version: string;
  /** Aborted by the first Ctrl+C. */
  readonly stop: AbortSignal;
}

/** Carries out `everyturn check`; throws a `UsageError` where it cannot. */
export async function check(
  command: CheckCommand,
  tools: CheckTools,
  around: Surroundings,
): Promise<ExitCode> {
  const startedAt = performance.now();
  await assertWritable(command.outputs, around.folder);
  const found = await findFiles(command.patterns, around.folder);
  const { result, maps, withoutModel } = await checkFiles(found.files, command, tools, around);
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  const run = runReport({ ...result, ...(command.timing ? { seconds } : {}) });
  const skipped = command.patterns.length === 0 ? 0 : found.skipped + withoutModel;
  await print({ run, maps }, skipped, command, around);
  return exitCodeOf(run, command.failOn);
}

interface FilesResult {
  readonly result: RunResult;
  /** The maps of the models, where they were asked for. */
  readonly maps: readonly RecordedMap[];
  /** How many files were loaded and turned out to export no model. */
  readonly withoutModel: number;
}

async function checkFiles(
  files: readonly string[],
  command: CheckCommand,
  tools: CheckTools,
  around: Surroundings,
): Promise<FilesResult> {
  const { folder, stop, version } = around;
  const models: ModelReport[] = [];
  const failures: LoadFailure[] = [];
  const directives: DirectiveReport[] = [];
  const notChecked: string[] = [];
  const known = new Set<string>();
  const progress = new ProgressLine(around.stderr);
  const maps: RecordedMap[] = [];
  const watcher: Watcher = {
    ...watcherOf(progress, command, around),
    ...(command.outputs.some(({ format }) => format === 'html') && {
      onStates: async (reports, ask) => {
        maps.push(...(await recordMaps(reports, ask)));
      },
    }),
  };
  let withoutModel = 0;
  for (const path of files) {
    const shown = shownPath(path, folder);
    if (stop.aborted) {
      notChecked.push(shown);
      continue;
    }
    const result = await checkFile(path, runOptionsOf(command), tools, watcher);
    for (const name of result.known) known.add(name);
    models.push(...result.models.map((model) => modelWithRelativePaths(model, folder)));
    directives.push(...result.directives.map((each) => directiveWithRelativePath(each, folder)));
    notChecked.push(...result.notChecked.map((name) => `${shown}#${name}`));
    if (result.failure?.cause === 'noModel' && files.length > 1) withoutModel += 1;
    else if (result.failure !== undefined) {
      failures.push(failureWithRelativePaths(result.failure, folder));
    }
  }
  progress.clear();
  const isComplete = failures.length === 0 && notChecked.length === 0;
  assertFound(command.models, known, isComplete);
  const shownModels = withProperties(models, command.properties);
  const found = { version, models: shownModels, failures, directives, notChecked };
  return { result: found, maps: maps.map((map) => mapWithRelativePath(map, folder)), withoutModel };
}

/** Where files failed to load, the model that was asked for may be in one of them. */
function assertFound(wanted: readonly string[], known: ReadonlySet<string>, isComplete: boolean) {
  if (!isComplete) return;
  const missing = wanted.find((name) => !known.has(name));
  if (missing !== undefined) throw noSuchModel(missing, [...known]);
  if (known.size === 0) throw noModelExported();
}

/** The reports with the wanted properties only; with all of them where none was named. */
function withProperties(
  models: readonly ModelReport[],
  wanted: readonly string[],
): readonly ModelReport[] {
  if (wanted.length === 0) return models;
  const known = new Set(models.flatMap((model) => Object.keys(model.verdicts)));
  const missing = wanted.find((property) => !known.has(property));
  if (missing !== undefined) throw noSuchProperty(missing, [...known]);
  return models.map((model) => {
    const kept = Object.entries(model.verdicts).filter(([keyPath]) => wanted.includes(keyPath));
    return { ...model, verdicts: Object.fromEntries(kept) };
  });
}

const mebibyte = 2 ** 20;
const heapMbDefault = 4096;
/** A model and its libraries must be loaded before anything is explored. */
const heapMbLeast = 256;
/** Share of the heap at which an exploration stops by itself, before the heap is full. */
const heapShareMax = 0.75;

function runOptionsOf(command: CheckCommand): RunOptions {
  const { budget } = command;
  const heapMb =
    budget.memoryBytes === undefined
      ? Math.min(heapMbDefault, Math.floor(totalmem() / mebibyte / 2))
      : Math.max(heapMbLeast, Math.ceil(budget.memoryBytes / mebibyte / heapShareMax));
  return {
    ...(command.models.length === 0 ? {} : { models: command.models }),
    budget,
    defaultBudget: { memoryBytes: Math.floor(heapMb * heapShareMax) * mebibyte },
    ...(command.search === undefined ? {} : { search: command.search }),
    ...(command.engine === undefined ? {} : { engine: command.engine }),
    // Asking for it would refuse models that cannot use it.
    ...(command.symmetry ? {} : { symmetry: false }),
    ...(command.paranoid ? { paranoid: true } : {}),
    ...(command.coverage ? {} : { coverage: false }),
    ...(command.workers === 1 ? {} : { workers: command.workers }),
    ...(command.turnTimeoutMs === undefined ? {} : { turnTimeoutMs: command.turnTimeoutMs }),
    heapMb,
  };
}

function watcherOf(progress: ProgressLine, command: CheckCommand, around: Surroundings): Watcher {
  return {
    stop: around.stop,
    onProgress: (model, state) => {
      if (!command.quiet) progress.show(model, state);
    },
    onOutput: (text) => {
      progress.clear();
      around.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    },
  };
}

/** Text goes to standard output, unless another format does. */
async function print(
  printed: Printed,
  skipped: number,
  command: CheckCommand,
  around: Surroundings,
) {
  const { stdout, stderr, folder, environment } = around;
  const output = command.outputs.some(({ path }) => path === '-') ? stderr : stdout;
  await writeOutputs(printed, command.outputs, stdout, folder);
  const paint = painter(output, environment);
  const options: TextOptions = {
    quiet: command.quiet,
    readFile: (file) => sourceText(resolve(folder, file)),
    boundNames: boundOptions,
    ...(paint === undefined ? {} : { paint }),
  };
  output.write(textOfRun(printed.run, options));
  if (skipped === 0 || command.quiet) return;
  const text = `${countOf(skipped, 'file')} without a model skipped`;
  output.write(`${paint?.('dim', text) ?? text}\n`);
}

/** A frame is a help; without the file the report is complete all the same. */
function sourceText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
