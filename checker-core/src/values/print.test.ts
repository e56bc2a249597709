import { expect, test } from 'vitest';
import { cut, printPath, printValue } from './print.ts';

test('prints primitives as they are written in TypeScript', () => {
  const printed = ['it', 1.5, -0, true, null, undefined, 7n, Number.NaN].map((v) => printValue(v));
  expect(printed).toEqual(["'it'", '1.5', '-0', 'true', 'null', 'undefined', '7n', 'NaN']);
});

test('quotes strings with single quotes and escapes what would end or break the line', () => {
  expect(printValue('it\'s "so"\n\\')).toBe(`'it\\'s "so"\\n\\\\'`);
});

test('prints records, arrays, sets, maps and dates', () => {
  expect(printValue({ rm1: 'aborted', 'two words': 1 })).toBe("{ rm1: 'aborted', 'two words': 1 }");
  expect(printValue([1, ['a']])).toBe("[1, ['a']]");
  expect(printValue(new Set(['a', 'b']))).toBe("{'a', 'b'}");
  expect(printValue(new Map([['k', new Set([1])]]))).toBe("{'k' → {1}}");
  expect(printValue(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
  expect([printValue({}), printValue([]), printValue(new Set())]).toEqual(['{}', '[]', '{}']);
});

test('prints what is no data too, since errors show it', () => {
  class Timer {
    readonly ms = 5;
  }
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(printValue(new Timer())).toBe('Timer { ms: 5 }');
  expect(printValue(function tick() {})).toBe('function tick');
  expect(printValue(loop)).toBe('{ self: … }');
  expect(printValue([loop, loop])).toBe('[{ self: … }, { self: … }]');
  expect(printValue(Symbol('s'))).toBe('Symbol(s)');
  expect(printValue(Object.create(null))).toBe('{}');
});

test('cuts long values with an ellipsis and never inside a character', () => {
  expect(printValue('abcdefgh', 6)).toBe("'abcd…");
  expect(printValue('abcd', 6)).toBe("'abcd'");
  expect(cut('ab😀cd', 4)).toBe('ab…');
});

test('prints paths as they are written in TypeScript', () => {
  expect(printPath(['rms', 'rm1'])).toBe('rms.rm1');
  expect(printPath(['items', 2, 'price'])).toBe('items[2].price');
  expect(printPath(['by id', 'a-b'])).toBe("state['by id']['a-b']");
  expect(printPath(['seats', '12'])).toBe("seats['12']");
  expect(printPath(['grid', [0, 1]])).toBe('grid[[0, 1]]');
  expect(printPath([])).toBe('state');
  expect(printPath([0])).toBe('state[0]');
});
