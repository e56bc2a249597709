export { check } from './engine/check.ts';
export { ModelError } from './engine/errors.ts';
export {
  type Actor,
  type ActorBehavior,
  type ActorDeclaration,
  type ActorDraft,
  actor,
  type Instance,
  type Merge,
  type TimerDelay,
} from './model/actor.ts';
export type { MessageTurn, Turn, TurnOf } from './model/actor-turn.ts';
export { Address, address, addresses } from './model/address.ts';
export type { Budget } from './model/budget.ts';
export type { CheckOptions, Engine, Progress, Search, Simulation } from './model/check-options.ts';
export { cardinality, domain } from './model/domain.ts';
export {
  type Calls,
  type HistoryRecorder,
  history,
  type Observation,
  seen,
} from './model/history.ts';
export {
  type Action,
  type Machine,
  type MachineBehavior,
  type MachineDeclaration,
  type MachineDraft,
  machine,
} from './model/machine.ts';
export {
  type Message,
  type MessageCreator,
  type MessageOf,
  type Messages,
  messages,
} from './model/messages.ts';
export type { Envelope, Faults, Network } from './model/network.ts';
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
export {
  type InputOf,
  type Operation,
  type OutputOf,
  type SequentialBehavior,
  type SequentialDeclaration,
  type SequentialDraft,
  type SequentialSpec,
  sequential,
} from './model/sequential.ts';
export {
  type Placement,
  type StateOf,
  type System,
  type SystemDeclaration,
  type SystemDraft,
  type SystemProperties,
  system,
  type World,
} from './model/system.ts';
export type { Choice, Fairness, TurnResult } from './model/turn.ts';
export { verify } from './report/verify.ts';
export { MalformedHistory, ReferenceObjectError } from './semantics/errors.ts';
export type {
  EventOf,
  EventTime,
  HistoryEvent,
  InvocationEvent,
  ResponseEvent,
} from './semantics/history-event.ts';
export {
  type BlockedCall,
  type Linearization,
  type LinearizedCall,
  linearize,
} from './semantics/linearize.ts';
/** Reference objects ready to use: `objects.register(Value, null)`. */
export * as objects from './semantics/objects.ts';
export { type Replayed, replay } from './trace/replay.ts';
export type { ReplayStep } from './trace/replay-step.ts';
