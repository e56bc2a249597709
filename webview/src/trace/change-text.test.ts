import { expect, test } from 'vitest';
import { concerns } from './change-text.ts';

const change = (path: string) => ({ path, kind: 'changed' as const });

test('a change concerns its own row, the parts of its place, and what holds it', () => {
  expect(concerns(change('rms.rm1'), 'rms.rm1')).toBe(true);
  expect(concerns(change('rms'), 'rms.rm1')).toBe(true);
  expect(concerns(change('items[2].price'), 'items[2]')).toBe(true);
});

test('a change does not concern a place with a name that begins the same', () => {
  expect(concerns(change('rms.rm1'), 'rms.rm10')).toBe(false);
  expect(concerns(change('tm'), 'tmPrepared')).toBe(false);
});
