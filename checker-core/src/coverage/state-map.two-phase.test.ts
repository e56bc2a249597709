import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { explore, type NaiveModel } from './naive-exploration.test.fixture.ts';
import { quotientView, stateMap } from './state-map.ts';
import type { View } from './view.ts';

const names = ['rm1', 'rm2', 'rm3', 'rm4', 'rm5'] as const;
type Name = (typeof names)[number];
type Phase = 'working' | 'prepared' | 'committed' | 'aborted';

interface State {
  rms: Partial<Record<Name, Phase>>;
  tm: 'init' | 'committed' | 'aborted';
  tmPrepared: Set<Name>;
  prepared: Set<Name>;
  decided: Set<'commit' | 'abort'>;
}

/** Two-phase commit after Gray and Lamport, with so many resource managers. */
function twoPhase(count: number): NaiveModel<State> {
  const rms = names.slice(0, count);
  const Rm = z.enum(rms);
  const schema = z.object({
    rms: z.record(Rm, z.enum(['working', 'prepared', 'committed', 'aborted'])),
    tm: z.enum(['init', 'committed', 'aborted']),
    tmPrepared: z.set(Rm),
    prepared: z.set(Rm),
    decided: z.set(z.enum(['commit', 'abort'])),
  });
  const forEach =
    (enabled: (s: State, rm: Name) => boolean, next: (s: State, rm: Name) => void) => (s: State) =>
      rms.filter((rm) => enabled(s, rm)).map((rm) => changed(s, (d) => next(d, rm)));
  return {
    schema: schema as z.ZodType<State>,
    init: [
      {
        rms: Object.fromEntries(rms.map((rm) => [rm, 'working'])),
        tm: 'init',
        tmPrepared: new Set(),
        prepared: new Set(),
        decided: new Set(),
      },
    ],
    actions: {
      tmReceivePrepared: forEach(
        (s, rm) => s.tm === 'init' && s.prepared.has(rm),
        (s, rm) => s.tmPrepared.add(rm),
      ),
      tmCommit: (s) =>
        s.tm === 'init' && s.tmPrepared.size === count
          ? [
              changed(s, (d) => {
                d.tm = 'committed';
                d.decided.add('commit');
              }),
            ]
          : [],
      tmAbort: (s) =>
        s.tm === 'init'
          ? [
              changed(s, (d) => {
                d.tm = 'aborted';
                d.decided.add('abort');
              }),
            ]
          : [],
      rmPrepare: forEach(
        (s, rm) => s.rms[rm] === 'working',
        (s, rm) => {
          s.rms[rm] = 'prepared';
          s.prepared.add(rm);
        },
      ),
      rmChooseToAbort: forEach(
        (s, rm) => s.rms[rm] === 'working',
        (s, rm) => {
          s.rms[rm] = 'aborted';
        },
      ),
      rmReceiveDecision: (s) =>
        rms.flatMap((rm) =>
          [...s.decided].map((decision) =>
            changed(s, (d) => {
              d.rms[rm] = decision === 'commit' ? 'committed' : 'aborted';
            }),
          ),
        ),
    },
  };
}

function changed(state: State, change: (draft: State) => void): State {
  const draft = structuredClone(state);
  change(draft);
  return draft;
}

