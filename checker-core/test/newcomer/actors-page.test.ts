import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The code of the page stands in the samples, and what the page quotes is what the command says.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const samples = join(repository, 'samples');
const page = readFileSync(join(repository, 'docs', 'actors.md'), 'utf8');
const blocks = [...page.matchAll(/^```(ts|text) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', file = '', text = '']) => ({ language, file, text }),
);

test('every block of the page names its file', () => {
  expect(blocks.length).toBeGreaterThan(8);
  expect(page.match(/^```\S/gm)).toHaveLength(blocks.length);
});

test.each(blocks.filter(({ language }) => language === 'ts'))(
  'the code stands in $file',
  ({ file, text }) => {
    expect(readFileSync(join(samples, file), 'utf8')).toContain(text);
  },
);

test.each(blocks.filter(({ language }) => language === 'text'))(
  'the answer is that of the command for $file',
  ({ file, text }) => {
    const command = join(repository, 'checker-core', 'bin', 'everyturn.js');
    const { stdout } = spawnSync(process.execPath, [command, 'check', file], {
      cwd: samples,
      encoding: 'utf8',
    });
    const lines = text.trimEnd().split('\n');
    const said = stdout.split('\n');
    const first = said.findIndex((line) => isQuote(lines[0] ?? '', line));
    expect(lines.filter((line, i) => !isQuote(line, said[first + i] ?? ''))).toEqual([]);
  },
);

/** A quoted line may be cut. */
const isQuote = (quoted: string, line: string) =>
  quoted.endsWith('…') ? line.startsWith(quoted.slice(0, -1)) : quoted === line;
