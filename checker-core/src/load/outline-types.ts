/** What the outline of a source file is made of. */

/** A position in a text; line and column from 1, as in a `SourceLocation`. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A piece of a text; `end` is the place after its last character. */
export interface SourceRange {
  readonly start: Place;
  readonly end: Place;
}

/** A named part of a model, or of any object: where its name stands, and all of it. */
export interface OutlineElement {
  /** The keys that lead to it, joined by dots: `actions.tmCommit.next`. */
  readonly keyPath: string;
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  /** A variable or a function, not a key of a literal. */
  readonly isBinding: boolean;
  /** The property around it: `actions.tmCommit` for `actions.tmCommit.next`. */
  readonly parent?: OutlineElement;
}

/** The functions of the library whose result has a `define`. */
export const modelKinds = ['machine', 'system', 'actor', 'sequential'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** Whether a model of this kind is checked by itself. */
export function isCheckable(kind: ModelKind): boolean {
  return kind === 'machine' || kind === 'system';
}

/** A model as its source declares it. */
export interface OutlineModel {
  /** The name of the export, or of the variable when it is not exported. */
  readonly name: string;
  readonly exported: boolean;
  /** Exported, and checked by itself: actors and reference objects are parts of systems. */
  readonly isChecked: boolean;
  readonly kind: ModelKind;
  readonly nameRange: SourceRange;
  readonly range: SourceRange;
  /** Every property of the literals given to `machine(…)` and `.define(…)`, by key path. */
  readonly elements: ReadonlyMap<string, OutlineElement>;
}

/** An import, or an export from another file. */
export interface OutlineImport {
  /** As written between the quotes. */
  readonly from: string;
  readonly range: SourceRange;
  /** The quoted text. */
  readonly fromRange: SourceRange;
}

/** What the syntax of a file tells. */
export interface Outline {
  readonly models: readonly OutlineModel[];
  readonly imports: readonly OutlineImport[];
  /** Whether it exports the result of a call: perhaps a model that was made by a function. */
  readonly exportsCall: boolean;
  /** Where the name of an export stands. */
  exportAt(name: string): SourceRange | undefined;
  /** The first place that does not parse. */
  readonly firstError?: Place & { readonly message: string };
  /** The innermost property, variable or function around a place, such as a function's start. */
  elementAt(place: Place): OutlineElement | undefined;
  /** The innermost statement, or the expression that stands for one in a short arrow function. */
  statementAt(place: Place): SourceRange | undefined;
  /** Where the state of a machine declares a field, or a value of it. */
  schemaAt(model: string, path: string, value?: unknown): Place | undefined;
}
