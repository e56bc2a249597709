/**
 * The requests and notifications that go beyond the Language Server Protocol: method names and
 * types only. Everything else (diagnostics, lenses, hovers, symbols, actions) is standard.
 */
import type { Budget, Progress } from 'everyturn';
import type { CellTrace, Extension, SearchGoal } from 'everyturn/internal/checker/protocol';
import type {
  CellDetails,
  Gone,
  TooLarge,
  View,
  ViewRequest,
  WhyNot,
} from 'everyturn/internal/coverage/view';
import type { EditDelta } from 'everyturn/internal/report/edit-delta';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { Raise } from 'everyturn/internal/report/raises';
import type { SoughtReport } from 'everyturn/internal/report/sought-report';
import type { TextEdit } from 'vscode-languageserver';

/** What the client tells the server when it starts. */
export interface InitializationOptions {
  /** Nothing of the workspace runs before this is true. Absent means false. */
  readonly trusted?: boolean;
  /** Whether document symbols are wanted. Clients with their own outline leave it out. */
  readonly documentSymbols?: boolean;
  /**
   * The client implements all commands below itself and sends requests instead; the server then
   * announces none. (A VS Code client must say so: it would register each announced command again.)
   */
  readonly ownCommands?: boolean;
  /** The `everyturn.*` settings, when the client cannot answer `workspace/configuration`. */
  readonly settings?: Partial<Settings>;
}

/** The settings, as in section `everyturn` of the configuration. */
export interface Settings {
  readonly check: { readonly on: 'save' | 'manual' };
  readonly budget: {
    readonly timeMs: number;
    readonly statesMax: number;
    readonly depthMax: number | null;
    readonly memoryMb: number;
  };
  readonly turn: { readonly timeoutMs: number };
  /** Of all processes that are kept for their states after a run; the oldest is dropped first. */
  readonly memory: { readonly parkedMb: number };
  /** Whether a run that a budget has cut goes on in idle time. */
  readonly background: boolean;
  readonly codeLens: 'all' | 'verdicts' | 'off';
  /** Whether literals and code that an exhausted run never saw are drawn faded. */
  readonly fadeUnreachable: boolean;
  /** Where what is unknown shows: among the problems, in lenses and views only, or in views only. */
  readonly diagnostics: { readonly unknown: 'problems' | 'lens' | 'off' };
}

/** Commands that lenses and code actions carry; clients implement those of the panel. */
export const commands = {
  /** [ModelAddress] */
  check: 'everyturn.check',
  /** [ModelAddress] */
  cancel: 'everyturn.cancel',
  /** [PropertyAddress]: the trace and the map with its path. */
  showTrace: 'everyturn.showTrace',
  /** [ModelAddress] */
  showMap: 'everyturn.showMap',
  /** [ModelAddress]: the table of the values that were seen. */
  showMatrix: 'everyturn.showMatrix',
  /** [ModelAddress]: asks by how much to raise the bound that ended the run. [ExtendRequest]: at once. */
  extend: 'everyturn.extend',
  /** [CellAddress] */
  extendCell: 'everyturn.extendCell',
  /** [SearchRequest]: goes on with the run towards something that was not seen. */
  search: 'everyturn.search',
  /** [AcceptRequest]: inserts the comment and asks for the reason in it. */
  accept: 'everyturn.acceptUnknown',
  /** [InstallRequest] */
  install: 'everyturn.install',
  /** []: VS Code's own page; sent only to clients with `ownCommands`. */
  manageTrust: 'workbench.trust.manage',
} as const;

/** A model of a file; without a name, all of its models. */
export interface ModelAddress {
  readonly uri: string;
  readonly model?: string;
}

/** A property of a model. */
export interface PropertyAddress {
  readonly uri: string;
  readonly model: string;
  /** Key path: `always.consistent`. */
  readonly property: string;
}

/** A cell of the map of a model, under a grouping. */
export interface CellAddress {
  readonly uri: string;
  readonly model: string;
  readonly groupBy: readonly string[];
  readonly cell: string;
}

/** A model whose run goes on, under which budget. */
export interface ExtendRequest {
  readonly uri: string;
  readonly model: string;
  readonly budget: Budget;
}

