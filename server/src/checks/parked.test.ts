import { expect, test } from 'vitest';
import { toLetGo } from './parked.ts';
import { Session } from './session.ts';

/** A session that holds so many bytes, touched at a time; without bytes it holds nothing. */
function session(file: string, touchedAt: number, heldBytes?: number): Session {
  const made = new Session(file);
  made.touchedAt = touchedAt;
  if (heldBytes !== undefined) Object.assign(made, { heldBytes, heldRun: 1 });
  return made;
}

const old = session('old', 1, 40);
const recent = session('recent', 2, 40);
const newest = session('newest', 3, 40);
const idle = session('idle', 4);

test('lets go of the states that were not looked at for longest', () => {
  expect(toLetGo([old, recent, newest, idle], newest, 100)).toEqual([old]);
});

test('keeps everything that fits, and the newest even if it does not', () => {
  expect(toLetGo([old, recent, newest, idle], newest, 120)).toEqual([]);
  expect(toLetGo([old, recent, newest, idle], newest, 10)).toEqual([recent, old]);
});
