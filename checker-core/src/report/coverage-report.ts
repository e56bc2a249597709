/**
 * What of a model an exploration has seen and what it has not, as plain JSON. Nothing here is a
 * verdict. Whether "not seen" is final is told by `exhausted` of the model's report alone: the hints
 * say it in words.
 */
import type { CodeRange, SourceLocation } from '../model/report.ts';
import type { PlainValue, SourceAnswer } from './model-report.ts';

/** What was seen of a model: values, clauses of guards, code. */
export interface CoverageReport {
  readonly domain: DomainReport;
  /** By key path of the action; one for each action that has a guard. */
  readonly guards: { readonly [keyPath: string]: GuardReport };
  /** Absent where the code was not watched. */
  readonly code?: CodeReport;
  /** Everything that was not seen and may matter, in words, each with its place. */
  readonly hints: readonly HintReport[];
}

/** The values that the schema declares, against those that occur. */
export interface DomainReport {
  /** In declaration order: the fields by which the state map groups, under the same names. */
  readonly fields: readonly FieldDomainReport[];
  readonly pairs: readonly PairDomainReport[];
  /** Pairs that were left out because there are many. */
  readonly pairsLeftOut: number;
}

/** The values of one field. */
export interface FieldDomainReport {
  readonly path: string;
  /**
   * `value`, `number`: of the field itself. `size`: how many members a collection has. `counted`:
   * of all members of a collection together.
   */
  readonly kind: 'value' | 'number' | 'size' | 'counted';
  /** How many values are declared; 0 where the schema lists none. */
  readonly declared: number;
  /** How many of the declared values were seen. */
  readonly seen: number;
  /** Declared ones first, in their order, whether seen or not; then others that were seen. */
  readonly values: readonly ValueReport[];
  /** Of many numbers instead of their values: from `from` up to but not including `to`. */
  readonly buckets?: readonly {
    readonly from: number;
    readonly to: number;
    readonly times: number;
  }[];
  /** Values that are not listed, where there are many. */
  readonly more?: number;
  readonly at?: SourceLocation;
}

/** How often one value of a field was seen. */
export interface ValueReport {
  /** Printed: `'init'`, `3`, `absent`. */
  readonly text: string;
  /** Absent where the field itself is. */
  readonly value?: PlainValue;
  /** States with the value; of members of a collection, members in all states together. */
  readonly times: number;
  readonly declared: boolean;
  /** The literal in the schema. */
  readonly at?: SourceLocation;
}

/** Which values of two fields were seen together. */
export interface PairDomainReport {
  readonly fields: readonly [string, string];
  /** Printed values of the first field: declared ones first. */
  readonly rows: readonly string[];
  /** Printed values of the second field. */
  readonly columns: readonly string[];
  /** By row, then by column: how often both stood together; of members, how many of them. */
  readonly times: readonly (readonly number[])[];
  /** How many combinations of declared values were not seen. */
  readonly unseen: number;
}

/** How the guard of an action was answered, over all states and combinations of parameters. */
export interface GuardReport {
  readonly at?: SourceLocation;
  /** Expanded states times combinations of parameters. */
  readonly asked: number;
  readonly enabled: number;
  /** In the order in which they are evaluated; empty where the guard could not be taken apart. */
  readonly clauses: readonly ClauseReport[];
  /** Blocked otherwise: the turn chose from nothing, or the clause is not known. */
  readonly otherwise: number;
}

/** One condition of a guard. */
export interface ClauseReport {
  /** As it is written, on one line: `s.tm === 'init'`. */
  readonly text: string;
  readonly at: CodeRange;
  /** Whether the guard is false when this is true: an early `return false`. */
  readonly isNegated: boolean;
  /** How often it was the first false one. */
  readonly blocked: number;
}

/** What of the code of turns, guards and properties has run. */
export interface CodeReport {
  readonly files: readonly FileCodeReport[];
  /** Functions of which nothing is said: what runs cannot be matched with what is written. */
  readonly notFollowed: readonly CodeRange[];
}

/** The code of one file, each part in the order of the text. */
export interface FileCodeReport {
  readonly file: string;
  readonly functions: readonly RanReport[];
  readonly statements: readonly RanReport[];
  readonly branches: readonly BranchReport[];
}

/** Whether a piece of code ran. */
export interface RanReport {
  readonly at: CodeRange;
  readonly run: boolean;
  /**
   * False where a property had a part in running it that was decided, after which it was not asked
   * any more: that the code did not run says nothing then.
   */
  readonly isComplete: boolean;
}

/** A place where code goes on in one of several ways. */
export interface BranchReport {
  readonly kind: 'if' | 'conditional' | 'and' | 'or' | 'nullish' | 'switch' | 'loop';
  /** The condition, or the head of a `switch` or of a loop. */
  readonly at: CodeRange;
  readonly outcomes: readonly {
    /** `true`, `false`, `nullish`, `not nullish`, `entered`, `case 'busy'`, `default`, `no case`. */
    readonly outcome: string;
    /** What runs then, where that is a piece of code. */
    readonly at?: CodeRange;
    readonly taken: boolean;
  }[];
  /** As of a piece of code that ran. */
  readonly isComplete: boolean;
}

/**
 * Something that was not seen. Of an exhausted exploration: EVT303 a guard that is always true,
 * EVT307 a value, EVT308 code. Of any other: EVT403 a value, EVT404 code, EVT411 an action.
 */
export interface HintReport {
  readonly code: 'EVT303' | 'EVT307' | 'EVT308' | 'EVT403' | 'EVT404' | 'EVT411';
  readonly message: string;
  /** Key path of the action, or name of the field. */
  readonly keyPath?: string;
  /** Of a value: as its field lists it. */
  readonly value?: string;
  readonly at?: SourceLocation | CodeRange;
  /** Of code: what is missing of it. */
  readonly gap?: CodeGapKind;
  /** Present where the source has it ignored. */
  readonly ignored?: SourceAnswer;
}

/** Code that did not run, or a condition that went one way only. */
export type CodeGapKind =
  | 'statement'
  | 'code'
  | 'function'
  | 'alwaysTrue'
  | 'alwaysFalse'
  | 'neverGiven'
  | 'alwaysGiven';
