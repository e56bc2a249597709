import type { View } from 'everyturn/internal/coverage/view';
import { expect, test } from 'vitest';
import { cell, view } from '../map/view.test.fixture.ts';
import type { FromPanel, ToPanel } from '../messages/index.ts';
import type { PanelEvent } from './panel-event.ts';
import { emptyPanel, memoryOf, type PanelState } from './panel-state.ts';
import { report, trace } from './report.test.fixture.ts';
import { update } from './update.ts';

const violated = {
  ...report,
  verdicts: {
    'always.p': { kind: 'violated', word: 'violated', sentence: '', trace: trace(3) },
    'sometimes.q': { kind: 'seen', word: 'seen', sentence: '', trace: trace(2) },
  },
} as const;
const model = (change: object = {}): ToPanel => ({
  kind: 'model',
  uri: 'file:///a.ts',
  model: 'a',
  freshness: 'current',
  report: violated,
  run: 1,
  ...change,
});

/** What the panel says to the host while all this happens, and the state it ends in. */
function play(events: readonly (ToPanel | PanelEvent)[], memory?: unknown) {
  let state: PanelState = emptyPanel;
  const posts: FromPanel[] = [];
  for (const event of events) {
    const isEvent = !['model', 'focus', 'view', 'cell', 'refused', 'extended'].includes(event.kind);
    const received = { kind: 'received', message: event as ToPanel, memory } as const;
    const next = update(state, isEvent ? (event as PanelEvent) : received);
    state = next.state;
    posts.push(...next.posts);
  }
  return { state, posts };
}

const answer = (id: number, change: Partial<View> = {}): ToPanel => ({
  kind: 'view',
  id,
  view: { ...view([cell('x'), cell('y')]), ...change },
});

test('asks for the map once, with the path of the first violation', () => {
  const { posts } = play([model(), model(), { kind: 'tabChosen', tab: 'trace' }]);
  expect(posts).toEqual([{ kind: 'askView', id: 1, request: { trace: 'always.p', early: true } }]);
});

test('a trace that is to be shown chooses its tab: a diagram for systems, the map for machines', () => {
  const focus = { kind: 'focus', property: 'always.p' } as const;
  const ofSystem = {
    ...violated,
    verdicts: {
      'always.p': { ...violated.verdicts['always.p'], trace: { ...trace(1), actors: [] } },
    },
  };
  expect(play([model({ report: ofSystem }), focus]).state.tab).toBe('trace');
  expect(play([model(), { kind: 'tabChosen', tab: 'trace' }, focus]).state.tab).toBe('map');
  expect(play([model(), { kind: 'tabChosen', tab: 'trace' }, { kind: 'focus' }]).state.tab).toBe(
    'trace',
  );
});

test('asks nothing while the map is hidden, while a run goes on, or without states', () => {
  expect(play([{ kind: 'tabChosen', tab: 'trace' }, model()]).posts).toEqual([]);
  for (const freshness of ['checking', 'released']) {
    expect(play([model({ freshness })]).posts).toEqual([]);
  }
  expect(play([model({ report: undefined })]).posts).toEqual([]);
});

test('asks anew after each run, also after one that was cancelled', () => {
  const runs = [
    model(),
    model({ run: 2 }),
    model({ run: 2, freshness: 'checking' }),
    model({ run: 2 }),
  ];
  expect(play(runs).posts.map(({ kind }) => kind)).toEqual(['askView', 'askView', 'askView']);
});

test('asks again for a map that came before its steps were counted, once', () => {
  const { posts, state } = play([
    model(),
    answer(1, { stepsPending: 'counting' }),
    model(),
    answer(2),
    model(),
  ]);
  expect(posts.map((post) => post.kind === 'askView' && post.request)).toEqual([
    { trace: 'always.p', early: true },
    { trace: 'always.p' },
  ]);
  expect(state.view?.stepsPending).toBeUndefined();
});

test('keeps the selected line of a map while its steps are counted', () => {
  const selection = { kind: 'edge', from: 'x', to: 'y' } as const;
  const events = [model(), answer(1), { kind: 'selected', selection } as const, model({ run: 2 })];
  const early = play([...events, answer(2, { stepsPending: 'counting' })]).state;
  expect(early.selection).toEqual(selection);
  expect(play([...events, answer(2)]).state.selection).toBeUndefined();
});

