/** Where the report of a run goes besides the text: to files, or to standard output in its place. */
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { htmlOfRun } from '../report/html.ts';
import { jsonOfRun } from '../report/json.ts';
import { junitOfRun } from '../report/junit.ts';
import type { RunReport } from '../report/model-report.ts';
import type { RecordedMap } from '../report/recorded-map.ts';
import { sarifOfRun } from '../report/sarif.ts';
import { cannotWrite } from './errors.ts';
import { pageParts } from './page-parts.ts';
import type { Output } from './terminal.ts';

/** The formats in which a report can be printed, each with the option of its name. */
export const formats = ['json', 'sarif', 'junit', 'html'] as const;

/** One of `formats`. */
export type Format = (typeof formats)[number];

/** A format that was asked for. */
export interface Target {
  readonly format: Format;
  /** A file, or `-` for standard output. */
  readonly path: string;
}

/** What is printed: a run, and its maps where a format shows them. */
export interface Printed {
  readonly run: RunReport;
  readonly maps: readonly RecordedMap[];
}

/** Prints the run in every format that was asked for. */
export async function writeOutputs(
  printed: Printed,
  targets: readonly Target[],
  stdout: Output,
  folder: string,
): Promise<void> {
  for (const { format, path } of targets) {
    const text = printers[format](printed);
    if (path === '-') stdout.write(text);
    else await writeText(path, text, folder);
  }
}

const printers: Readonly<Record<Format, (printed: Printed) => string>> = {
  json: ({ run }) => jsonOfRun(run),
  sarif: ({ run }) => sarifOfRun(run),
  junit: ({ run }) => junitOfRun(run),
  html: ({ run, maps }) => htmlOfRun(run, maps, pageParts()),
};

/** Found out before hours are spent on a report that cannot be kept. */
export async function assertWritable(targets: readonly Target[], folder: string): Promise<void> {
  if (targets.some(({ format }) => format === 'html')) pageParts();
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
