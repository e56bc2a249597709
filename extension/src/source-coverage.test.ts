import type { FileCodeReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { coveredFiles } from './source-coverage.ts';

const at = (line: number) => ({ file: '/a.ts', line, column: 1, endLine: line, endColumn: 9 });

/** A report of a model that has run these lines. */
function report(ran: readonly number[], taken: readonly [boolean, boolean]): ModelReport {
  const statement = (line: number) => ({ at: at(line), run: ran.includes(line), isComplete: true });
  const file: FileCodeReport = {
    file: '/a.ts',
    functions: [statement(1)],
    statements: [statement(2), statement(3)],
    branches: [
      {
        kind: 'if',
        at: at(4),
        isComplete: true,
        outcomes: [
          { outcome: 'true', taken: taken[0], at: at(5) },
          { outcome: 'false', taken: taken[1] },
        ],
      },
    ],
  };
  // Of a report the coverage alone is read.
  return { coverage: { code: { files: [file], notFollowed: [] } } } as unknown as ModelReport;
}

const ranOf = (...reports: ModelReport[]) =>
  coveredFiles(reports).map(({ functions, statements }) => [
    functions.map(({ run }) => run),
    statements.map(({ run, branches }) => [run, ...branches.map((branch) => branch.run)]),
  ]);

test('code has run that one of the models has run', () => {
  const one = report([1, 2], [true, false]);
  const other = report([1, 3], [false, true]);
  expect(ranOf(one)).toEqual([[[true], [[true], [false], [true, true, false]]]]);
  expect(ranOf(one, other)).toEqual([[[true], [[true], [true], [true, true, true]]]]);
});

test('says nothing of models whose code was not watched, or that did not run', () => {
  // As above.
  const none = { coverage: undefined } as unknown as ModelReport;
  expect(ranOf(none)).toEqual([]);
  expect(ranOf(report([], [false, false]), none)).toEqual([
    [[false], [[false], [false], [false, false, false]]],
  ]);
});
