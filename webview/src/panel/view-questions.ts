import type { ViewRequest } from 'everyturn/internal/coverage/view';
import type { Update } from './panel-event.ts';
import {
  canBeDrawn,
  drawnCell,
  drawnTrace,
  type ModelMessage,
  type PanelState,
} from './panel-state.ts';

const only = (state: PanelState): Update => ({ state, posts: [] });

/** Asks for the map that is wanted, unless that was asked already. A hidden map asks nothing. */
export function askForView(state: PanelState): Update {
  const { model, tab, viewAsk } = state;
  if (!(tab === 'map' || tab === 'matrix') || !model) return only(state);
  if (model.freshness === 'checking') return askForLiveView(state, model);
  if (!model.report || !canBeDrawn(model)) return only(state);
  const request = wantedView(state);
  const about = JSON.stringify([model.run, request]);
  const isSame = about === viewAsk?.about;
  // What came early is asked for again: the answer comes when its steps are counted.
  const isEarly = isSame && viewAsk?.isAnswered && state.view?.stepsPending === 'counting';
  if (isEarly) return askView(state, `${about} counted`, request);
  if (isSame || viewAsk?.about === `${about} counted`) return only(state);
  return askView(state, about, { ...request, early: true });
}

/** While a run goes on, its map is asked for after each news, one question at a time. */
function askForLiveView(state: PanelState, { run, progress }: ModelMessage): Update {
  const { viewAsk, view, opened, refusal } = state;
  const isWaiting = viewAsk !== undefined && !viewAsk.isAnswered;
  const about = JSON.stringify([run, progress]);
  if (!progress || opened.length > 0 || isWaiting || about === viewAsk?.about) return only(state);
  // What was drawn before the run keeps its grouping, unless that has become too large.
  const before = view?.stepsPending === 'exploring' ? undefined : view?.groupBy;
  const groupBy = refusal?.kind === 'tooLarge' ? undefined : (state.groupBy ?? before);
  return askView(state, about, { ...(groupBy && { groupBy }), early: true });
}

function askView(state: PanelState, about: string, request: ViewRequest): Update {
  const id = state.lastId + 1;
  return {
    state: { ...state, lastId: id, viewAsk: { id, about } },
    posts: [{ kind: 'askView', id, request }],
  };
}

function wantedView(state: PanelState): ViewRequest {
  const { groupBy } = state;
  const trace = drawnTrace(state)?.id;
  const traced = drawnCell(state);
  const inside = state.opened.at(-1);
  return {
    ...(groupBy && !inside && { groupBy }),
    ...(inside?.cell !== undefined && { within: { groupBy: inside.groupBy, cell: inside.cell } }),
    ...(inside?.isOneByOne && { states: true as const }),
    ...(traced && { to: { groupBy: traced.groupBy, cell: traced.cell } }),
    ...(!traced && trace !== undefined && { trace }),
  };
}
