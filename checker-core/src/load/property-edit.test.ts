import { expect, test } from 'vitest';
import type { Bundle } from './bundle.ts';
import { differsInPropertiesOnly } from './property-edit.ts';

const bundle = (code: string): Bundle => ({
  file: '/m.ts',
  code: `import { machine as machine2, system } from "file:///everyturn.js";\n${code}`,
  map: '{}',
  inputs: [],
  preloads: ['file:///everyturn.js'],
});

const model = (always: string, more = '', action = 's.n += 1', rest = '') => `
const limit = 3;
export const m = machine2({ state }).define({
  init: () => ({ n: 0 }),
  actions: { up: { next: (s) => { ${action}; } } },
  always: { ${always} },
  ${more}
});
${rest}`;

const before = model('small: (s) => s.n < limit');

test.each([
  ['nothing', before],
  ['the body of a property', model('small: (s) => s.n < limit + 1')],
  ['the name of a property', model('little: (s) => s.n < limit')],
  ['one property more', model('small: (s) => s.n < limit, "not big"(s) { return s.n < 9; }')],
  ['no property', model('')],
  ['a property that is a function expression', model('small: function (s) { return true; }')],
])('only properties differ: %s', (_, code) => {
  expect(differsInPropertiesOnly(bundle(before), bundle(code))).toBe(true);
});

test.each([
  ['an action', model('small: (s) => s.n < limit', '', 's.n += 2')],
  ['a section more', model('small: (s) => s.n < limit', 'sometimes: { x: (s) => s.n === 1 },')],
  ['the fence', model('small: (s) => s.n < limit', 'within: (s) => s.n < 9,')],
  ['the ends', model('small: (s) => s.n < limit', 'terminal: (s) => s.n < 9,')],
  ['a constant', before.replace('limit = 3', 'limit = 4')],
  ['code after the model', model('small: (s) => s.n < limit', '', undefined, 'limit.toString();')],
  ['a property that is no function where it stands', model('small: isSmall')],
  ['a property that a call makes', model('small: ((s) => () => s)(1)')],
  ['a property with a computed name', model('[limit]: (s) => s.n < limit')],
  ['a property among others from elsewhere', model('small: (s) => true, ...others')],
  ['an accessor', model('get small() { return (s) => true; }')],
  ['nothing, but a module may be loaded later', `${before}\nawait import("file:///x.js");`],
  ['a text that does not parse', model('small: (s) => {')],
])('more than properties differs: %s', (_, code) => {
  expect(differsInPropertiesOnly(bundle(before), bundle(code))).toBe(false);
});

const post = (always: string, linearizable = 'register: history(register, calls)') => `
export const post = system({ actors: { a: A.at(a) }, network }).define({
  always: { ${always} },
  linearizable: { ${linearizable} },
});`;

test('properties of systems are left out, their histories are not', () => {
  const own = bundle(post('small: ({ a }) => a.n < 3'));
  expect(differsInPropertiesOnly(own, bundle(post('small: (w) => w.a.n < 4')))).toBe(true);
  const other = bundle(post('small: ({ a }) => a.n < 3', 'register: history(register, others)'));
  expect(differsInPropertiesOnly(own, other)).toBe(false);
});

test('only what the library defines is left out', () => {
  const other = (text: string) => `thing({}).define({ always: { small: (s) => ${text} } });`;
  expect(differsInPropertiesOnly(bundle(other('1')), bundle(other('2')))).toBe(false);
  const local = (text: string) =>
    `const machine2x = 1; box.define({ always: { small: (s) => ${text} } });`;
  expect(differsInPropertiesOnly(bundle(local('1')), bundle(local('2')))).toBe(false);
});

test.each([
  'import { next } from "file:///counting.js";',
  'globalThis.count = 1;',
  'const x = () => import("file:///x.js");',
  'const x = require("x");',
])('a module that may leave something behind is not judged: %s', (more) => {
  const code = `${more}\n${before}`;
  expect(differsInPropertiesOnly(bundle(code), bundle(code))).toBe(false);
});

test('what is a part of Node may be imported', () => {
  const code = `import { inspect } from "node:util";\n${before}`;
  expect(differsInPropertiesOnly(bundle(code), bundle(code))).toBe(true);
});

test('another file or other packages are something else', () => {
  expect(differsInPropertiesOnly(bundle(before), { ...bundle(before), file: '/n.ts' })).toBe(false);
  expect(differsInPropertiesOnly(bundle(before), { ...bundle(before), preloads: [] })).toBe(false);
});
