import type { Extension } from 'everyturn/internal/checker/protocol';
import type { CellKey, View } from 'everyturn/internal/coverage/view';
import { nameOf } from '../map/cell-text.ts';
import type { Tab, ToPanel } from '../messages/index.ts';
import { cellTraceId } from '../trace/traces.ts';
import { group, lookAtMatrix, openTab, selectWanted, wantValue } from './matrix-turns.ts';
import type { PanelEvent, Update } from './panel-event.ts';
import {
  areStatesHeld,
  canBeDrawn,
  canExtend,
  emptyPanel,
  isMemoryOf,
  type ModelMessage,
  type OpenedCell,
  type PanelState,
  type Selection,
  shownTrace,
} from './panel-state.ts';
import { askForView } from './view-questions.ts';

/** One turn of the panel: pure, so that what it asks of the host can be tested without a page. */
export function update(state: PanelState, event: PanelEvent): Update {
  const turned = turn(state, event);
  const found = traceFound(turned.state, event);
  const asked = askForView(found.state);
  const askedAll = askAboutSelection(asked.state);
  return {
    state: askedAll.state,
    posts: [...turned.posts, ...found.posts, ...asked.posts, ...askedAll.posts],
  };
}

const only = (state: PanelState): Update => ({ state, posts: [] });

function turn(state: PanelState, event: PanelEvent): Update {
  switch (event.kind) {
    case 'received':
      return only(receive(state, event.message, event.memory));
    case 'tabChosen':
      return only(openTab(state, event.tab));
    case 'grouped':
      return only(group(state, event.groupBy));
    case 'valueWanted':
      return only(wantValue(state, event));
    case 'matrixLookChosen':
      return only(lookAtMatrix(state, event.look));
    case 'pairChosen':
      return only(group(state, event.pair));
    case 'copyWanted':
      return { state, posts: [{ kind: 'copy', text: event.text }] };
    case 'cellOpened':
      return only(openCell(state, event.cell, event.isOneByOne ?? false));
    case 'statesOpened':
      return only(openStates(state));
    case 'cellsLeft':
      return only(leaveCells(state, event.open));
    case 'traceChosen':
      return only({ ...state, trace: event.trace, isPathShown: true, step: undefined });
    case 'pathHidden':
      return only({ ...state, isPathShown: false });
    case 'stepChosen':
      return chooseStep(state, event.step);
    case 'stepsLookChosen':
      return only({ ...state, stepsLook: event.look });
    case 'selected':
      return only({
        ...state,
        selection: event.selection,
        details: undefined,
        isHelpShown: false,
        // Whoever selects something wants to know about it.
        isSideShown: state.isSideShown || event.selection !== undefined,
      });
    case 'sourceWanted':
      return { state, posts: [{ kind: 'reveal', at: event.at, keepFocus: false }] };
    case 'helpToggled':
      return only({ ...state, isHelpShown: !state.isHelpShown });
    case 'sideToggled':
      return only({ ...state, isSideShown: !state.isSideShown });
    case 'mapMoved':
      return only({ ...state, map: event.map });
    case 'cellTraceWanted':
      return traceCell(state, event.cell);
    case 'declarationWanted':
      return declare(state, event);
    case 'extensionWanted':
      return extend(state, event.by);
    case 'checkWanted':
      return { state: { ...state, extension: undefined }, posts: [{ kind: 'check' }] };
    case 'cancelWanted':
      return { state, posts: [{ kind: 'cancel' }] };
  }
}

function receive(state: PanelState, message: ToPanel, memory: unknown): PanelState {
  switch (message.kind) {
    case 'model':
      return meet(state, message, memory);
    case 'focus':
      return {
        ...state,
        tab: message.tab ?? tabFor(state, message.property),
        ...(message.property !== undefined && {
          trace: message.property,
          isPathShown: true,
          isSideShown: true,
        }),
        step: message.step,
      };
    case 'view':
      return takeView(state, message);
    case 'cell':
      return message.id === state.cellAsk?.id ? { ...state, details: message.cell } : state;
    case 'whyNot':
      return message.id === state.cellAsk?.id ? { ...state, details: message.whyNot } : state;
    case 'trace':
      return traced(state, message);
    case 'declared':
      return declared(state, message);
    case 'extended':
      return extended(state, message);
    case 'refused': {
      const refusal = { kind: 'refused', reason: message.reason } as const;
      if (message.id === state.cellAsk?.id) return { ...state, details: refusal };
      if (message.id !== state.viewAsk?.id) return state;
      return { ...state, refusal, viewAsk: { ...state.viewAsk, isAnswered: true } };
    }
  }
}

