import { expect, test } from 'vitest';
import { codeFrame } from './code-frame.ts';

const text = ['one', 'two', '\tthree = 3;', 'four', 'five', ''].join('\r\n');

test('shows the lines around a place and marks its column', () => {
  expect(codeFrame(text, { file: 'a.ts', line: 3, column: 2 })).toEqual([
    '  1 | one',
    '  2 | two',
    '> 3 |  three = 3;',
    '    |  ^',
    '  4 | four',
  ]);
});

test('shows what there is at the first line, and nothing outside the file', () => {
  expect(codeFrame(text, { file: 'a.ts', line: 1, column: 1 })).toEqual([
    '> 1 | one',
    '    | ^',
    '  2 | two',
  ]);
  expect(codeFrame(text, { file: 'a.ts', line: 99, column: 1 })).toBeUndefined();
});