test('asks after each news of a run, one question at a time, and for what is shown', () => {
  const progress = (states: number) =>
    model({
      run: 2,
      freshness: 'checking',
      report: undefined,
      progress: { states, transitions: 0, depth: 1, frontier: 1 },
    });
  const live = (id: number) => answer(id, { stepsPending: 'exploring', groupBy: ['tm'] });
  const waiting = [progress(1), progress(2), progress(3)];
  expect(play(waiting).posts).toEqual([{ kind: 'askView', id: 1, request: { early: true } }]);
  const { posts, state } = play([...waiting, live(1), live(2), progress(4)]);
  expect(posts.map((post) => post.kind === 'askView' && post.request)).toEqual([
    { early: true },
    { early: true },
    { early: true },
  ]);
  const again = play([model(), answer(1), ...waiting]).posts.at(-1);
  expect(again).toMatchObject({ request: { groupBy: ['at'], early: true } });
  // The end is no news like the others: what it says is asked for at once, and not like before.
  const ended = play([...waiting, live(1), model({ run: 2 })]);
  expect(ended.posts.at(-1)).toMatchObject({ request: { trace: 'always.p', early: true } });
  expect(state.view?.stepsPending).toBe('exploring');
  expect(play([...waiting, { kind: 'view', id: 1, view: { kind: 'gone' } }]).state.refusal).toBe(
    undefined,
  );
  const hidden = [{ kind: 'tabChosen', tab: 'trace' } as const, ...waiting];
  expect(play(hidden).posts).toEqual([]);
});

test('takes the answer to its newest question only', () => {
  const grouped = { kind: 'grouped', groupBy: ['tm'] } as const;
  const { state } = play([model(), grouped, answer(2, { groupBy: ['tm'] }), answer(1)]);
  expect(state.view?.groupBy).toEqual(['tm']);
});

test('keeps the map when the answer is no map', () => {
  const { state } = play([
    model(),
    answer(1),
    { kind: 'grouped', groupBy: ['tm'] },
    { kind: 'view', id: 2, view: { kind: 'gone' } },
  ]);
  expect(state.view?.groupBy).toEqual(['at']);
  expect(state.refusal).toEqual({ kind: 'gone' });
});

test('asks for the states of a selected cell, and drops the selection with the cell', () => {
  const selected = { kind: 'selected', selection: { kind: 'cell', key: 'x' } } as const;
  const { posts } = play([model(), answer(1), selected]);
  expect(posts.at(-1)).toEqual({ kind: 'askCell', id: 2, groupBy: ['at'], cell: 'x' });
  const { state } = play([
    model(),
    answer(1),
    selected,
    model({ run: 2 }),
    answer(3, { cells: [cell('y')] }),
  ]);
  expect(state.selection).toBeUndefined();
});

test('brings a step into the editor, the initial state too', () => {
  const step = (number: number) =>
    play([model(), { kind: 'stepChosen', step: number }]).posts.at(-1);
  expect(step(0)).toMatchObject({ kind: 'reveal', at: { line: 1 }, keepFocus: true });
  expect(step(2)).toMatchObject({ kind: 'reveal', at: { line: 3 }, keepFocus: true });
});

test('draws what was seen only when asked to', () => {
  const { posts } = play([
    model(),
    { kind: 'traceChosen', trace: 'sometimes.q' },
    { kind: 'pathHidden' },
  ]);
  expect(posts.map((post) => post.kind === 'askView' && post.request)).toEqual([
    { trace: 'always.p', early: true },
    { trace: 'sometimes.q', early: true },
    { early: true },
  ]);
});

test('opens a cell, and a cell in it, and goes back out to the one it came from', () => {
  const big = answer(1, { cells: [cell('x', { states: 3 }), cell('y')] });
  const open = (key: string) => ({ kind: 'cellOpened', cell: key }) as const;
  const inside = [model(), big, open('x')] as const;
  expect(play(inside).posts.at(-1)).toMatchObject({
    kind: 'askView',
    request: { within: { groupBy: ['at'], cell: 'x' } },
  });
  const part = { groupBy: ['at', 'to'], cells: [cell('x · a', { states: 2 })] };
  const deeper = [...inside, answer(2, part), open('x · a')] as const;
  expect(play(deeper).posts.at(-1)).toMatchObject({
    request: { within: { groupBy: ['at', 'to'], cell: 'x · a' } },
  });
  const out = play([...deeper, { kind: 'cellsLeft', open: 0 }]);
  expect(out.posts.findLast(({ kind }) => kind === 'askView')).toMatchObject({
    request: { trace: 'always.p' },
  });
  expect(out.state).toMatchObject({ opened: [], selection: { kind: 'cell', key: 'x' } });
  expect(play([model(), big, open('y')]).state.opened).toEqual([]);
  expect(play([...inside, { kind: 'grouped', groupBy: ['tm'] }]).state.opened).toEqual([]);
});

test('draws the states of a cell or of the whole map one by one, and forgets which after a run', () => {
  const big = answer(1, { cells: [cell('x', { states: 3 }), cell('y')] });
  const open = { kind: 'cellOpened', cell: 'x', isOneByOne: true } as const;
  expect(play([model(), big, open]).posts.at(-1)).toMatchObject({
    request: { within: { groupBy: ['at'], cell: 'x' }, states: true },
  });
  const all = { kind: 'statesOpened' } as const;
  const single = answer(2, { groupBy: [], isSingle: true, cells: [cell('state #0')] });
  const chosen = { kind: 'selected', selection: { kind: 'cell', key: 'state #0' } } as const;
  const inside = [model(), big, all, all, single, chosen] as const;
  const { state, posts } = play(inside);
  expect(posts.findLast(({ kind }) => kind === 'askView')).toMatchObject({
    request: { states: true },
  });
  expect(state.opened).toHaveLength(1);
  expect(state.selection).toMatchObject({ key: 'state #0' });
  expect(play([...inside, model({ run: 2 })]).state.selection).toBeUndefined();
  const out = play([...inside, { kind: 'cellsLeft', open: 0 }]).state;
  expect(out).toMatchObject({ opened: [], selection: undefined });
});

