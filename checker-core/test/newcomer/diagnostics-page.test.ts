import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkHelp } from 'everyturn/internal/cli/usage';
import { expect, test } from 'vitest';

// Whoever meets a code looks it up on one page, so that the page and the sources have to agree.

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(join(repository, 'docs', 'diagnostics.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| (EVT|U)\d/.test(line));
const listed = rows.map((row) => row.split('|')[1]?.trim() ?? '');

test('the page of codes lists each code of the sources once, and no other', () => {
  const used = new Set(['checker-core/src', 'server/src'].flatMap(codesIn));
  // What is a hint has a table of its own, so that the page is not in the order of the codes.
  expect(listed.filter((code) => code.startsWith('EVT')).sort()).toEqual([...used].sort());
});

test('each code has a meaning and something to do', () => {
  for (const row of rows.filter((line) => line.startsWith('| EVT'))) {
    expect(row).toMatch(/^\| EVT\d{3} \| \S.*\. *\| \S.*\. *\|$/);
  }
});

test('the page explains the kinds of unknowns that the help of the command names', () => {
  const named = checkHelp.match(/\bU\d\b/g);
  expect(listed.filter((code) => code.startsWith('U'))).toEqual([...new Set(named)]);
});

/** The codes that stand in quotes in the sources of a folder, tests aside. */
function codesIn(folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('.test.'))
    .flatMap(
      (path) => readFileSync(join(repository, folder, path), 'utf8').match(/'EVT\d{3}'/g) ?? [],
    )
    .map((quoted) => quoted.slice(1, -1));
}
