import type { Extension } from 'everyturn/internal/checker/protocol';
import type {
  CellDetails,
  CellKey,
  Gone,
  TooLarge,
  View,
  WhyNot,
} from 'everyturn/internal/coverage/view';
import type { TraceReport } from 'everyturn/internal/report/model-report';
import type { SoughtReport } from 'everyturn/internal/report/sought-report';
import type { MapMemory } from '../map/map-memory.ts';
import type { Tab, ToPanel } from '../messages/index.ts';
import { cellTraceId, firstShownStep, type ShownTrace, toCell, tracesOf } from '../trace/traces.ts';

/** The newest word of the host about the model. */
export type ModelMessage = Extract<ToPanel, { kind: 'model' }>;

/** What is selected on the map. */
export type Selection =
  | { readonly kind: 'cell'; readonly key: CellKey }
  /** A declared cell that was not reached. */
  | { readonly kind: 'ghost'; readonly key: CellKey }
  | { readonly kind: 'edge'; readonly from: CellKey; readonly to: CellKey };

/** Why the newest question about the map has no picture for an answer. */
export type Refusal = TooLarge | Gone | { readonly kind: 'refused'; readonly reason: string };

/** How the steps of a trace of a system are shown. */
export type StepsLook = 'diagram' | 'list' | 'table';

/** A question that was asked: answers to older ones are dropped. */
export interface Ask {
  readonly id: number;
  /** What was asked, to notice when something else is wanted. */
  readonly about: string;
}

/** A question about the map, and whether it was answered. */
export interface ViewAsk extends Ask {
  readonly isAnswered?: true;
}

/** A cell to which a trace was asked for, and the trace once it is there. */
export interface TracedCell {
  readonly id: number;
  readonly groupBy: readonly string[];
  readonly cell: CellKey;
  readonly name: string;
  readonly trace?: TraceReport;
}

/** What was last wanted of a cell as a property, and why it could not be put into the model. */
export interface WantedDeclaration {
  readonly id: number;
  readonly cell: CellKey;
  readonly as: 'possible' | 'impossible';
  readonly refused?: string;
}

/** A cell that was opened, or the whole map: what is drawn are its states. */
export interface OpenedCell {
  readonly groupBy: readonly string[];
  /** Absent for all states. */
  readonly cell?: CellKey;
  readonly name: string;
  /** Whether each state is drawn by itself. */
  readonly isOneByOne: boolean;
}

/** How the run was last to be gone on with, and why it could not be. */
export interface WantedExtension {
  readonly id: number;
  readonly by: Extension;
  /** Absent while it is under way. */
  readonly refused?: string;
}

/** A cell that was looked for, and what came of it. */
export interface SoughtCell {
  readonly groupBy: readonly string[];
  readonly cell: CellKey;
  readonly report: SoughtReport;
}

/** Everything that the panel shows. */
export interface PanelState {
  readonly model: ModelMessage | undefined;
  readonly tab: Tab;
  /** The grouping a person chose; undefined for the default one. */
  readonly groupBy: readonly string[] | undefined;
  /** The cells that were opened one inside the other, outermost first. */
  readonly opened: readonly OpenedCell[];
  /** The chosen trace, see `ShownTrace.id`; undefined for the first violation. */
  readonly trace: string | undefined;
  /** Whether the trace is drawn over the map. */
  readonly isPathShown: boolean;
  /** The chosen step; undefined for the one that says most. */
  readonly step: number | undefined;
  readonly stepsLook: StepsLook;
  /** Whether the matrix shows the values of each field, or of two fields against each other. */
  readonly matrixLook: 'values' | 'pairs';
  readonly selection: Selection | undefined;
  /** A value whose cell is to be selected once the map is grouped by its field. */
  readonly wantedValue: { readonly field: string; readonly text: string } | undefined;
  readonly isHelpShown: boolean;
  /** Whether what is known of the selection stands beside the map. */
  readonly isSideShown: boolean;
  readonly view: View | undefined;
  readonly refusal: Refusal | undefined;
  /** What the host said of the selected cell. */
  readonly details: CellDetails | WhyNot | Refusal | undefined;
  /** Of the states that are known now. */
  readonly tracedCell: TracedCell | undefined;
  /** Forgotten once it was done. */
  readonly declaration: WantedDeclaration | undefined;
  /** Forgotten once it was done. */
  readonly extension: WantedExtension | undefined;
  /** What came of the newest search; forgotten with the next extension. */
  readonly sought: SoughtCell | undefined;
  readonly lastId: number;
  readonly viewAsk: ViewAsk | undefined;
  readonly cellAsk: Ask | undefined;
  /** Camera and places of the map, kept for a reload. */
  readonly map: MapMemory | undefined;
}

