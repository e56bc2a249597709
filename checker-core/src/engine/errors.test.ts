import { expect, test } from 'vitest';
import { wrongResult } from './errors.ts';

test.each([
  [1, 'a number'],
  ['no', 'a string'],
  [{}, 'an object'],
  [[], 'an array'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Promise.resolve(), 'a promise'],
  [() => true, 'a function'],
])('a result is named in good English: %s', (result, name) => {
  expect(wrongResult('always.fits', result, 'true or false').message).toBe(
    `always.fits returned ${name}; it must return true or false.`,
  );
});
