import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const repository = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program with the terminal as its output and nothing as its input; never throws for a
 * program that fails. `timeoutMinutes` ends what hangs; `capture` returns the standard output, too.
 * What still runs when we exit is ended.
 */
export function runProcess(command, args, options = {}) {
  const { cwd = repository, env = process.env, timeoutMinutes = 60, capture = false } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
      timeout: timeoutMinutes * 60_000,
    });
    const end = () => child.kill();
    process.once('exit', end);
    child.once('close', () => process.off('exit', end));
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.once('error', (error) => resolve({ ok: false, why: error.message, output }));
    child.once('close', (code, signal) => {
      const why = code === null ? `ended by ${signal}` : `exit code ${code}`;
      resolve({ ok: code === 0, why, output });
    });
  });
}

/** Runs a script with the Node that runs us. */
export function runNode(args, options) {
  return runProcess(process.execPath, args, options);
}

/** The path of the program of an installed package, to be run by Node. */
export function toolPath(...path) {
  return join(repository, 'node_modules', ...path);
}