const defaultView = (count: number, depthMax?: number) =>
  quotientView(explore(twoPhase(count), depthMax), {}, []) as View;

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('the default map of two-phase commit', () => {
  test('shows the 288 states of three managers in 24 cells of tm and counted rms', () => {
    const view = defaultView(3);
    expect(view.groupBy).toEqual(['tm', 'rms']);
    expect(view.states).toBe(288);
    expect(view.cells).toHaveLength(24);
    expect(sum(view.cells.map((cell) => cell.states))).toBe(288);
    expect(sum(view.cells.map((cell) => cell.inner)) + sum(view.edges.map((e) => e.count))).toBe(
      1145,
    );
    expect(view.layers.map((layer) => layer.depth)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('labels a cell with the manager and how many are in each phase', () => {
    const labels = defaultView(3).cells.map((cell) => cell.label);
    expect(labels[0]).toEqual(['tm = init', 'rms: 3 working']);
    expect(labels).toContainEqual(['tm = aborted', 'rms: 1 working, 1 prepared, 1 aborted']);
  });

  test('shows at depth 5 that 9 of 20 cells have open states, 54 of 171 in all', () => {
    const view = defaultView(3, 5);
    expect(view.states).toBe(171);
    expect(view.open).toBe(54);
    expect(view.exhausted).toBe(false);
    expect(view.cells).toHaveLength(20);
    expect(view.cells.filter((cell) => cell.open > 0)).toHaveLength(9);
    expect(sum(view.cells.map((cell) => cell.open))).toBe(54);
    expect(view.layers.at(-1)).toEqual({ depth: 5, states: 54, open: 54 });
  });

  // Undecided or aborted: the multisets of 5 over 3 phases, 21 each. Committed: 0 to 5 managers know.
  test('has 48 cells for the 8,832 states of five managers, six of them not before turn 11', () => {
    const view = defaultView(5);
    expect(view.states).toBe(8832);
    expect(view.cells).toHaveLength(48);
    expect(view.cells.filter((cell) => cell.depth[0] >= 11)).toHaveLength(6);
    expect(defaultView(5, 6).cells).toHaveLength(42);
  });

  test('finds 8 states in which the manager has committed, the first after 7 turns', () => {
    const view = quotientView(explore(twoPhase(3)), { groupBy: ['tm'] }, []) as View;
    const cell = view.cells.find(({ key }) => key === "'committed'");
    expect(cell).toMatchObject({ states: 8, label: ['tm = committed'] });
    expect(cell?.depth[0]).toBe(7);
  });

  test('tells the same twice', () => {
    const map = stateMap(explore(twoPhase(3)));
    const first = JSON.stringify(map.view({}, [0, 1]));
    expect(JSON.stringify(map.view({ groupBy: ['tm', 'rms'] }, [0, 1]))).toBe(first);
    expect(JSON.stringify(stateMap(explore(twoPhase(3))).view({}, [0, 1]))).toBe(first);
  });
});

describe('the ghosts of two-phase commit with five managers', () => {
  const groupBy = ['tm', 'rms'];
  const early = "'init' · 4 'working', 1 'committed'";
  const listedIn = (depthMax?: number) => {
    const { unseen, cells } = defaultView(5, depthMax);
    if (unseen.kind !== 'listed') throw new Error(unseen.reason);
    return { unseen, cells };
  };

  test('a commit of one manager before the decision is unreachable', () => {
    const { unseen, cells } = listedIn();
    expect(unseen.isUnreachable).toBe(true);
    // Three phases of the manager, and the multisets of 5 over 4.
    expect(unseen.declared).toBe(168);
    expect(sum(unseen.groups.map((group) => group.cells))).toBe(168 - cells.length);
    expect(unseen.cells).toContainEqual({
      key: early,
      label: ['tm = init', 'rms: 4 working, 1 committed'],
    });
  });

  test('the same at depth 8 was just not seen yet', () => {
    const { unseen, cells } = listedIn(8);
    expect(unseen.isUnreachable).toBe(false);
    expect(unseen.cells.map(({ key }) => key)).toContain(early);
    expect(unseen.groups.map(({ label, cells }) => [label, cells])).toEqual([
      ['tm = init', 35],
      ['tm = committed', 56],
      ['tm = aborted', 168 - cells.length - 35 - 56],
    ]);
  });

  test('the nearest reached cell differs in one manager, and one can see what is possible there', () => {
    const map = stateMap(explore(twoPhase(5)));
    const { nearest } = map.whyNot(groupBy, early);
    expect(nearest?.label).toEqual(['tm = init', 'rms: 5 working']);
    expect(nearest?.differs).toEqual([
      { there: 'rms: 5 working', here: 'rms: 4 working, 1 committed' },
    ]);
    expect(nearest?.actions).toContainEqual({ action: 'actions.rmPrepare', states: 1 });
    expect(nearest?.actions).toContainEqual({ action: 'actions.rmReceiveDecision', states: 0 });
    expect([nearest?.expanded, nearest?.open]).toEqual([1, 0]);
  });

  test('of a cell that was reached, or that nobody declared, nothing is said', () => {
    const map = stateMap(explore(twoPhase(5)));
    expect(map.whyNot(groupBy, 'nonsense')).toEqual({ kind: 'whyNot', key: 'nonsense' });
  });

  test('a state of each cell is found where it lies, with the least depth', () => {
    const explored = explore(twoPhase(3));
    const map = stateMap(explored);
    for (const cell of defaultView(3).cells) {
      const first = map.firstIn(groupBy, cell.key) ?? -1;
      expect((map.view({ groupBy }, [first]) as View).tracePath).toEqual([cell.key]);
      expect(explored.depth(first)).toBe(cell.depth[0]);
    }
    expect(map.firstIn(groupBy, early)).toBeUndefined();
  });

  test('nothing is claimed of cells that tell interchangeable managers apart', () => {
    const interchangeable = new Set(names);
    const symmetric = { ...explore(twoPhase(3)), interchangeable };
    const unseen = (fields: readonly string[]) =>
      (quotientView(symmetric, { groupBy: fields }, []) as View).unseen;
    expect(unseen(['tm', 'rms.rm1'])).toMatchObject({ kind: 'untold' });
    expect(unseen(['prepared'])).toMatchObject({ kind: 'untold' });
    expect(unseen(['tm', 'rms', 'prepared.size'])).toMatchObject({ kind: 'listed' });
  });
});
