import { expect, test } from 'vitest';
import {
  type CellResult,
  cellRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
  type WhyNotResult,
  whyNotRequest,
} from '../src/protocol/index.ts';
import { editorsOfTests } from './harness/editors.ts';
import { type CountedRun, countedRun } from './naive/counted-run.ts';
import { count, type ListedState, tally } from './naive/listing.ts';
import { type CountedModel, countedModels } from './naive/models.ts';
import { type NaiveMap, naiveMap } from './naive/naive-map.ts';
import { inOneOrder } from './naive/places.ts';

const editors = editorsOfTests();

type View = Extract<ViewResult, { kind: 'view' }>;

test.for(countedModels)(
  '$name of $file: each number of the map is the one that a plain count gives',
  async (counted) => {
    const run = await countedRun(editors, counted);
    const ask = asker(run, counted);
    const first = await ask({});
    if (first.kind !== 'view') throw new Error(`The map was answered with ${first.kind}.`);
    const groupings = [first.groupBy, ...first.fields.slice(0, 12).map((field) => [field])];
    for (const groupBy of groupings) {
      const view = await ask({ groupBy });
      const naive = naiveMap(run.listing, groupBy);
      if (view.kind === 'tooLarge') {
        expect(Math.min(view.cells, 301), groupBy.join()).toBe(Math.min(naive.cells.size, 301));
        continue;
      }
      if (view.kind !== 'view') throw new Error(`The map was answered with ${view.kind}.`);
      compareCells(view, naive, run);
      compareEdges(view, naive);
      compareGhosts(view, naive);
    }
    compareLayers(first, run.listing.states);
    await compareParts(first, run, counted);
  },
);

function asker({ client }: CountedRun, { file, name }: CountedModel) {
  return (request: ViewParams['request']) => {
    const params: ViewParams = { uri: client.uri(file), model: name, request };
    return client.request<ViewResult>(viewRequest, params);
  };
}

function compareCells(view: View, naive: NaiveMap, { listing, report }: CountedRun): void {
  const { states, isExhausted } = listing;
  expect(view.exhausted).toBe(isExhausted);
  expect([view.states, view.open]).toEqual([
    states.length,
    count(states, ({ isExpanded }) => !isExpanded),
  ]);
  expect(view.cells.map(({ key }) => inOneOrder(key)).sort()).toEqual(
    [...naive.cells.keys()].sort(),
  );
  for (const cell of view.cells) {
    const counted = naive.cells.get(inOneOrder(cell.key));
    const mark = (kind: string) => cell.marks.find((one) => one.kind === kind);
    const fenced = mark('fenced');
    expect(
      {
        states: cell.states,
        open: cell.open,
        depth: cell.depth,
        isInitial: mark('initial') !== undefined,
        fenced: fenced?.kind === 'fenced' ? fenced.steps : 0,
        inner: cell.inner,
        actions: new Map(cell.actions.map(({ action, count: times }) => [action, times])),
      },
      cell.key,
    ).toEqual(counted);
  }
  const ends = view.cells.flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === 'terminal' ? [mark.states] : [])),
  );
  const levels = report.statistics.levels.map(({ terminal }) => terminal);
  expect(sum(ends), 'states without any step').toBe(sum(levels));
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

function compareEdges({ edges, omitted }: View, naive: NaiveMap): void {
  for (const { from, to, action, count: times } of edges) {
    const name = `${inOneOrder(from)} → ${inOneOrder(to)} by ${action}`;
    expect(times, name).toBe(naive.edges.get(name));
  }
  expect(edges.length + (omitted?.edges ?? 0)).toBe(naive.edges.size);
  expect(sum(edges.map((edge) => edge.count)) + (omitted?.steps ?? 0)).toBe(
    sum([...naive.edges.values()]),
  );
}

