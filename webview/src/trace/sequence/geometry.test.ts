import { expect, test } from 'vitest';
import { geometryOf, type PlacedArrow } from './geometry.ts';
import { measures } from './measures.ts';
import { sequenceOf } from './sequence.ts';
import { about, type MadeStep, message, systemTrace } from './system-trace.test.fixture.ts';

const nothing: ReadonlySet<string> = new Set();
const go = message('go', 'a', 'b', { text: 'x'.repeat(200) });
const back = message('back', 'b', 'a');

/** A round trip, again and again; each message is on its way for one step. */
function rounds(steps: number) {
  const list = Array.from({ length: steps }, (_, index): MadeStep => {
    const [now, next] = index % 2 === 0 ? [go, back] : [back, go];
    return { ...about('deliver', now), sent: [next], inFlight: [next] };
  });
  return sequenceOf(systemTrace(['a', 'b'], { inFlight: [go] }, list), nothing);
}

const whole = { first: 0, last: 4 };
const endsOf = ({ line }: PlacedArrow) => (line.match(/[\d.]+/g) ?? []).map(Number);

test('rows follow each other, and arrows lead from the turn that sends to the one that gets', () => {
  const { rows, arrows, lanes } = geometryOf(rounds(4), whole, 600);
  rows.slice(1).forEach((row, index) => {
    expect(row.top).toBe(rows[index]?.bottom);
  });
  const [x, y, endX, endY] = endsOf(arrows[1] as PlacedArrow);
  expect([x, y]).toEqual([Number(lanes.xs[1]) - measures.barHalf, rows[1]?.barBottom]);
  expect(endX).toBe(Number(lanes.xs[0]) + measures.barHalf + 1);
  expect(endY).toBeGreaterThanOrEqual(rows[2]?.barTop ?? Infinity);
  expect(endY).toBeLessThan(rows[2]?.barBottom ?? 0);
});

test('texts are cut to the room between two lanes, and kept whole beside', () => {
  const { rows, lanes } = geometryOf(rounds(4), whole, 600);
  const fields = rows[1]?.texts.find(({ kind }) => kind === 'fields');
  expect(fields?.whole).toHaveLength(208);
  expect(fields?.text.endsWith('…')).toBe(true);
  expect((fields?.text.length ?? 0) * measures.letter).toBeLessThan(lanes.gap);
});

test('lanes use the width that there is, but never stand too close', () => {
  const gapIn = (width: number) => geometryOf(rounds(4), whole, width).lanes.gap;
  expect(gapIn(100)).toBe(measures.laneGapLeast);
  expect(gapIn(5000)).toBe(measures.laneGapMost);
  expect(geometryOf(rounds(4), whole, 500).width).toBeLessThanOrEqual(500);
});

test('in a window, arrows come in from above and go out below without a head', () => {
  const { arrows, height } = geometryOf(rounds(9), { first: 3, last: 5 }, 600);
  const passing = arrows.map(({ arrow, head }) => [arrow.flight.sentAt, head !== undefined]);
  expect(passing).toEqual([
    [5, false],
    [2, true],
    [3, true],
    [4, true],
  ]);
  expect(endsOf(arrows[0] as PlacedArrow)[3]).toBe(height);
  expect(endsOf(arrows[1] as PlacedArrow)[1]).toBe(0);
});

test('what is on its way in the end stands below the last step, up to a dozen', () => {
  const inFlight = Array.from({ length: 15 }, (_, n) => message('go', 'a', 'b', { n }));
  const sequence = sequenceOf(systemTrace(['a', 'b'], { inFlight }, []), nothing);
  const { tail, arrows, rows } = geometryOf(sequence, { first: 0, last: 0 }, 600);
  expect(tail?.omitted).toBe(3);
  expect(arrows).toHaveLength(12);
  expect(tail?.top).toBe(rows[0]?.bottom);
  expect(geometryOf(rounds(9), { first: 0, last: 5 }, 600).tail).toBeUndefined();
});

test('a lost message ends on its way, one to oneself comes back, a crashed lane is hatched', () => {
  const self = message('note', 'a', 'a');
  const trace = systemTrace(['a', 'b'], { inFlight: [go, self] }, [
    { ...about('lose', go), inFlight: [self] },
    { ...about('deliver', self) },
    { event: 'crash', params: { actor: 'b' } },
  ]);
  const { arrows, lanes, rows, outages, height } = geometryOf(
    sequenceOf(trace, nothing),
    { first: 0, last: 3 },
    600,
  );
  const [a = 0, b = 0] = lanes.xs;
  const [lost, own] = arrows;
  expect(lost?.head?.x).toBeGreaterThan(a + lanes.gap / 4);
  expect(lost?.head?.x).toBeLessThan(b - lanes.gap / 4);
  expect(own?.head).toMatchObject({ x: a + measures.barHalf, angle: Math.PI });
  expect(outages).toMatchObject([{ top: rows[3]?.barTop, bottom: height }]);
});