/** What of a model is looked for from the open states of its run. */
export interface SearchRequest {
  readonly uri: string;
  readonly model: string;
  readonly goal: SearchGoal;
}

/** A line, from 0, above which what it leaves unknown is accepted. */
export interface AcceptRequest {
  readonly uri: string;
  readonly line: number;
  readonly code: string;
}

/** Where the missing library should be installed. */
export interface InstallRequest {
  /** The folder of the nearest package.json. */
  readonly folder: string;
  /** The command to run there, ready to be shown before it runs. */
  readonly command: string;
  /** Whether it can run as it is; else a path in it is for the user to fill in. */
  readonly isComplete: boolean;
}

/** How a model stands. */
export interface ModelStatus {
  readonly model: string;
  readonly phase: 'notChecked' | 'checking' | 'finished' | 'stale' | 'failed';
  /** One line, for the status bar: `✓ exhausted · 288`, `◌ no violation so far · 10,000 states`. */
  readonly headline: string;
  readonly run: number;
  readonly progress?: Progress;
  /** The newest finished report; while checking anew, that of the run before. */
  readonly report?: ModelReport;
  /** What the newest edit changed of it; only between explorations of all states. */
  readonly delta?: EditDelta;
  /** Whether the checker still holds the states, so that the map can be asked for. */
  readonly statesHeld: boolean;
  /** How the run can go on that a bound has cut, while its states are held; else none. */
  readonly raises?: readonly Raise[];
}

/** Client to server, request: check now. */
export const checkRequest = 'everyturn/check';
export type CheckParams = ModelAddress;

/** Client to server, request: stop a run, keeping what was reached as a bounded result. */
export const cancelRequest = 'everyturn/cancel';
export type CancelParams = ModelAddress;

/** Client to server, request: how the models of a file stand. */
export const statusRequest = 'everyturn/status';
export type StatusParams = { readonly uri: string };
export type StatusResult = { readonly uri: string; readonly models: readonly ModelStatus[] };

/** Client to server, request: the state map under a grouping. */
export const viewRequest = 'everyturn/view';
export interface ViewParams {
  readonly uri: string;
  readonly model: string;
  readonly request: ViewRequest;
}
export type ViewResult = View | TooLarge | Gone;

/** Client to server, request: samples of one cell. */
export const cellRequest = 'everyturn/cell';
export interface CellParams {
  readonly uri: string;
  readonly model: string;
  readonly groupBy: readonly string[];
  readonly cell: string;
}
export type CellResult = CellDetails | Gone;

/** Client to server, request: what stands between the reached states and a cell that was not. */
export const whyNotRequest = 'everyturn/whyNot';
export type WhyNotResult = WhyNot | Gone;

/** Client to server, request: a trace to a state of a cell. */
export const cellTraceRequest = 'everyturn/cellTrace';
export type CellTraceResult = CellTrace | Gone;

/**
 * Client to server, request: where and how to declare in the source that a cell must be possible
 * (`sometimes`), or never happens (`always`). The file must be open in the client.
 */
export const declareRequest = 'everyturn/declare';
export interface DeclareParams extends CellParams {
  readonly as: 'possible' | 'impossible';
}
export interface DeclareResult {
  readonly edit?: TextEdit;
  /** Why there is none. */
  readonly refused?: string;
}

/**
 * Client to server, request: go on with the states of a run that a bound cut, as a run of its own.
 * Answered when that is over, with the reason where it could not begin.
 */
export const extendRequest = 'everyturn/extend';
export interface ExtendParams {
  readonly uri: string;
  readonly model: string;
  /** All states under another budget, the open states of one cell, once, or a way to a goal. */
  readonly by: Extension;
}
export interface ExtendResult {
  readonly refused?: string;
  /** Of a search: what came of it. */
  readonly sought?: SoughtReport;
}

/** Client to server, notification: the workspace is trusted from now on. */
export const trustNotification = 'everyturn/trust';

/** Server to client, notification: how the models of a file stand has changed. At most 4 a second. */
export const statusNotification = 'everyturn/statusChanged';
export type StatusNotificationParams = StatusResult;

/** Server to client, notification: output of user code, for a channel of its own. */
export const outputNotification = 'everyturn/output';
export interface OutputParams {
  readonly uri: string;
  readonly text: string;
}
