import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { type Explored, outsideFence } from './explored.ts';
import { cellsTarget } from './grouping.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { cellDetails, quotientView, stateMap } from './state-map.ts';
import type { Cell, CellMark, TooLarge, View } from './view.ts';

const Phase = z.enum(['working', 'prepared', 'done']);
const State = z.object({
  phase: Phase,
  lock: z.object({ owner: z.enum(['a', 'b']), since: z.number() }).optional(),
  jobs: z.record(z.enum(['j1', 'j2', 'j3']), Phase),
  queue: z.array(z.boolean()),
});
type State = z.infer<typeof State>;

const states: fc.Arbitrary<State> = fc.record(
  {
    phase: fc.constantFrom('working', 'prepared', 'done'),
    lock: fc.record({ owner: fc.constantFrom('a', 'b'), since: fc.nat(40) }),
    jobs: fc.record({
      j1: fc.constantFrom('working', 'prepared', 'done'),
      j2: fc.constantFrom('working', 'prepared', 'done'),
      j3: fc.constantFrom('working', 'prepared', 'done'),
    }),
    queue: fc.array(fc.boolean(), { maxLength: 4 }),
  },
  { requiredKeys: ['phase', 'jobs', 'queue'] },
);

const actions = ['actions.first', 'actions.second', 'actions.third'];

/** A random graph over random states, some of them not expanded. */
const explorations: fc.Arbitrary<Explored> = fc
  .tuple(fc.array(states, { maxLength: 60 }), fc.nat(60))
  .chain(([list, expanded]) => {
    const step = fc.tuple(fc.nat(2), fc.integer({ min: outsideFence, max: list.length - 1 }));
    const violation = fc.record({
      property: fc.string(),
      state: fc.nat(Math.max(0, list.length - 1)),
    });
    const expandedCount = Math.min(expanded, list.length);
    return fc.record({
      schema: fc.constant(State),
      states: fc.constant(list),
      actions: fc.constant(actions),
      initialCount: fc.integer({ min: Math.min(1, list.length), max: Math.min(3, list.length) }),
      depths: fc.array(fc.nat(9), { minLength: list.length, maxLength: list.length }),
      steps: fc.array(fc.array(step, { maxLength: 5 }), {
        minLength: expandedCount,
        maxLength: expandedCount,
      }),
      violations: fc.array(violation, {
        maxLength: list.length === 0 ? 0 : 2,
      }),
    });
  })
  .map(listed);

/** The classes of a state, computed for one state alone and in another way. */
const naiveFields: Readonly<Record<string, (state: State) => unknown>> = {
  phase: (state) => state.phase,
  'lock.owner': (state) => state.lock?.owner,
  jobs: (state) => Object.values(state.jobs).sort(),
  'jobs.j2': (state) => state.jobs.j2,
  queue: (state) => [...state.queue].sort(),
  'queue.length': (state) => state.queue.length,
};

const groupings = fc.uniqueArray(fc.constantFrom(...Object.keys(naiveFields)), { maxLength: 3 });

function naiveCells(explored: Explored, groupBy: readonly string[]): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (let index = 0; index < explored.stateCount; index++) {
    const classes = groupBy.map((name) => naiveFields[name]?.(explored.state(index) as State));
    const key = JSON.stringify(classes);
    cells.set(key, [...(cells.get(key) ?? []), index]);
  }
  return cells;
}

function naiveSteps(explored: Explored, from: readonly number[], to: readonly number[]) {
  const counts = new Map<string, number>();
  for (const index of from.filter((state) => state < explored.expandedCount)) {
    explored.forEachStep(index, (action, target) => {
      const name = actions[action] ?? '';
      if (to.includes(target)) counts.set(name, (counts.get(name) ?? 0) + 1);
    });
  }
  return counts;
}

