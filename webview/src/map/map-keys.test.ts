import { expect, test } from 'vitest';
import { actOf } from './map-keys.ts';

test('arrows follow the direction of the layers on screen', () => {
  expect(actOf('ArrowRight', false)).toEqual({ kind: 'go', way: 'follow' });
  expect(actOf('ArrowDown', true)).toEqual({ kind: 'go', way: 'follow' });
  expect(actOf('ArrowDown', false)).toEqual({ kind: 'go', way: 'nextInLayer' });
  expect(actOf('ArrowUp', true)).toEqual({ kind: 'go', way: 'back' });
});

test('letters act in either case, other keys not at all', () => {
  expect(actOf('V', false)).toEqual({ kind: 'nextViolation' });
  expect(actOf('v', false)).toEqual({ kind: 'nextViolation' });
  for (const key of ['q', 'Tab', 'constructor']) expect(actOf(key, false)).toBeUndefined();
});
