import { expect, test } from 'vitest';
import { stopOnInterruption } from './interruption.ts';

test('the first Ctrl+C stops the exploration, the second ends the process', () => {
  const listeners: (() => void)[] = [];
  const exits: number[] = [];
  const told: string[] = [];
  const stop = stopOnInterruption(
    { on: (_, listener) => listeners.push(listener), exit: (code) => exits.push(code) },
    (message) => told.push(message),
  );
  const press = () => {
    for (const listener of listeners) listener();
  };
  expect(stop.aborted).toBe(false);
  press();
  expect([stop.aborted, exits, told.length]).toEqual([true, [], 1]);
  press();
  expect(exits).toEqual([130]);
});
