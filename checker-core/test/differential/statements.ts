/** Statements of a turn: they assign, change and alias parts of the draft, branch, loop and fail. */
import type { Production } from './dice.ts';
import type { FieldType } from './field-type.ts';
import { isSame } from './field-type.ts';
import { loop } from './loops.ts';
import { mutation } from './mutations.ts';
import { literal } from './values.ts';
import { knowing, offers, type Place, type Variable, type Writer } from './writer.ts';

/** One statement, and the names that it adds to the rest of its block. */
export interface Statement {
  readonly text: string;
  readonly declares: readonly Variable[];
}

const containers: readonly FieldType['kind'][] = [
  'tuple',
  'array',
  'object',
  'record',
  'set',
  'map',
  'union',
];

/** A statement; `depth` is how many blocks may stand within each other. */
export function statement(writer: Writer, depth: number): Statement {
  const plain = (text: string): Statement => ({ text, declares: [] });
  const places = writer.places();
  const flat: readonly Production<Statement>[] = [
    [8, () => plain(assignment(writer, places))],
    [8, () => plain(change(writer, places))],
    [2, () => alias(writer, places)],
    [2, () => computedName(writer, places)],
    [2, () => plain(swap(writer, places))],
    [1, () => destructuring(writer, places)],
  ];
  if (depth <= 0) return writer.dice.write(flat);
  return writer.dice.write<Statement>([
    ...flat,
    [4, () => plain(branch(writer, depth))],
    [4, () => plain(loop(writer, places, (inner) => block(inner, depth - 1)))],
    [2, () => plain(attempt(writer, depth))],
    [1, () => plain(`if (${writer.condition(1)}) return;`)],
  ]);
}

/** Statements in one scope, each written by `write` with the names declared before it. */
export function sequence<T>(
  writer: Writer,
  items: readonly T[],
  write: (writer: Writer, item: T) => Statement,
): string {
  let scope = writer;
  const texts: string[] = [];
  for (const item of items) {
    const { text, declares } = write(scope, item);
    texts.push(text);
    scope = knowing(scope, ...declares);
  }
  return texts.join('\n');
}

function block(writer: Writer, depth: number): string {
  const count = 1 + writer.dice.below(2);
  const items = Array.from({ length: count }, (_, index) => index);
  return `{\n${sequence(writer, items, (inner) => statement(inner, depth))}\n}`;
}

/** A statement under the conditions that a place needs. */
function guarded({ guards }: Place, text: string): string {
  return guards.length === 0 ? text : `if (${guards.join(' && ')}) ${text}`;
}

function assignment(writer: Writer, places: readonly Place[]): string {
  const { dice } = writer;
  const targets = places.filter(({ assignable, type }) => assignable && offers(writer, type));
  if (targets.length === 0) return ';';
  const place = dice.pick(targets);
  const canDelete = place.maybe && place.path.endsWith(']') && !/\[\d+\]$/.test(place.path);
  if (canDelete && dice.chance(30)) return guarded(place, `delete ${place.path};`);
  return guarded(place, `${place.path} = ${writer.value(place.type, 2)};`);
}

function change(writer: Writer, places: readonly Place[]): string {
  const { dice } = writer;
  const targets = places.filter(({ writable, type }) => writable && containers.includes(type.kind));
  if (targets.length === 0) return assignment(writer, places);
  const place = dice.pick(targets);
  const present = place.maybe
    ? { ...place, guards: [...place.guards, `${place.read} != null`] }
    : place;
  return guarded(present, mutation(writer, place.path, place.type));
}

/** A second name for a part of the draft: what is done to it is done to the draft. */
function alias(writer: Writer, places: readonly Place[]): Statement {
  const parts = places.filter(({ writable, type, maybe }) => {
    return writable && !maybe && containers.includes(type.kind);
  });
  if (parts.length === 0) return computedName(writer, places);
  const place = writer.dice.pick(parts);
  const text = writer.fresh();
  return {
    text: `const ${text} = ${place.path};`,
    declares: [{ text, type: place.type, writable: true }],
  };
}

