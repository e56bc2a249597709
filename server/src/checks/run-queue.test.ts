import { expect, test } from 'vitest';
import { RunQueue } from './run-queue.ts';

test('lets only as many run at once as there is room, the most urgent first', () => {
  const started: string[] = [];
  const urgency = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  const queue = new RunQueue(1, (key) => urgency.get(key) ?? 0);
  for (const key of ['a', 'b', 'c']) queue.enter(key, () => started.push(key));
  expect(started).toEqual(['a']);
  queue.leave('a');
  queue.leave('c');
  expect(started).toEqual(['a', 'c', 'b']);
});

test('lets a newer run take the room of the one it replaces', () => {
  const started: string[] = [];
  const queue = new RunQueue(1, () => 0);
  queue.enter('a', () => started.push('first'));
  queue.enter('a', () => started.push('second'));
  expect(started).toEqual(['first', 'second']);
});

test('keeps one place for a key that waits twice, and none for one that left', () => {
  const started: string[] = [];
  const queue = new RunQueue(1, () => 0);
  queue.enter('busy', () => started.push('busy'));
  queue.enter('a', () => started.push('a, old'));
  queue.enter('a', () => started.push('a, new'));
  queue.enter('b', () => started.push('b'));
  queue.leave('b');
  queue.leave('busy');
  queue.leave('a');
  expect(started).toEqual(['busy', 'a, new']);
});

test('starts nobody while it is held', () => {
  const started: string[] = [];
  const queue = new RunQueue(1, () => 0);
  queue.hold();
  queue.enter('a', () => started.push('a'));
  queue.enter('b', () => started.push('b'));
  expect(started).toEqual([]);
  queue.resume();
  expect(started).toEqual(['a']);
});
