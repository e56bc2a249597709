/** Where the report of a run goes besides the text: to files, or to standard output in its place. */
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { jsonOfRun } from '../report/json.ts';
import { junitOfRun } from '../report/junit.ts';
import type { RunReport } from '../report/model-report.ts';
import { sarifOfRun } from '../report/sarif.ts';
import { cannotWrite } from './errors.ts';
import type { Output } from './terminal.ts';

/** The formats in which a report can be printed, each with the option of its name. */
export const formats = ['json', 'sarif', 'junit'] as const;

/** One of `formats`. */
export type Format = (typeof formats)[number];

/** A format that was asked for. */
export interface Target {
  readonly format: Format;
  /** A file, or `-` for standard output. */
  readonly path: string;
}

/** Prints the run in every format that was asked for. */
export async function writeOutputs(
  run: RunReport,
  targets: readonly Target[],
  stdout: Output,
  folder: string,
): Promise<void> {
  for (const { format, path } of targets) {
    const text = printers[format](run);
    if (path === '-') stdout.write(text);
    else await writeText(path, text, folder);
  }
}

const printers: Readonly<Record<Format, (run: RunReport) => string>> = {
  json: jsonOfRun,
  sarif: sarifOfRun,
  junit: junitOfRun,
};

/** Found out before hours are spent on a report that cannot be kept. */
export async function assertWritable(targets: readonly Target[], folder: string): Promise<void> {
  for (const { path } of targets) {
    if (path === '-') continue;
    const parent = dirname(resolve(folder, path));
    await access(parent).catch(() => {
      throw cannotWrite(path, `the folder ${parent} does not exist`);
    });
  }
}

async function writeText(path: string, text: string, folder: string) {
  await writeFile(resolve(folder, path), text).catch((error: unknown) => {
    throw cannotWrite(path, error instanceof Error ? error.message : String(error));
  });
}