test('remembers the cells that are open, and asks for their states after a reload', () => {
  const big = answer(1, { cells: [cell('x', { states: 3 }), cell('y')] });
  const { state } = play([model(), big, { kind: 'cellOpened', cell: 'x' }]);
  const again = play([model()], memoryOf(state));
  expect(again.state.opened).toEqual(state.opened);
  expect(again.posts).toMatchObject([{ request: { within: { groupBy: ['at'], cell: 'x' } } }]);
});

test('goes on with a run under the grouping that is shown, one wish at a time', () => {
  const wanted = (cell: string) =>
    ({ kind: 'extensionWanted', by: { groupBy: ['at'], cell } }) as const;
  const events = [model(), answer(1), wanted('x'), wanted('y')] as const;
  const { state, posts } = play(events);
  const extend = { kind: 'extend', id: 2, by: { groupBy: ['at'], cell: 'x' } };
  expect(posts.filter(({ kind }) => kind === 'extend')).toEqual([extend]);
  expect(state.groupBy).toEqual(['at']);
  const done = { kind: 'extended', id: 2 } as const;
  expect(play([...events, model({ run: 2 }), done]).state.extension).toBeUndefined();
  const after = play([...events, done, wanted('y')]).posts.at(-1);
  expect(after).toMatchObject({ kind: 'extend', by: { cell: 'y' } });
});

test('keeps why a run could not be gone on with, until something else is tried', () => {
  const wanted = { kind: 'extensionWanted', by: { budget: { depthMax: 10 } } } as const;
  const refused = { kind: 'extended', id: 2, refused: 'The states were released.' } as const;
  const { state } = play([model(), wanted, refused]);
  expect(state.extension).toMatchObject({ refused: 'The states were released.' });
  expect(play([model(), wanted, { ...refused, id: 9 }]).state.extension?.refused).toBeUndefined();
  expect(play([model(), wanted, refused, { kind: 'checkWanted' }]).state.extension).toBeUndefined();
  const busy = [model({ freshness: 'checking' }), wanted] as const;
  expect(play(busy).posts).toEqual([]);
});

test('is as it was after a reload, for the same model only', () => {
  const before = play([
    model(),
    { kind: 'grouped', groupBy: ['tm'] },
    { kind: 'traceChosen', trace: 'sometimes.q' },
    { kind: 'stepChosen', step: 1 },
  ]).state;
  const memory = JSON.parse(JSON.stringify(memoryOf(before)));
  const after = play([model()], memory).state;
  expect(after).toMatchObject({ groupBy: ['tm'], trace: 'sometimes.q', step: 1, tab: 'map' });
  const other = play([model({ model: 'b' })], memory).state;
  expect(other).toMatchObject({ groupBy: undefined, trace: undefined });
  for (const strange of [null, 7, 'x', { version: 2, uri: 'file:///a.ts', model: 'a' }]) {
    expect(play([model()], strange).state.groupBy).toBeUndefined();
  }
});

test('starts afresh with another model, on the same tab', () => {
  const { state } = play([
    model(),
    { kind: 'tabChosen', tab: 'trace' },
    { kind: 'grouped', groupBy: ['tm'] },
    model({ model: 'b' }),
  ]);
  expect(state).toMatchObject({ tab: 'trace', groupBy: undefined, view: undefined });
});

test('heeds a wish of the host that comes before the model', () => {
  const { state } = play([
    { kind: 'focus', tab: 'trace', property: 'sometimes.q', step: 1 },
    model(),
  ]);
  expect(state).toMatchObject({ tab: 'trace', trace: 'sometimes.q', step: 1 });
});

test('hides the details until something is selected or a trace is shown', () => {
  const hidden: readonly (ToPanel | PanelEvent)[] = [model(), answer(1), { kind: 'sideToggled' }];
  expect(play(hidden).state.isSideShown).toBe(false);
  const unselected = { kind: 'selected', selection: undefined } as const;
  expect(play([...hidden, unselected]).state.isSideShown).toBe(false);
  const selected = { kind: 'selected', selection: { kind: 'cell', key: 'x' } } as const;
  expect(play([...hidden, selected]).state.isSideShown).toBe(true);
  const focus = { kind: 'focus', tab: 'map', property: 'always.p' } as const;
  expect(play([...hidden, focus]).state.isSideShown).toBe(true);
});
