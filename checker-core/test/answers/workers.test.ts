import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const main = path('../../dist/cli/main.js');

beforeAll(() => {
  if (!existsSync(main)) throw new Error('The command line is not built: run `npm run build`.');
});

describe('the JSON is the same, byte for byte, for any number of workers', () => {
  const samples = path('../../../samples/');
  const here = path('./workers/');
  const folders = ['two-phase', 'die-hard', 'order', 'undo-redo'];

  const sample = (name: string) => join(samples, name);

  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['samples, some of which fail', folders.map(sample), [1, 2, 4]],
    ['two-phase commit 5 and 6, with symmetry', ['two-phase-commit.ts'], [2, 4]],
    ['two-phase commit 5 and 6, one by one', ['two-phase-commit.ts', '--no-symmetry'], [2, 4]],
    ['two-phase commit, bounded', ['two-phase-commit.ts', '--states-max', '3_000'], [2, 4]],
    ['a large model', ['large.ts', '--no-symmetry'], [2, 4]],
    ['a large model, within states', ['large.ts', '--no-symmetry', '--states-max', '900_001'], [4]],
    ['a large model, within a depth', ['large.ts', '--no-symmetry', '--depth-max', '15'], [2]],
  ])(
    '%s',
    async (_, args, numbers) => {
      const alone = await json(here, args, 1);
      expect(alone).toContain('"distinctStates"');
      for (const workers of numbers) {
        expect(firstDifference(await json(here, args, workers), alone)).toBe(undefined);
      }
    },
    300_000,
  );
});

/** Where two texts part, with what stands there; nothing when they are the same. */
function firstDifference(text: string, expected: string): string | undefined {
  if (text === expected) return undefined;
  let at = 0;
  while (text[at] === expected[at]) at += 1;
  const around = (of: string) => of.slice(Math.max(0, at - 200), at + 200);
  return `${around(text)}\ninstead of\n${around(expected)}`;
}

/** What the command prints. */
function json(cwd: string, args: readonly string[], workers: number): Promise<string> {
  const all = [main, 'check', ...args, '--json', '--no-timing', '--workers', String(workers)];
  const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, all, options, (_, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`no report on standard output; standard error says:\n${stderr}`));
    });
  });
}
