import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the benchmarks. */
export const folder = fileURLToPath(new URL('.', import.meta.url));

/** A folder for what is built or downloaded here; never committed. */
export function cache(...parts) {
  const path = join(folder, '.cache', ...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

/** Whether a program can be started by this name. */
export function has(program) {
  return spawnSync(program, ['--version']).error === undefined;
}

/** Runs a command that has to succeed; returns what it printed. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    ...options,
  });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
