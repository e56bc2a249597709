import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { LiveMap } from './live-map.ts';
import { listed } from './naive-exploration.test.fixture.ts';
import { quotientView } from './state-map.ts';
import type { Cell, TooLarge, View } from './view.ts';

const State = z.object({
  phase: z.enum(['idle', 'busy', 'done']),
  jobs: z.record(z.enum(['a', 'b']), z.boolean()),
  count: z.number(),
});
const states = fc.record({
  phase: fc.constantFrom('idle', 'busy', 'done'),
  jobs: fc.record({ a: fc.boolean(), b: fc.boolean() }),
  count: fc.nat(30),
});
const groupings = fc.uniqueArray(fc.constantFrom('phase', 'jobs', 'count'), { maxLength: 3 });

const drawn = (answer: View | TooLarge): View => {
  if (answer.kind !== 'view') throw new Error('too large');
  return answer;
};

/** What is known of a cell before steps are counted. */
const ofStates = ({ key, label, states, open, depth }: Cell) => ({
  key,
  label,
  states,
  open,
  depth,
});

/** An exploration that has come to some of its states. */
function growing(all: readonly unknown[], depths: readonly number[], schema: z.ZodType = State) {
  const extent = { kept: 0, expanded: 0 };
  const whole = listed({ schema, states: all, depths });
  const explored = {
    ...whole,
    exhausted: false,
    isExpanded: (index: number) => index < extent.expanded,
    get stateCount() {
      return extent.kept;
    },
    get expandedCount() {
      return extent.expanded;
    },
  };
  return { explored, extent };
}

test('a map that follows a run says what one of the same states says that is made anew', () => {
  const stages = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(states, { maxLength: 60 }), stages, groupings, (all, grows, groupBy) => {
      const depths = all.map((_, index) => Math.floor(index / 7));
      const { explored, extent } = growing(all, depths);
      const map = new LiveMap(explored);
      for (const [more, expanded] of grows) {
        extent.kept = Math.min(all.length, extent.kept + more);
        extent.expanded = Math.min(extent.kept, extent.expanded + expanded);
        const live = drawn(map.view({ groupBy }));
        const anew = drawn(quotientView({ ...explored }, { groupBy }, []));
        expect(live.stepsPending).toBe('exploring');
        expect(live.edges).toEqual([]);
        expect(live.cells.map(ofStates)).toEqual(anew.cells.map(ofStates));
        expect(live.layers).toEqual(anew.layers);
        expect(live.states).toBe(extent.kept);
        expect(live.cells.every(({ inner, actions }) => inner + actions.length === 0)).toBe(true);
      }
    }),
  );
});

test('keeps the grouping that it chose while the map can be read', () => {
  const all = Array.from({ length: 200 }, (_, index) => ({
    phase: index < 100 ? 'idle' : 'busy',
    jobs: { a: index >= 5, b: index % 2 === 0 },
    count: index % 40,
  }));
  const { explored, extent } = growing(all, Array(200).fill(0));
  const map = new LiveMap(explored);
  extent.kept = 50;
  const { groupBy } = drawn(map.view({}));
  // The phase tells none of the first states apart.
  expect(groupBy).not.toContain('phase');
  extent.kept = 200;
  expect(drawn(map.view({})).groupBy).toEqual(groupBy);
  expect(drawn(quotientView({ ...explored }, {}, [])).groupBy).toContain('phase');
});

test('chooses another grouping where the one it chose has too many cells', () => {
  const schema = z.object({ kind: z.enum(['even', 'odd']), name: z.string() });
  const all = Array.from({ length: 100 }, (_, index) => ({
    kind: index % 2 === 0 ? 'even' : 'odd',
    name: `name ${index}`,
  }));
  const { explored, extent } = growing(all, Array(100).fill(0), schema);
  const map = new LiveMap(explored);
  extent.kept = 10;
  expect(drawn(map.view({ groupBy: ['name'] })).cells).toHaveLength(10);
  // What was asked for once is kept, too.
  expect(drawn(map.view({})).groupBy).toEqual(['name']);
  extent.kept = 100;
  expect(drawn(map.view({})).cells).toHaveLength(2);
  expect(drawn(map.view({ groupBy: ['name'] })).cells).toHaveLength(100);
});
