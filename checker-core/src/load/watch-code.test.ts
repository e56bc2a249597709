import { afterEach, expect, test } from 'vitest';
import { CodeWatch } from '../coverage/code-watch.ts';
import { marksName, type WatchedCode, watchCode } from './watch-code.ts';

afterEach(() => {
  Reflect.deleteProperty(globalThis, marksName);
});

function watched(text: string): WatchedCode {
  const code = watchCode(text);
  if (!code) throw new Error('This text cannot be watched.');
  return code;
}

/** What the function `run` of a module gives, and which of its places it passes. */
function ran(text: string, ...args: unknown[]) {
  const code = watched(text);
  const watch = new CodeWatch(code.places, code.functions.length);
  Reflect.set(globalThis, marksName, watch);
  // The texts are those below.
  const result: unknown = new Function(`${code.text}\nreturn run;`)()(...args);
  return { result, passed: [...watch.passed].join(''), clause: watch.clause[0] };
}

const tricky = `const run = (n) => {
  'use strict';
  let out = '';
  outer: for (let i = 0; i < 3; i++) {
    for (const c of 'ab') if (c === 'b') continue outer; else out += c + i;
  }
  switch (n) {
    case 0:
    case 1:
      out += 'low';
    case 2: {
      out += '!';
      break;
    }
  }
  if (n > 1 && (n < 5 || n === 9)) out += '>';
  else if (n === 0) out += '0';
  const make = (m) => ({ m: m ?? 'none' });
  do out += '.'; while (out.length % 2);
  class Of { #x = 1; get x() { return this.#x; } has(o) { return #x in o && o?.x === 1; } }
  return [out, make(n > 2 ? undefined : n).m, new Of().has(new Of()), typeof missing !== 'undefined' && missing];
};`;

test.each([0, 1, 2, 3, 9])('what is watched gives what it gave before: %i', (n) => {
  const plain: unknown = new Function(`${tricky}\nreturn run;`)()(n);
  expect(ran(tricky, n).result).toEqual(plain);
});

test('each outcome has a place of its own', () => {
  const text = 'const run = (a, b) => { if (a && b) return 1; return 0; };';
  // The statement, the test of the if, the first condition, what is returned then, the rest.
  expect(ran(text, true, true).passed).toBe('1101010');
  expect(ran(text, true, false).passed).toBe('1011001');
  expect(ran(text, false, true).passed).toBe('1010101');
});

test('a switch that no case applies to passes a place that nobody wrote', () => {
  const text = 'const run = (n) => { switch (n) { case 1: n = 2; break; case 2: } return n; };';
  expect(ran(text, 7)).toMatchObject({ result: 7, passed: '1001001' });
  expect(ran(text, 1)).toMatchObject({ result: 2, passed: '1100111' });
});

test('the condition that was asked last is known', () => {
  const chain = 'const run = (a, b, c) => a && (b && c);';
  expect([ran(chain, 0).clause, ran(chain, 1, 0).clause, ran(chain, 1, 1, 0).clause]).toEqual([
    0, 1, 2,
  ]);
  const early = 'const run = (a, b) => { if (!a) { return false; } return b && true; };';
  expect([ran(early, 0).clause, ran(early, 1, 0).clause]).toEqual([0, 1]);
});

test('every place of the running text leads back to where it stood', () => {
  const code = watched(tricky);
  const [before, after] = [tricky.split('\n'), code.text.split('\n')];
  expect(after).toHaveLength(before.length);
  for (const [line, text] of after.entries()) {
    const columns = [...text].map((_, column) => code.columnBefore(line, column));
    // Nothing of the old text is left out, and nothing changes its place.
    expect(new Set(columns).size).toBeGreaterThanOrEqual((before[line] ?? '').length);
    expect(columns).toEqual([...columns].sort((a, b) => a - b));
  }
  const column = after[4]?.indexOf('continue') ?? -1;
  expect(code.columnBefore(4, column)).toBe(before[4]?.indexOf('continue'));
});

test('a text that is no module is left alone', () => {
  expect(watchCode('const = 1;')).toBe(undefined);
});