/** What survives a reload of the panel. */
export interface PanelMemory
  extends Pick<
    PanelState,
    | 'tab'
    | 'groupBy'
    | 'opened'
    | 'trace'
    | 'isPathShown'
    | 'step'
    | 'stepsLook'
    | 'matrixLook'
    | 'selection'
    | 'isSideShown'
    | 'map'
  > {
  readonly version: 5;
  readonly uri: string;
  readonly model: string;
}

/** The state of a panel that knows nothing yet. */
export const emptyPanel: PanelState = {
  model: undefined,
  tab: 'map',
  groupBy: undefined,
  opened: [],
  trace: undefined,
  isPathShown: true,
  step: undefined,
  stepsLook: 'diagram',
  matrixLook: 'values',
  selection: undefined,
  wantedValue: undefined,
  isHelpShown: false,
  isSideShown: true,
  view: undefined,
  refusal: undefined,
  details: undefined,
  tracedCell: undefined,
  declaration: undefined,
  extension: undefined,
  sought: undefined,
  lastId: 0,
  viewAsk: undefined,
  cellAsk: undefined,
  map: undefined,
};

/** What to keep of a state; undefined while no model is known. */
export function memoryOf(state: PanelState): PanelMemory | undefined {
  if (!state.model) return undefined;
  const { uri, model } = state.model;
  const { tab, groupBy, opened, trace, isPathShown, step, stepsLook, matrixLook } = state;
  const { selection, isSideShown, map } = state;
  const onMap = { groupBy, opened, selection, isSideShown, map };
  const shown = { tab, trace, isPathShown, step, stepsLook, matrixLook, ...onMap };
  return { version: 5, uri, model, ...shown };
}

/** Whether something that was recalled is a memory of this model, written by this version. */
export function isMemoryOf(memory: unknown, { uri, model }: ModelMessage): memory is PanelMemory {
  if (typeof memory !== 'object' || memory === null) return false;
  // Only our own `memoryOf` writes here, so version and address vouch for the rest.
  const { version, ...address } = memory as Partial<PanelMemory>;
  return version === 5 && address.uri === uri && address.model === model;
}

/** The traces of the report, and the one to a cell. */
export function allTraces({ model, tracedCell }: PanelState): readonly ShownTrace[] {
  const traces = tracesOf(model?.report);
  if (!tracedCell?.trace) return traces;
  return [...traces, toCell(tracedCell.name, tracedCell.trace)];
}

/** The trace in the Trace tab: the chosen one, else the one that matters most. */
export function shownTrace(state: PanelState): ShownTrace | undefined {
  const traces = allTraces(state);
  return traces.find(({ id }) => id === state.trace) ?? traces[0];
}

/** The trace over the map: the chosen one, else the first violation, if it is to be drawn. */
export function drawnTrace(state: PanelState): ShownTrace | undefined {
  if (!state.isPathShown) return undefined;
  const shown = shownTrace(state);
  if (!shown?.isOnMap) return undefined;
  return shown.isViolation || shown.id === state.trace ? shown : undefined;
}

/** Whether the host holds the states of the run and is not at work on them. */
export function areStatesHeld({ freshness }: ModelMessage): boolean {
  return freshness === 'current' || freshness === 'stale';
}

/** Whether the host can draw the map: from the states of the run, or from what was kept of them. */
export function canBeDrawn(model: ModelMessage): boolean {
  return areStatesHeld(model) || model.freshness === 'recorded';
}

/** Whether the run can be gone on with now. */
export function canExtend({ model, extension }: PanelState): boolean {
  const isUnderWay = extension !== undefined && extension.refused === undefined;
  return model !== undefined && areStatesHeld(model) && !isUnderWay;
}

/** The cell to which the drawn trace leads, if it is such a trace. */
export function drawnCell(state: PanelState): TracedCell | undefined {
  return drawnTrace(state)?.id === cellTraceId ? state.tracedCell : undefined;
}

/** The step that is shown of a trace. */
export function shownStep(state: PanelState, trace: ShownTrace): number {
  return Math.min(state.step ?? firstShownStep(trace), trace.trace.steps.length);
}
