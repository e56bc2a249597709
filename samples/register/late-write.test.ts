import { type ReplayStep, replay } from 'everyturn';
import { expect, test } from 'vitest';
import { singleCopy } from './single-copy.ts';
import { singleCopyRepeated } from './single-copy-repeated.ts';

const put = { from: 'c1', to: 'server', message: { kind: 'put', id: 1, value: 'A' } };
const laterPut = { from: 'c2', to: 'server', message: { kind: 'put', id: 3, value: 'B' } };

/** A write of A is kept, B is written, and the write of A arrives once more. */
const lateWrite: readonly ReplayStep[] = [
  ['duplicate', put],
  ['deliver', laterPut],
  ['deliver', put],
];

test('a write that arrives twice undoes a later one', () => {
  const { states } = replay(singleCopyRepeated, lateWrite, { mustReplay: true });
  expect(states.map(({ server }) => server.value)).toEqual([null, 'A', 'B', 'A']);
});

test('where each message arrives once, it cannot', () => {
  expect(replay(singleCopy, lateWrite)).toMatchObject({
    blockedAt: 0,
    reason: 'network.duplicate is 0.',
  });
});
