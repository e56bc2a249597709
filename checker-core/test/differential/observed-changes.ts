// biome-ignore-all lint/suspicious/noProto: the case is about this
// biome-ignore-all lint/correctness/noSelfAssign: the case is about this
import type { ObservedCase } from './observed-machine.ts';

/** Every way to change a part of a state, and what a turn must not do. */
export const changes: readonly ObservedCase[] = [
  [
    'assigns a field',
    ['flag', 'count'],
    (s) => {
      if (s.flag) s.count = 0;
    },
  ],
  [
    'assigns and reads',
    ['count'],
    (s) => {
      s.count = 2;
      return s.count;
    },
  ],
  [
    'reads, assigns and reads',
    ['count'],
    (s) => {
      const before = s.count;
      s.count = (before + 1) % 3;
      return [before, s.count];
    },
  ],
  [
    'assigns what is there',
    ['left'],
    (s) => {
      s.left = s.left;
      return s.left.x;
    },
  ],
  [
    'increments',
    ['count'],
    (s) => {
      if (s.count < 2) s.count++;
      s.count ||= 1;
      s.count &&= 2;
      s.left.y ??= true;
    },
  ],
  [
    'adds an optional field and takes one away',
    ['left', 'right'],
    (s) => {
      s.left.y = true;
      delete s.right.y;
      return [Object.keys(s.left), Object.keys(s.right), 'y' in s.right];
    },
  ],
  [
    'deletes and adds again, in the order of JavaScript',
    ['partial'],
    (s) => {
      delete s.partial.b;
      s.partial['2'] = 2;
      s.partial.b = 3;
      return [Object.keys(s.partial), JSON.stringify(s.partial)];
    },
  ],
  ['deletes what is not there', ['partial'], (s) => delete s.partial['2']],
  [
    'stores undefined, which differs from nothing',
    ['left'],
    (s) => {
      if (s.left.x === 1) Object.assign(s.left, { y: undefined });
      return 'y' in s.left;
    },
  ],
  [
    'the order of keys after one was added that comes first',
    ['left'],
    (s) => {
      s.left.a = 1;
      return [Object.keys(s.left), JSON.stringify(s.left)];
    },
  ],
  [
    'the order of keys after one was deleted and added',
    ['left'],
    (s) => {
      delete (s.left as { x?: number }).x;
      s.left.x = 2;
      Object.assign(s.right, { a: 2, y: true });
      return [Object.entries(s.left), Object.entries(s.right)];
    },
  ],
  [
    'an alias',
    ['left'],
    (s) => {
      const left = s.left;
      left.x = 2;
      return s.left.x;
    },
  ],
  [
    'two names for one part',
    ['left', 'right'],
    (s) => {
      s.right = s.left;
      s.right.x = 2;
      return [s.left.x, s.left === s.right];
    },
  ],
  [
    'a part kept, replaced and changed',
    ['left'],
    (s) => {
      const kept = s.left;
      s.left = { x: 1 };
      kept.x = 2;
      return [s.left.x, kept.x, kept === s.left];
    },
  ],
  [
    'a part kept, replaced and put back',
    ['left'],
    (s) => {
      const kept = s.left;
      s.left = { x: 1 };
      kept.x = 2;
      s.left = kept;
      return s.left.x;
    },
  ],
  [
    'a part moved into another place, then changed in the first',
    ['left', 'right'],
    (s) => {
      const { left, right } = s;
      s.left = right;
      left.x = 2;
      return [s.left.x, s.right.x, left.x];
    },
  ],
  [
    'a swap of parts',
    ['left', 'right'],
    (s) => {
      [s.left, s.right] = [s.right, s.left];
      s.left.x = 2;
    },
  ],
  [
    'a swap of items',
    ['pair'],
    (s) => {
      [s.pair[0], s.pair[1]] = [s.pair[1], s.pair[0]];
    },
  ],
  [
    'a part within a part of its own',
    ['nested'],
    (s) => {
      const [, inner] = s.nested.pairs;
      inner.deep = true;
      s.nested = { pairs: [new Set(['2']), inner] };
      inner.deep = false;
    },
  ],
  [
    'a part pushed into an array',
    ['left', 'points'],
    (s) => {
      s.points.push(s.left);
      s.left.x = 2;
      return s.points.at(-1)?.x;
    },
  ],
  [
    'an element put into a part',
    ['left', 'points'],
    (s) => {
      const [point] = s.points;
      if (point) s.left = point;
      s.left.x = 2;
      return s.points[0]?.x;
    },
  ],
  [
    'one value in two parts',
    ['maybe'],
    (s) => {
      const point = { x: 1 };
      s.left = point;
      s.maybe = point;
      point.x = 2;
      return s.left === s.maybe;
    },
  ],
  [
    'a value that is changed after it was stored',
    ['left'],
    (s) => {
      const point = { x: 0 };
      s.left = point;
      point.x = 2;
      return s.left.x;
    },
  ],
  [
    'a set stored, then changed',
    ['names', 'nested'],
    (s) => {
      const names = new Set<'b' | '10' | '2'>(['10']);
      s.names = names;
      names.add('2');
      s.nested.pairs[0] = s.names;
      s.names.delete('10');
      return [...s.nested.pairs[0]];
    },
  ],
  [
    'add and delete of an opened set',
    ['names'],
    (s) => [
      s.names.add('2') === s.names,
      s.names.delete('b'),
      s.names.delete('b'),
      s.names.has('b'),
      s.names.size,
      [...s.names],
    ],
  ],
  [
    'add in a chain',
    ['names'],
    (s) => {
      s.names.add('2').add('10').add('2');
      return [...s.names];
    },
  ],
  [
    'the order after an element was taken out and added again',
    ['names', 'numbers'],
    (s) => {
      if (s.names.delete('b')) s.names.add('b');
      if (s.numbers.delete(3)) s.numbers.add(3);
      return [[...s.names], [...s.numbers]];
    },
  ],
  [
    'the order of a set that was new in this turn',
    ['names'],
    (s) => {
      s.names = new Set(['b', '10']);
      return [...s.names];
    },
  ],
  [
    'adds while it iterates',
    ['names'],
    (s) => {
      const seen: string[] = [];
      for (const name of s.names) {
        seen.push(name);
        s.names.add('2');
      }
      return seen;
    },
  ],
  [
    'deletes while it iterates',
    ['names', 'numbers'],
    (s) => {
      for (const name of s.names) s.names.delete(name === 'b' ? '10' : 'b');
      for (const n of s.numbers) s.numbers.delete(n + 2);
    },
  ],
  [
    'clears a set',
    ['names', 'numbers', 'map'],
    (s) => {
      s.names.clear();
      s.numbers.clear();
      s.map.clear();
      return s.names.size;
    },
  ],
  [
    'clears and adds',
    ['names'],
    (s) => {
      s.names.clear();
      s.names.add('10');
      return [...s.names];
    },
  ],
  [
    'adds before it looks',
    ['names'],
    (s) => {
      s.names.add('10');
      const { size } = s.names;
      s.names.delete('b');
      return [size, s.names.size];
    },
  ],
  [
    'keeps an iterator',
    ['names'],
    (s) => {
      const iterator = s.names.values();
      s.names.add('2');
      return [iterator.next().value, iterator.next().value, iterator.next().value];
    },
  ],
  [
    'a method of Set.prototype that adds',
    ['names'],
    (s) => {
      Set.prototype.add.call(s.names, '2');
      return s.names.has('2');
    },
  ],
  [
    'a method taken off its set that adds',
    ['names'],
    (s) => {
      const { add } = s.names;
      add.call(s.names, '2');
      return [...s.names];
    },
  ],
  [
    'negative zero in a set',
    ['numbers'],
    (s) => {
      s.numbers.add(-0);
      return [...s.numbers].map((n) => Object.is(n, -0));
    },
  ],
  [
    'changes a value of a map',
    ['map'],
    (s) => {
      const point = s.map.get('b');
      if (point) point.x = 2;
      s.map.set('2', { x: 1 });
      s.map.delete('10');
      return [...s.map.keys()];
    },
  ],
  [
    'a value of a map under two keys',
    ['map'],
    (s) => {
      const point = s.map.get('b') ?? { x: 0 };
      s.map.set('2', point);
      point.x = 2;
      return s.map.get('2')?.x;
    },
  ],
  [
    'array methods that change',
    ['list'],
    (s) => {
      s.list.push(9);
      s.list.unshift(8);
      s.list.sort((a, b) => a - b);
      s.list.reverse();
      return [s.list.shift(), s.list.pop(), s.list.splice(0, 1), s.list];
    },
  ],
  [
    'the length of an array is set',
    ['list'],
    (s) => {
      s.list.length = 1;
    },
  ],
  [
    'an array grows by its index',
    ['list'],
    (s) => {
      s.list[s.list.length] = 7;
    },
  ],
  [
    'fill and copyWithin',
    ['list', 'pair'],
    (s) => {
      s.list.fill(4);
      s.list.copyWithin(0, 1);
      s.pair.copyWithin(0, 1);
    },
  ],
  [
    'a tuple is sorted and reversed',
    ['pair'],
    (s) => {
      s.pair.sort((a, b) => a - b);
      s.pair.reverse();
      return s.pair;
    },
  ],
  [
    'a tuple is filled',
    ['pair'],
    (s) => {
      s.pair.fill(5);
    },
  ],
  [
    'a tuple rotates',
    ['pair'],
    (s) => {
      s.pair.push(s.pair.shift() ?? 0);
    },
  ],
  ['splice on a tuple', ['pair'], (s) => s.pair.splice(0, 2, 7, 8)],
  [
    'a tuple becomes too short',
    ['pair'],
    (s) => {
      if (s.pair[0] === 1) s.pair.pop();
    },
  ],
  [
    'a tuple becomes too long',
    ['pair'],
    (s) => {
      if (s.pair[0] === 1) s.pair.push(3);
    },
  ],
  [
    'a tuple gets a hole',
    ['pair'],
    (s) => {
      delete (s.pair as (number | undefined)[])[0];
    },
  ],
  [
    'a tuple gets a length',
    ['pair'],
    (s) => {
      (s.pair as number[]).length = 1;
      s.pair[1] = 5;
    },
  ],
  [
    'Object.assign into the state',
    ['left'],
    (s) => {
      Object.assign(s, { left: { x: 2 }, flag: true });
      return s.left.x;
    },
  ],
  [
    'Object.assign from a part',
    ['left', 'right'],
    (s) => {
      Object.assign(s.left, s.right);
    },
  ],
  [
    'Reflect.set and Reflect.deleteProperty',
    ['left'],
    (s) => [Reflect.set(s.left, 'x', 2), Reflect.deleteProperty(s.left, 'y'), s.left],
  ],
  [
    'Object.defineProperty',
    ['left'],
    (s) => {
      Object.defineProperty(s.left, 'x', { value: 2 });
      return s.left.x;
    },
  ],
  [
    'Object.defineProperty of something hidden',
    ['left'],
    (s) => {
      Object.defineProperty(s.left, 'y', { value: true, enumerable: false, configurable: true });
    },
  ],
  [
    'an accessor property',
    ['left'],
    (s) => {
      if (s.left.x === 1) Object.defineProperty(s.left, 'y', { get: () => true, enumerable: true });
    },
  ],
  [
    'Object.freeze of a part, then a change',
    ['left'],
    (s) => {
      Object.freeze(s.left);
      s.left.x = 2;
    },
  ],
  [
    'Object.freeze of a part',
    ['left', 'names'],
    (s) => [
      Object.isFrozen(Object.freeze(s.left)),
      Object.isFrozen(s.right),
      Object.isExtensible(s.left),
    ],
  ],
  [
    'Object.seal and preventExtensions',
    ['left', 'right'],
    (s) => {
      Object.seal(s.left);
      Object.preventExtensions(s.right);
      s.left.x = 2;
      return [Object.isSealed(s.left), Object.isExtensible(s.right)];
    },
  ],
  [
    'whether a draft can be extended',
    ['left'],
    (s) => [Object.isExtensible(s.left), Object.isFrozen(s)],
  ],
  [
    'another prototype',
    ['left'],
    (s) => {
      if (s.left.x === 1) Object.setPrototypeOf(s.left, { z: 1 });
      return (s.left as { z?: number }).z;
    },
  ],
  [
    'a set with a property of its own',
    ['names'],
    (s) => {
      (s.names as { extra?: number }).extra = 1;
      return (s.names as { extra?: number }).extra;
    },
  ],
  [
    'an array with a property of its own',
    ['list'],
    (s) => {
      (s.list as { extra?: number }).extra = 1;
    },
  ],
  [
    'a key that the schema does not know',
    ['left'],
    (s) => {
      if (s.left.x === 1) (s.left as { z?: number }).z = 1;
    },
  ],
  [
    'a key of a record that is none',
    ['record'],
    (s) => {
      if (s.record['2'] === 1) (s.record as Record<string, number>)['other'] = 1;
    },
  ],
  [
    'a key __proto__ in brackets of an entry',
    ['record'],
    (s) => {
      if (s.record['2'] === 1) {
        Object.defineProperty(s.record, '__proto__', {
          value: 1,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    },
  ],
  [
    'a symbol as key',
    ['left'],
    (s) => {
      if (s.left.x === 1) (s.left as Record<symbol, unknown>)[Symbol.for('key')] = 1;
    },
  ],
  [
    'a field that leaves its schema',
    ['count'],
    (s) => {
      s.count += 1;
    },
  ],
  [
    'a field that leaves its schema and returns',
    ['count'],
    (s) => {
      s.count = 9;
      s.count = 1;
    },
  ],
  [
    'an object that leaves its shape and returns',
    ['left'],
    (s) => {
      (s as { left: unknown }).left = null;
      s.left = { x: 1 };
    },
  ],
  [
    'a required field is deleted',
    ['left'],
    (s) => {
      if (s.left.x === 1) delete (s.left as { x?: number }).x;
    },
  ],
  [
    'a required field is deleted and comes back',
    ['left'],
    (s) => {
      delete (s.left as { x?: number }).x;
      s.left.x = 1;
      return Object.keys(s.left);
    },
  ],
  [
    'keys in another order',
    ['left'],
    (s) => {
      s.left = { y: true, x: 1 };
      return Object.keys(s.left);
    },
  ],
  [
    'not a number',
    ['real'],
    (s) => {
      if (s.real === 0) s.real = Number.NaN;
    },
  ],
  [
    'negative zero',
    ['real'],
    (s) => {
      s.real = -0;
      return Object.is(s.real, -0);
    },
  ],
  [
    'a bigint, a date, a function, a symbol',
    ['count'],
    (s) => {
      const strangers = [1n, new Date(0), () => 1];
      (s as { real: unknown }).real = strangers[s.count];
    },
  ],
  [
    'an instance of a class',
    ['flag'],
    (s) => {
      class Spot {
        x = 1;
      }
      if (s.flag) s.left = new Spot();
    },
  ],
  [
    'an instance of a class that is copied',
    ['flag'],
    (s) => {
      class Spot {
        x = 1;
      }
      s.left = { ...new Spot() };
    },
  ],
  [
    'a subclass of Set',
    ['flag'],
    (s) => {
      class Bag extends Set<'b'> {}
      s.names = new Bag(['b']);
      return s.names instanceof Bag;
    },
  ],
  [
    'an object without a prototype',
    ['flag'],
    (s) => {
      s.left = Object.assign(Object.create(null) as object, { x: 1 });
    },
  ],
  [
    'a cycle',
    ['flag'],
    (s) => {
      if (s.flag) (s as { left: unknown }).left = s;
    },
  ],
  [
    'a promise',
    ['flag'],
    (s) => {
      if (s.flag) (s as { left: unknown }).left = Promise.resolve();
    },
  ],
  [
    'two equal objects in a set',
    ['flag'],
    (s) => {
      if (s.flag) (s as { numbers: unknown }).numbers = new Set([[1], [1]]);
    },
  ],
  [
    'the draft itself in a place',
    ['left'],
    (s) => {
      const copy = { ...s.left };
      s.left = copy;
      copy.x = 2;
    },
  ],
  [
    'a union of another kind',
    ['shape'],
    (s) => {
      s.shape = s.shape.kind === 'dot' ? { kind: 'disc', radius: 1 } : { kind: 'dot' };
      return 'radius' in s.shape;
    },
  ],
  [
    'a nullable part',
    ['maybe'],
    (s) => {
      if (s.maybe) s.maybe.x = 0;
      else s.maybe = { x: 1 };
      return s.maybe.x;
    },
  ],
  [
    'throws after it changed',
    ['flag', 'count'],
    (s) => {
      s.count = 0;
      if (s.flag) throw new RangeError('too late');
    },
  ],
  [
    'throws something strange',
    ['count'],
    (s) => {
      const strangers = [undefined, 'text', { message: 'object' }];
      throw strangers[s.count];
    },
  ],
  [
    'catches its own exception',
    ['flag', 'count'],
    (s) => {
      try {
        s.count = 0;
        if (s.flag) throw new Error('caught');
        s.text = 'a';
      } catch {
        s.text = '';
      }
    },
  ],
  [
    'recursion without an end',
    ['flag'],
    (s) => {
      const deeper = (n: number): number => (s.flag ? deeper(n + 1) : n);
      try {
        return deeper(0);
      } catch (error) {
        return (error as Error).name;
      }
    },
  ],
  [
    'a loop that depends on what it writes',
    ['list', 'count'],
    (s) => {
      while (s.list.length > s.count) s.list.pop();
    },
  ],
  [
    'everything replaced',
    ['left', 'names'],
    (s) => {
      Object.assign(s, structuredClone({ ...s, flag: true }));
    },
  ],
];