const drawn = (answer: View | TooLarge): View => {
  if (answer.kind !== 'view') throw new Error('too large');
  return answer;
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What a cell must say of these states, by looking at each of them again. */
function naiveNumbers(explored: Explored, members: readonly number[]): Partial<Cell> {
  const depths = members.map((index) => explored.depth(index));
  const expanded = members.filter((index) => index < explored.expandedCount);
  const targets = expanded.map((index) => targetsOf(explored, index));
  const fenced = targets.flat().filter((target) => target === outsideFence).length;
  const ends = targets.filter((list) => list.length === 0).length;
  const marks: CellMark[] = [];
  if (members.some((index) => index < explored.initialCount)) marks.push({ kind: 'initial' });
  if (ends > 0) marks.push({ kind: 'terminal', states: ends });
  if (fenced > 0) marks.push({ kind: 'fenced', steps: fenced });
  for (const { property, state } of explored.violations) {
    if (members.includes(state)) marks.push({ kind: 'violated', property });
  }
  return {
    states: members.length,
    open: members.length - expanded.length,
    depth: [Math.min(...depths), Math.max(...depths)],
    inner: targets.flat().filter((target) => members.includes(target)).length,
    marks,
  };
}

function targetsOf(explored: Explored, index: number): readonly number[] {
  const targets: number[] = [];
  explored.forEachStep(index, (_, target) => targets.push(target));
  return targets;
}

test('a view has the cells that a naive grouping has, with the same numbers', () => {
  fc.assert(
    fc.property(explorations, groupings, (explored, groupBy) => {
      const { cells } = drawn(quotientView(explored, { groupBy }, []));
      const naive = [...naiveCells(explored, groupBy).values()];
      expect(cells).toHaveLength(naive.length);
      naive.forEach((members, at) => {
        expect(cells[at]).toMatchObject(naiveNumbers(explored, members));
      });
    }),
  );
});

test('a view has the edges between those cells, and for each cell its actions', () => {
  fc.assert(
    fc.property(explorations, groupings, (explored, groupBy) => {
      const view = drawn(quotientView(explored, { groupBy }, []));
      const naive = [...naiveCells(explored, groupBy).values()];
      const everything = naive.flat();
      const expected = naive.flatMap((from, a) =>
        naive.flatMap((to, b) =>
          a === b
            ? []
            : [...naiveSteps(explored, from, to)].map(
                ([action, count]) =>
                  `${view.cells[a]?.key} ${view.cells[b]?.key} ${action} ${count}`,
              ),
        ),
      );
      const found = view.edges.map((e) => `${e.from} ${e.to} ${e.action} ${e.count}`);
      expect(found.sort()).toEqual(expected.sort());
      view.cells.forEach((cell, at) => {
        const counts = naiveSteps(explored, naive[at] ?? [], everything);
        expect(new Map(cell.actions.map((a) => [a.action, a.count]))).toEqual(counts);
      });
    }),
  );
});

test('the default view accounts for every state, every step and every layer once', () => {
  fc.assert(
    fc.property(explorations, (explored) => {
      const view = drawn(quotientView(explored, {}, []));
      expect(view.cells.length).toBeLessThanOrEqual(cellsTarget);
      expect(sum(view.cells.map((cell) => cell.states))).toBe(explored.stateCount);
      expect(sum(view.cells.map((cell) => cell.open))).toBe(view.open);
      expect(view.open).toBe(explored.stateCount - explored.expandedCount);
      expect(sum(view.layers.map((layer) => layer.states))).toBe(explored.stateCount);
      expect(sum(view.layers.map((layer) => layer.open))).toBe(view.open);
      const expanded = [...Array(explored.expandedCount).keys()];
      const targets = expanded.flatMap((index) => targetsOf(explored, index));
      const fenced = targets.filter((target) => target === outsideFence).length;
      const steps = targets.length - fenced;
      const edges = sum(view.edges.map((edge) => edge.count));
      expect(edges + sum(view.cells.map((cell) => cell.inner))).toBe(steps);
      expect(sum(view.cells.flatMap((cell) => cell.actions.map((a) => a.count)))).toBe(steps);
      const marks = view.cells.flatMap((cell) => cell.marks);
      expect(sum(marks.map((mark) => (mark.kind === 'fenced' ? mark.steps : 0)))).toBe(fenced);
      expect(new Set(view.cells.map((cell) => cell.key)).size).toBe(view.cells.length);
    }),
  );
});

test('a view leads a trace through the cells of its states', () => {
  fc.assert(
    fc.property(explorations, fc.array(fc.nat()), groupings, (explored, picks, groupBy) => {
      const path = explored.stateCount === 0 ? [] : picks.map((n) => n % explored.stateCount);
      const view = drawn(quotientView(explored, { groupBy }, path));
      const naive = [...naiveCells(explored, groupBy).values()];
      const expected = path.map(
        (state) => view.cells[naive.findIndex((members) => members.includes(state))]?.key,
      );
      expect(view.tracePath).toEqual(expected);
    }),
  );
});

test('shows in the details of a cell only states of that cell', () => {
  fc.assert(
    fc.property(explorations, (explored) => {
      const groupBy = ['phase', 'jobs.j2'];
      for (const cell of drawn(quotientView(explored, { groupBy }, [])).cells) {
        const { samples } = cellDetails(explored, groupBy, cell.key);
        expect(samples).toHaveLength(Math.min(3, cell.states));
        expect(samples[0]?.depth).toBe(cell.depth[0]);
        expect(samples.at(-1)?.depth).toBe(cell.depth[1]);
        for (const { fields } of samples) {
          const values = new Map(fields.map(({ path, value }) => [path, value]));
          expect(`${values.get('phase')} · ${values.get('jobs.j2')}`).toBe(cell.key);
        }
      }
    }),
  );
});

test('a cell that is opened shows its own states, told apart by one field more', () => {
  fc.assert(
    fc.property(explorations, (explored) => {
      const map = stateMap(explored);
      const whole = drawn(map.view({ groupBy: ['phase'] }, []));
      for (const { key, states } of whole.cells) {
        const members = naiveCells(explored, ['phase']);
        const mine = [...members.values()].find(
          ([first]) => `'${(explored.state(first ?? 0) as State).phase}'` === key,
        );
        const part = drawn(map.view({ within: { groupBy: ['phase'], cell: key } }, []));
        // Then all its states are alike in every field.
        if (part.isSingle) continue;
        const { groupBy } = part;
        expect(groupBy.slice(0, 1)).toEqual(['phase']);
        expect(part.within).toMatchObject({ cell: key });
        expect(sum(part.cells.map((cell) => cell.states))).toBe(states);
        const ends = (mine ?? []).filter(
          (index) => index < explored.expandedCount && targetsOf(explored, index).length === 0,
        );
        const marked = part.cells.flatMap(({ marks }) =>
          marks.map((mark) => (mark.kind === 'terminal' ? mark.states : 0)),
        );
        expect(sum(marked)).toBe(ends.length);
        const other = drawn(map.view({ groupBy }, []));
        for (const cell of part.cells) {
          const same = other.cells.find((one) => one.key === cell.key);
          const { label, marks, depth, open, actions, inner } = cell;
          expect(same).toMatchObject({ label, marks, depth, open, actions, inner });
          expect(same?.states).toBe(cell.states);
        }
      }
    }),
  );
});

test('a view that comes early says of states what the whole one says, and nothing of steps', () => {
  fc.assert(
    fc.property(explorations, groupings, fc.boolean(), (explored, groupBy, isOpened) => {
      const map = stateMap(explored);
      const [first] = drawn(quotientView(explored, { groupBy }, [])).cells;
      const within = isOpened && first ? { within: { groupBy, cell: first.key } } : {};
      const request = { groupBy, ...within };
      const early = drawn(map.view(request, [], () => true));
      const whole = drawn(quotientView(explored, request, []));
      const isEmpty = explored.stateCount === 0;
      expect(early.stepsPending).toBe(isEmpty ? undefined : 'counting');
      expect(early.edges).toEqual([]);
      const ofStates = ({ marks, inner: _, actions: __, ...cell }: Cell) => ({
        ...cell,
        marks: marks.filter(({ kind }) => kind === 'initial' || kind === 'violated'),
      });
      expect({ ...early, stepsPending: undefined, cells: early.cells.map(ofStates) }).toEqual({
        ...whole,
        edges: [],
        stepsPending: undefined,
        cells: whole.cells.map(ofStates),
      });
      expect(early.cells.every(({ inner, actions }) => inner === 0 && actions.length === 0)).toBe(
        true,
      );
      expect(early.cells.flatMap(({ marks }) => marks)).toEqual(
        whole.cells.flatMap((cell) => ofStates(cell).marks),
      );
      // Asked again, it goes on where it was.
      expect(drawn(map.view(request, []))).toEqual(whole);
    }),
  );
});

test('states one by one are those of the cell, with the steps between them', () => {
  fc.assert(
    fc.property(explorations, groupings, fc.boolean(), (explored, groupBy, isOpened) => {
      const map = stateMap(explored);
      const cells = isOpened ? naiveCells(explored, groupBy) : undefined;
      const [first] = drawn(map.view({ groupBy }, [])).cells;
      const within = isOpened && first ? { within: { groupBy, cell: first.key } } : {};
      const members = [...(cells?.values() ?? [])][0] ?? [...Array(explored.stateCount).keys()];
      const view = drawn(map.view({ ...within, states: true }, []));
      expect(view.isSingle).toBe(true);
      expect(view.cells.map(({ states }) => states)).toEqual(members.map(() => 1));
      expect(new Set(view.cells.map(({ label }) => label.join())).size).toBe(members.length);
      view.cells.forEach((cell, place) => {
        const index = members[place] ?? -1;
        expect(cell).toMatchObject(naiveNumbers(explored, [index]));
        const details = map.cell(view.groupBy, cell.key);
        expect(details.samples).toHaveLength(1);
        expect(details.samples).toEqual(cellDetails(explored, view.groupBy, cell.key).samples);
        expect(map.firstIn(view.groupBy, cell.key)).toBe(index);
        members.forEach((other, to) => {
          if (to === place) return;
          const edges = view.edges.filter(
            (edge) => edge.from === cell.key && edge.to === view.cells[to]?.key,
          );
          const counts = new Map(edges.map(({ action, count }) => [action, count]));
          expect(counts).toEqual(naiveSteps(explored, [index], [other]));
        });
      });
    }),
    { numRuns: 40 },
  );
});