function takeView(state: PanelState, { id, view }: Extract<ToPanel, { kind: 'view' }>): PanelState {
  const { viewAsk, model } = state;
  if (id !== viewAsk?.id) return state;
  const answered = { ...state, viewAsk: { ...viewAsk, isAnswered: true } as const };
  if (view.kind === 'view') {
    return selectWanted(keepSelection({ ...answered, view, refusal: undefined }));
  }
  // Of a run that goes on not every engine tells.
  const isUntold = view.kind === 'gone' && model?.freshness === 'checking';
  return isUntold ? answered : { ...answered, refusal: view };
}

function declare(
  state: PanelState,
  { cell, as }: Extract<PanelEvent, { kind: 'declarationWanted' }>,
): Update {
  const { view, model } = state;
  if (!view || !model || !areStatesHeld(model)) return only(state);
  const id = state.lastId + 1;
  return {
    state: { ...state, lastId: id, declaration: { id, cell, as } },
    posts: [{ kind: 'declare', id, groupBy: view.groupBy, cell, as }],
  };
}

function declared(
  state: PanelState,
  { id, refused }: Extract<ToPanel, { kind: 'declared' }>,
): PanelState {
  const { declaration } = state;
  if (id !== declaration?.id) return state;
  const left = refused === undefined ? undefined : { ...declaration, refused };
  return { ...state, declaration: left };
}

/** What is drawn from now on are the states of one cell. */
function openCell(state: PanelState, cell: CellKey, isOneByOne: boolean): PanelState {
  const { view } = state;
  if (!view?.cells.some(({ key, states }) => key === cell && states > 1)) return state;
  return open(state, { groupBy: view.groupBy, cell, name: nameOf(view, cell), isOneByOne });
}

function openStates(state: PanelState): PanelState {
  const { view, opened } = state;
  if (!view || opened.length > 0) return state;
  return open(state, { groupBy: view.groupBy, name: 'one by one', isOneByOne: true });
}

function open(state: PanelState, inside: OpenedCell): PanelState {
  const wanted = { selection: undefined, details: undefined, refusal: undefined };
  return { ...state, ...wanted, tab: 'map', opened: [...state.opened, inside] };
}

function leaveCells(state: PanelState, open: number): PanelState {
  const left = state.opened[open];
  if (!left) return state;
  const { cell: key } = left;
  const selection = key === undefined ? undefined : ({ kind: 'cell', key } as const);
  const opened = state.opened.slice(0, open);
  return { ...state, opened, selection, details: undefined, refusal: undefined };
}

/** Asks for a trace to a state of a cell of the map that is shown. */
function traceCell(state: PanelState, cell: CellKey): Update {
  const { view, model } = state;
  if (!view || !model || !areStatesHeld(model)) return only(state);
  const id = state.lastId + 1;
  const { groupBy } = view;
  const tracedCell = { id, groupBy, cell, name: nameOf(view, cell) };
  return {
    state: { ...state, lastId: id, tracedCell },
    posts: [{ kind: 'askTrace', id, groupBy, cell }],
  };
}

function traced(
  state: PanelState,
  { id, trace: answer }: Extract<ToPanel, { kind: 'trace' }>,
): PanelState {
  const { tracedCell } = state;
  if (id !== tracedCell?.id || answer.kind === 'gone' || !answer.trace) return state;
  const { trace } = answer;
  // What is wanted of a cell of the matrix is drawn on the map.
  const tab = state.tab === 'matrix' ? 'map' : state.tab;
  const shown = { tab, trace: cellTraceId, isPathShown: true, step: undefined };
  return { ...state, ...shown, tracedCell: { ...tracedCell, trace } };
}

/** Once a cell that was looked for is on the map, the trace to it is asked for. */
function traceFound(state: PanelState, event: PanelEvent): Update {
  const { sought, view } = state;
  const isView = event.kind === 'received' && event.message.kind === 'view';
  if (!isView || sought?.report.kind !== 'seen' || state.tracedCell?.cell === sought.cell) {
    return only(state);
  }
  const isThere =
    view?.groupBy.join() === sought.groupBy.join() &&
    view.cells.some(({ key }) => key === sought.cell);
  return isThere ? traceCell(state, sought.cell) : only(state);
}

