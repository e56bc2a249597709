import { expect, test } from 'vitest';
import { ControlBlock } from './control-block.ts';
import { TurnWatch } from './turn-watch.ts';

/** A watch with a clock that goes by hand. */
function watched() {
  const control = new ControlBlock();
  let clock = { passedMs: 0, computedMs: 0 };
  const watch = new TurnWatch(control, () => clock);
  const look = (passedMs: number, computedMs: number) => {
    clock = {
      passedMs: clock.passedMs + passedMs,
      computedMs: clock.computedMs + computedMs,
    };
    return watch.stuckMs();
  };
  return { control, look };
}

test('a turn that computes is stuck for as long as it does', () => {
  const { control, look } = watched();
  control.begin(0);
  expect(look(50, 50)).toBe(0);
  expect(look(50, 50)).toBe(50);
  expect(look(50, 50)).toBe(100);
});

test('the next turn begins anew', () => {
  const { control, look } = watched();
  control.begin(0);
  look(50, 50);
  expect(look(50, 50)).toBe(50);
  control.begin(0);
  expect(look(50, 50)).toBe(0);
});

test('between turns nothing is stuck', () => {
  const { control, look } = watched();
  control.rest();
  look(50, 50);
  expect(look(50, 50)).toBe(0);
});

test('a turn does not answer for a processor that others have', () => {
  const { control, look } = watched();
  control.begin(0);
  look(50, 0);
  expect(look(100, 30)).toBe(30);
});

test('other threads of the process do not make the time longer than it is', () => {
  const { control, look } = watched();
  control.begin(0);
  look(50, 50);
  expect(look(50, 150)).toBe(50);
});

test('a turn that only waits is stuck as well, four times later', () => {
  const { control, look } = watched();
  control.begin(0);
  look(50, 0);
  expect(look(100, 0)).toBe(25);
});

test('a machine that slept counts as one look', () => {
  const { control, look } = watched();
  control.begin(0);
  look(50, 50);
  expect(look(3_600_000, 1_000_000)).toBe(200);
});