/** No ghost is a cell with states, and each declared cell is one or the other. */
function compareGhosts({ unseen, exhausted }: View, naive: NaiveMap): void {
  if (unseen.kind === 'untold') return;
  expect(unseen.isUnreachable).toBe(exhausted);
  for (const { key } of unseen.cells) expect(naive.cells.has(inOneOrder(key)), key).toBe(false);
  const ghosts = sum(unseen.groups.map(({ cells }) => cells));
  expect(unseen.cells).toHaveLength(Math.min(ghosts, 150));
  expect(unseen.declared - ghosts).toBeLessThanOrEqual(naive.cells.size);
}

function compareLayers({ layers }: View, states: readonly ListedState[]): void {
  expect(layers).toEqual(
    layers.map((_, depth) => {
      const here = states.filter((state) => state.depth === depth);
      return { depth, states: here.length, open: count(here, (state) => !state.isExpanded) };
    }),
  );
  expect(sum(layers.map((layer) => layer.states))).toBe(states.length);
}

/** One cell from within, samples of each cell, and what is near to ghosts. */
async function compareParts(view: View, run: CountedRun, { file, name }: CountedModel) {
  const { client, listing } = run;
  const { groupBy } = view;
  const about = (cell: string) => ({ uri: client.uri(file), model: name, groupBy, cell });
  const naive = naiveMap(listing, groupBy);
  const membersOf = (key: string) =>
    listing.states.filter((state) => naive.cellOf(state) === inOneOrder(key));
  for (const { key, depth } of view.cells.slice(0, 20)) {
    const answer = await client.request<CellResult>(cellRequest, about(key));
    if (answer.kind !== 'cell') throw new Error(answer.kind);
    const depths = answer.samples.map((sample) => sample.depth);
    expect([depths[0], depths.at(-1)], key).toEqual(depth);
    for (const sample of answer.samples) {
      const alike = membersOf(key).filter(
        (state) => state.depth === sample.depth && state.isExpanded === sample.expanded,
      );
      expect(alike.length, key).toBeGreaterThan(0);
    }
  }
  const others = view.fields.filter((field) => !groupBy.includes(field));
  const divisible = view.cells.find(({ key }) =>
    others.some((field) => naiveMap(listing, [field], membersOf(key)).cells.size > 1),
  );
  if (divisible) {
    await compareWithin(divisible.key, membersOf(divisible.key), view, run, { file, name });
  }
  const ghosts = view.unseen.kind === 'listed' ? view.unseen.cells : [];
  for (const { key } of ghosts) {
    const answer = await client.request<WhyNotResult>(whyNotRequest, about(key));
    if (answer.kind !== 'whyNot' || !answer.nearest) throw new Error(`Nothing is near to ${key}.`);
    const { nearest } = answer;
    const members = membersOf(nearest.key);
    const expanded = members.filter(({ isExpanded }) => isExpanded);
    expect([nearest.expanded, nearest.open], nearest.key).toEqual([
      expanded.length,
      members.length - expanded.length,
    ]);
    const possible = tally(
      expanded.flatMap(({ steps }) => [...new Set(steps.map(({ action }) => action))]),
    );
    for (const { action, states } of nearest.actions) {
      expect(states, `${action} in ${nearest.key}`).toBe(possible.get(action) ?? 0);
    }
  }
}

async function compareWithin(
  cell: string,
  members: readonly ListedState[],
  { groupBy }: View,
  run: CountedRun,
  counted: CountedModel,
): Promise<void> {
  const view = await asker(run, counted)({ within: { groupBy, cell } });
  if (view.kind !== 'view') throw new Error(`The map was answered with ${view.kind}.`);
  const naive = naiveMap(run.listing, view.groupBy, members);
  expect(view.states).toBe(members.length);
  expect(view.open).toBe(count(members, ({ isExpanded }) => !isExpanded));
  for (const { key, states, open, depth, inner } of view.cells) {
    const own = naive.cells.get(inOneOrder(key));
    expect({ states, open, depth, inner }, key).toEqual({
      states: own?.states,
      open: own?.open,
      depth: own?.depth,
      inner: own?.inner,
    });
  }
  compareEdges(view, naive);
  compareLayers({ ...view, layers: view.layers }, members);
}
