import type { CodeRange } from '../model/report.ts';

/** What a watched place is, as it is written. */
export interface CodePlace {
  readonly kind: 'statement' | 'if' | 'conditional' | 'and' | 'or' | 'nullish' | 'loop' | 'switch';
  readonly at: CodeRange;
  /** The number of the first of its outcomes. */
  readonly place: number;
  readonly outcomes: readonly CodeOutcome[];
}

/** One way in which code goes on. */
export interface CodeOutcome {
  readonly outcome: string;
  /** What runs then, where that is a piece of code of its own. */
  readonly at?: CodeRange;
}

/** A clause of a guard, as it is written. */
export interface CodeClause {
  readonly text: string;
  readonly at: CodeRange;
  readonly isNegated: boolean;
}

/** A watched function, as it is written. */
export interface CodeFunctionPlace {
  readonly at: CodeRange;
  readonly places: readonly CodePlace[];
  readonly clauses: readonly CodeClause[];
  /** What the result of a predicate comes down to at last. */
  readonly result?: CodeClause;
}

/** The code of the model's own modules, as it is written. */
export interface CodePlaces {
  /** By the number of a function; undefined where what runs cannot be matched with what is written. */
  readonly functions: readonly (CodeFunctionPlace | undefined)[];
  /** Where those start that cannot be matched. */
  readonly notFollowed: readonly CodeRange[];
  /** The functions of the model itself, by key path. */
  readonly own: ReadonlyMap<string, number>;
}