function computedName(writer: Writer, places: readonly Place[]): Statement {
  const { type } = writer.dice.pick(places.filter((place) => offers(writer, place.type)));
  const text = writer.fresh();
  return {
    text: `const ${text} = ${writer.value(type, 2)};`,
    declares: [{ text, type, writable: true }],
  };
}

/** Exchanges two places of one type; parts of the draft then stand in each other's place. */
function swap(writer: Writer, places: readonly Place[]): string {
  const targets = places.filter(({ assignable, maybe }) => assignable && !maybe);
  const pairs = targets.flatMap((left, index) =>
    targets
      .slice(index + 1)
      .filter((right) => isSame(left.type, right.type))
      .map((right) => [left.path, right.path] as const),
  );
  if (pairs.length === 0) return assignment(writer, places);
  const [left, right] = writer.dice.pick(pairs);
  return writer.dice.pick([
    `[${left}, ${right}] = [${right}, ${left}];`,
    `${left} = ${right};`,
    `${right} = ${left};`,
  ]);
}

function destructuring(writer: Writer, places: readonly Place[]): Statement {
  const { dice } = writer;
  const parts = places.filter(({ type, maybe }) => {
    if (maybe) return false;
    return type.kind === 'tuple' || (type.kind === 'object' && type.fields.length > 0);
  });
  if (parts.length === 0) return computedName(writer, places);
  const { path, type, writable } = dice.pick(parts);
  const [first, rest] = [writer.fresh(), writer.fresh()];
  if (type.kind === 'tuple') {
    const [head, ...tail] = type.items;
    if (!head) return computedName(writer, places);
    return {
      text: `const [${first}, ...${rest}] = ${path};`,
      declares: [
        { text: first, type: head, writable },
        { text: rest, type: { kind: 'tuple', items: tail }, writable },
      ],
    };
  }
  if (type.kind !== 'object') throw new Error('Only tuples and objects are taken apart.');
  const field = dice.pick(type.fields);
  const others = type.fields.filter((other) => other !== field);
  const otherwise = field.optional ? ` = ${literal(writer, field.type, constantOf(writer))}` : '';
  if (!offers(writer, field.type)) return computedName(writer, places);
  return {
    text: `const { ${field.name}: ${first}${otherwise}, ...${rest} } = ${path};`,
    declares: [
      { text: first, type: field.type, writable },
      { text: rest, type: { kind: 'object', fields: others }, writable },
    ],
  };
}

function constantOf(writer: Writer): (type: FieldType) => string {
  return (type) => writer.value(type, 0);
}

function branch(writer: Writer, depth: number): string {
  const { dice } = writer;
  const asked = dice.chance(20) ? deletion(writer) : writer.condition(2);
  const otherwise = dice.chance(40) ? ` else ${block(writer, depth - 1)}` : '';
  return `if (${asked}) ${block(writer, depth - 1)}${otherwise}`;
}

/** A condition that changes the draft: the result tells what was there. */
function deletion(writer: Writer): string {
  const sets = writer.places().filter(({ type, writable, maybe }) => {
    if (type.kind === 'set') return writable && !maybe && offers(writer, type.element);
    return type.kind === 'map' && writable && !maybe && offers(writer, type.keys);
  });
  if (sets.length === 0) return writer.condition(2);
  const { path, type } = writer.dice.pick(sets);
  if (type.kind === 'set') return `${path}.delete(${writer.value(type.element, 0)})`;
  if (type.kind === 'map') return `${path}.delete(${writer.value(type.keys, 0)})`;
  throw new Error('Only sets and maps can be asked to delete.');
}

/** Code that may fail half-way, and goes on with what it had done by then. */
function attempt(writer: Writer, depth: number): string {
  const { dice } = writer;
  const fails = dice.write([
    [2, () => `if (${writer.condition(1)}) throw new Error('given up');`],
    [1, () => `if (${writer.condition(1)}) null.x;`],
    [writer.scope.chooses ? 1 : 0, () => `if (${writer.condition(1)}) turn.choose([]);`],
    [1, () => ''],
  ]);
  const { text } = statement(writer, depth - 1);
  return `try {\n${text}\n${fails}\n} catch ${block(writer, 0)}`;
}
