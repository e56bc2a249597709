import { expect, test } from 'vitest';
import { about, message, systemTrace } from './system-trace.test.fixture.ts';
import { sequenceRowsOf } from './table-rows.ts';

test('the table says all that the diagram shows', () => {
  const go = message('go', 'a', 'b', { n: 1 });
  const trace = systemTrace(['a', 'b'], { inFlight: [go, go] }, [
    { ...about('duplicate', go), inFlight: [go, go] },
    { ...about('lose', go), inFlight: [go] },
    { event: 'timer', params: { actor: 'a', timer: 'late' }, inFlight: [go] },
    { event: 'crash', params: { actor: 'b' }, inFlight: [go] },
    { event: 'recover', params: { actor: 'b' }, inFlight: [go] },
  ]);
  const rows = sequenceRowsOf(trace);
  expect(rows.map(({ number, from, to, message }) => [number, from, to, message])).toEqual([
    [0, '', '', 'initial state'],
    [1, 'a', 'b', 'go { n: 1 }, a copy, sent in step 0'],
    [2, 'a', 'b', 'go { n: 1 }, lost, sent in step 0'],
    [3, '', 'a', 'timer late fires'],
    [4, '', 'b', 'crashes'],
    [5, '', 'b', 'recovers'],
  ]);
  expect(rows.at(-1)?.notes).toEqual(['still on its way: go { n: 1 }, a → b, sent in step 0']);
  expect(rows[4]?.name).toBe('Step 4: crash');
});
