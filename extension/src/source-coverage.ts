/** Which lines of a file the checked models have run, from their reports alone. */
import type { CodeRange } from 'everyturn/internal/model/report';
import type { BranchReport, FileCodeReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';

/** A piece of code of one file. */
export interface CoveredPiece {
  readonly at: CodeRange;
  readonly run: boolean;
  /** What can happen at it, where that is more than one thing. */
  readonly branches: readonly {
    readonly label: string;
    readonly run: boolean;
    readonly at?: CodeRange;
  }[];
}

/** What of one file has run, in any of the models. */
export interface CoveredFile {
  readonly file: string;
  readonly statements: readonly CoveredPiece[];
  readonly functions: readonly CoveredPiece[];
}

/** The code of all models together: what one of them runs has run. */
export function coveredFiles(reports: readonly ModelReport[]): CoveredFile[] {
  const files = new Map<string, FileCodeReport[]>();
  for (const { coverage } of reports) {
    for (const each of coverage?.code?.files ?? []) {
      files.set(each.file, [...(files.get(each.file) ?? []), each]);
    }
  }
  return [...files].map(([file, parts]) => ({
    file,
    functions: merged(parts.flatMap(({ functions }) => functions.map(pieceOf))),
    statements: merged(
      parts.flatMap(({ statements, branches }) => [
        ...statements.map(pieceOf),
        ...branches.map(branchPiece),
      ]),
    ),
  }));
}

const pieceOf = ({ at, run }: { at: CodeRange; run: boolean }): CoveredPiece => ({
  at,
  run,
  branches: [],
});

function branchPiece({ at, outcomes }: BranchReport): CoveredPiece {
  return {
    at,
    run: outcomes.some(({ taken }) => taken),
    branches: outcomes.map(({ outcome, taken, at: piece }) => ({
      label: outcome,
      run: taken,
      ...(piece && { at: piece }),
    })),
  };
}

function merged(pieces: readonly CoveredPiece[]): CoveredPiece[] {
  const byPlace = new Map<string, CoveredPiece>();
  for (const piece of pieces) {
    const key = JSON.stringify([piece.at, piece.branches.map(({ label }) => label)]);
    const known = byPlace.get(key);
    byPlace.set(key, known ? either(known, piece) : piece);
  }
  return [...byPlace.values()];
}

function either(one: CoveredPiece, other: CoveredPiece): CoveredPiece {
  const branches = one.branches.map((branch, index) => ({
    ...branch,
    run: branch.run || other.branches[index]?.run === true,
  }));
  return { ...one, run: one.run || other.run, branches };
}
