import { expect, test } from 'vitest';
import { mentionsLibrary } from './mentions-library.ts';

test('finds the import of the library, in either kind of quotes', () => {
  expect(mentionsLibrary("import { machine } from 'everyturn';")).toBe(true);
  expect(mentionsLibrary('const { check } = await import("everyturn");')).toBe(true);
});

test('takes no notice of the word alone', () => {
  expect(mentionsLibrary('// everyturn would be nice here')).toBe(false);
  expect(mentionsLibrary("import { x } from './everyturn-like.ts';")).toBe(false);
});