/** The map keeps its grouping: the default one may be another when more states are known. */
function extend(state: PanelState, by: Extension): Update {
  if (!canExtend(state)) return only(state);
  const id = state.lastId + 1;
  const groupBy = state.groupBy ?? state.opened[0]?.groupBy ?? state.view?.groupBy;
  return {
    state: { ...state, groupBy, lastId: id, extension: { id, by }, sought: undefined },
    posts: [{ kind: 'extend', id, by }],
  };
}

function extended(
  state: PanelState,
  { id, refused, sought: report }: Extract<ToPanel, { kind: 'extended' }>,
): PanelState {
  const { extension } = state;
  if (id !== extension?.id) return state;
  const { by } = extension;
  const isOfCell = report && 'search' in by && 'cell' in by.search;
  const sought = isOfCell ? { ...by.search, report } : undefined;
  return {
    ...state,
    extension: refused === undefined ? undefined : { ...extension, refused },
    sought,
  };
}

/** The tab that tells most of a trace: a system has a diagram, a machine a path on the map. */
function tabFor({ model, tab }: PanelState, property: string | undefined): Tab {
  if (property === undefined) return tab;
  return model?.report?.verdicts[property]?.trace?.actors ? 'trace' : 'map';
}

/** Takes in news of the model; of another model than before, the panel starts afresh. */
function meet(state: PanelState, model: ModelMessage, memory: unknown): PanelState {
  const known = state.model;
  if (known && known.uri === model.uri && known.model === model.model) {
    // What is asked while states come and go is asked again once they stay.
    const kept = model.run === known.run ? state : forgetStates(state);
    const isAnother = model.run !== known.run || model.freshness !== known.freshness;
    return isAnother && (model.freshness === 'checking' || known.freshness === 'checking')
      ? { ...kept, model, viewAsk: undefined, cellAsk: undefined, refusal: undefined }
      : { ...kept, model };
  }
  const fresh = { ...emptyPanel, lastId: state.lastId, model };
  if (known) return { ...fresh, tab: state.tab };
  if (!isMemoryOf(memory, model)) {
    const { tab, trace, step } = state;
    return { ...fresh, tab, trace, step };
  }
  const { version: _, uri: __, model: ___, ...kept } = memory;
  return { ...fresh, ...kept };
}

/** In another run, single states have other numbers. */
function forgetStates(state: PanelState): PanelState {
  const forgotten = { ...state, tracedCell: undefined };
  return state.view?.isSingle ? { ...forgotten, selection: undefined } : forgotten;
}

/** A selection whose cells are not on the map any more is none. */
function keepSelection(state: PanelState): PanelState {
  const { selection, view } = state;
  if (!selection || !view) return state;
  if (selection.kind === 'ghost' && view.cells.some(({ key }) => key === selection.key)) {
    // It was reached meanwhile.
    return { ...state, selection: { kind: 'cell', key: selection.key }, details: undefined };
  }
  return isOn(view, selection) ? state : { ...state, selection: undefined, details: undefined };
}

function isOn({ cells, edges, unseen, stepsPending }: View, selection: Selection): boolean {
  switch (selection.kind) {
    case 'cell':
      return cells.some(({ key }) => key === selection.key);
    case 'ghost':
      return unseen.kind === 'listed' && unseen.cells.some(({ key }) => key === selection.key);
    case 'edge':
      if (stepsPending) return true;
      return edges.some(({ from, to }) => from === selection.from && to === selection.to);
  }
}

/** Shows a step and brings its statement into the editor, which does not take the focus. */
function chooseStep(state: PanelState, step: number): Update {
  const shown = shownTrace(state);
  const at = step === 0 ? shown?.trace.initAt : shown?.trace.steps[step - 1]?.at;
  return {
    state: { ...state, step },
    posts: at ? [{ kind: 'reveal', at, keepFocus: true }] : [],
  };
}

/** Asks for states of the selected cell, or why there are none, once for each picture. */
function askAboutSelection(state: PanelState): Update {
  const { model, selection, view, viewAsk } = state;
  if (!selection || selection.kind === 'edge' || !view) return only(state);
  if (!model || !canBeDrawn(model)) return only(state);
  const about = JSON.stringify([model.run, view.groupBy, selection]);
  if (!viewAsk || about === state.cellAsk?.about) return only(state);
  const id = state.lastId + 1;
  const kind = selection.kind === 'cell' ? 'askCell' : 'askWhyNot';
  return {
    state: { ...state, lastId: id, cellAsk: { id, about } },
    posts: [{ kind, id, groupBy: view.groupBy, cell: selection.key }],
  };
}
