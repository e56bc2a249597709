import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { edgesMax } from './drawing.ts';
import { cellsMax } from './grouping.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { cellDetails, quotientView, stateMap } from './state-map.ts';
import type { TooLarge, View } from './view.ts';

const drawn = (answer: View | TooLarge): View => {
  if (answer.kind !== 'view') throw new Error('too large');
  return answer;
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the default grouping', () => {
  const groupedBy = (schema: z.ZodType, list: readonly unknown[]) =>
    drawn(quotientView(listed({ schema, states: list }), {}, [])).groupBy;
  const range = (count: number) => [...Array(count).keys()];

  test('leaves numbers out once there are twelve cells', () => {
    const Letter = z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']);
    const schema = z.object({ n: z.number(), m: z.number(), letter: Letter });
    // Each letter with two values of n and three of m, so that every field splits cells.
    const some = (letters: number) =>
      Letter.options
        .slice(0, letters)
        .flatMap((letter) => range(6).map((k) => ({ n: k % 2, m: k % 3, letter })));
    expect(groupedBy(schema, some(12))).toEqual(['letter']);
    expect(groupedBy(schema, some(6))).toEqual(['letter', 'n']);
    expect(groupedBy(schema, some(5))).toEqual(['letter', 'n', 'm']);
  });

  test('skips a field that would make more than sixty cells, and goes on with the next', () => {
    const schema = z.object({ on: z.boolean(), id: z.string(), busy: z.boolean() });
    const list = range(200).map((n) => ({ on: n % 2 === 0, id: `i${n}`, busy: n % 3 === 0 }));
    expect(groupedBy(schema, list)).toEqual(['on', 'busy']);
  });

  test('leaves out a field that splits no cell', () => {
    const schema = z.object({ on: z.boolean(), off: z.boolean(), always: z.boolean() });
    const list = [true, false].map((on) => ({ on, off: !on, always: true }));
    expect(groupedBy(schema, list)).toEqual(['on']);
  });

  test('names one field of a single state, so that its cell says something', () => {
    const view = quotientView(
      listed({ schema: z.object({ on: z.boolean() }), states: [{ on: true }] }),
      {},
      [],
    );
    expect(drawn(view).cells.map((cell) => cell.label)).toEqual([['on = true']]);
  });

  test('puts all states into one cell where the schema tells nothing', () => {
    const view = drawn(
      quotientView(listed({ schema: z.any(), states: [{ a: 1 }, { a: 2 }] }), {}, []),
    );
    expect(view.cells.map(({ states, label }) => ({ states, label }))).toEqual([
      { states: 2, label: ['state: object'] },
    ]);
  });
});

const manyIds = listed({
  schema: z.object({ id: z.string(), on: z.boolean(), n: z.number() }),
  states: [...Array(1000).keys()].map((n) => ({ id: `i${n}`, on: n % 2 === 0, n })),
});

describe('a request', () => {
  test('for more cells than can be drawn is answered by their number and what would fit', () => {
    const answer = quotientView(manyIds, { groupBy: ['n', 'id', 'on'] }, []);
    expect(answer).toEqual({
      kind: 'tooLarge',
      cells: 1000,
      limit: cellsMax,
      suggestion: ['n', 'on'],
    });
    const fitting = quotientView(manyIds, { groupBy: (answer as TooLarge).suggestion }, []);
    expect(drawn(fitting).cells.length).toBe(6);
  });

  test('in which no field fits is answered by the default grouping', () => {
    expect(quotientView(manyIds, { groupBy: ['id'] }, [])).toMatchObject({
      suggestion: ['on', 'n'],
    });
  });

  test('for a field that the schema no longer has is answered without it', () => {
    expect(drawn(quotientView(manyIds, { groupBy: ['gone', 'on'] }, [])).groupBy).toEqual(['on']);
    expect(drawn(quotientView(manyIds, { groupBy: ['gone'] }, [])).groupBy).toEqual(['on', 'n']);
  });

  test('for no field at all gives one cell', () => {
    const view = drawn(quotientView(manyIds, { groupBy: [] }, []));
    expect(view.cells).toMatchObject([{ label: ['all states'], states: 1000 }]);
  });

  test('of an exploration without states gives an empty map', () => {
    const view = quotientView(
      listed({ schema: z.object({ on: z.boolean() }), states: [] }),
      {},
      [],
    );
    expect(view).toMatchObject({ states: 0, open: 0, cells: [], edges: [], layers: [] });
  });

  test('for a cell that is not there gives no samples', () => {
    expect(cellDetails(manyIds, ['on'], "'gone'").samples).toEqual([]);
  });

  test('that is let go of is made again', () => {
    const states = [{ on: true }, { on: false }];
    const steps = [[[0, 1]], [[0, 0]]] as const;
    const map = stateMap(listed({ schema: z.object({ on: z.boolean() }), states, steps }));
    const before = map.view({}, []);
    expect(map.stepsKept).toBe(2);
    map.release();
    expect(map.stepsKept).toBe(0);
    expect(map.view({}, [])).toEqual(before);
  });
});

test('a request for more states one by one than can be drawn is refused with their number', () => {
  expect(() => quotientView(manyIds, { states: true }, [])).toThrow(
    'These are 1,000 states; 300 can be drawn one by one.',
  );
});

test('a request for a cell whose states are alike in every field shows them one by one', () => {
  const schema = z.object({ on: z.boolean(), note: z.object({ at: z.date() }) });
  const states = [1, 2, 3].map((at) => ({ on: at < 3, note: { at: new Date(at) } }));
  const request = { within: { groupBy: ['on'], cell: 'true' } };
  const steps = [[[0, 1]], [[0, 2]]] as const;
  const view = drawn(quotientView(listed({ schema, states, steps }), request, []));
  expect(view.isSingle).toBe(true);
  expect(view.cells.map(({ key, label }) => [key, label])).toEqual([
    ['state #0', ['state 0']],
    ['state #1', ['state 1']],
  ]);
  expect(view.edges).toMatchObject([{ from: 'state #0', to: 'state #1', count: 1 }]);
});

test('draws at most 800 edges, those of the trace and to each cell first, and counts the others', () => {
  const count = 40;
  const all = [...Array(count).keys()];
  // Every cell leads to every other; the steps back to the state before are the rarest.
  const steps = all.map((from) =>
    all.flatMap((to) => Array(to === from - 1 || to === from + 1 ? 1 : 2).fill([0, to])),
  );
  const explored = listed({
    schema: z.object({ id: z.string() }),
    states: all.map((n) => ({ id: `s${n}` })),
    parents: all.map((n) => n - 1),
    depths: all,
    steps,
  });
  const view = drawn(quotientView(explored, { groupBy: ['id'] }, [7, 6]));
  const total = sum(steps.map((list, from) => list.filter(([, to]) => to !== from).length));
  expect(view.edges).toHaveLength(edgesMax);
  const shown = sum(view.edges.map((edge) => edge.count));
  expect(view.omitted).toEqual({ edges: count * (count - 1) - edgesMax, steps: total - shown });
  const has = (from: number, to: number) =>
    view.edges.some((edge) => edge.from === `'s${from}'` && edge.to === `'s${to}'`);
  expect(all.slice(1).every((n) => has(n - 1, n))).toBe(true);
  expect(has(7, 6)).toBe(true);
  expect(has(9, 8)).toBe(false);
});
