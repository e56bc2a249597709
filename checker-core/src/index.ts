export type { Budget } from './model/budget.ts';
export type { CheckOptions, Progress } from './model/check-options.ts';
export {
  type Action,
  type Machine,
  type MachineBehavior,
  type MachineDeclaration,
  type MachineDraft,
  machine,
} from './model/machine.ts';
export type { Checkable, Predicate, Properties, Refinement } from './model/properties.ts';
export type {
  ActionCount,
  ModelErrorCode,
  ModelErrorReport,
  Report,
  SourceLocation,
  Trace,
  TraceStep,
  UnknownReason,
  Verdict,
} from './model/report.ts';
export type { Fields, Frozen, ValuesOf } from './model/schema-values.ts';
export type { Choice, Fairness, TurnResult } from './model/turn.ts';
