/** Conditions about one place: each a different way to look at a value. */
import type { Production } from './dice.ts';
import { type FieldType, oddNumbers, plainNames, shortStrings } from './field-type.ts';
import { lambda, mayLookInto, offers, type Place, type Writer } from './writer.ts';

/** A condition about a place. */
export function question(writer: Writer, place: Place, depth: number): string {
  const { dice } = writer;
  const ask = () => dice.write(questionsAbout(writer, place.read, place.type, depth));
  if (!place.maybe) return ask();
  return dice.write([
    [2, () => `(${place.read} != null && ${ask()})`],
    [1, () => `(${place.read} == null || ${ask()})`],
    [1, () => `${place.read} === undefined`],
  ]);
}

/** Whether some elements of a list are as asked. */
function quantified(writer: Writer, list: string, item: FieldType, depth: number): string {
  const method = writer.dice.pick(['some', 'every']);
  const asked = lambda(writer, item, (inner) => {
    const variable = inner.scope.variables[0];
    if (!variable || depth <= 0) return inner.condition(0);
    return inner.dice.write(questionsAbout(inner, variable.text, item, depth - 1));
  });
  return `${list}.${method}(${asked})`;
}

function questionsAbout(
  writer: Writer,
  text: string,
  type: FieldType,
  depth: number,
): readonly Production<string>[] {
  const { dice, scope } = writer;
  const whole: readonly Production<string>[] = mayLookInto(scope, type)
    ? [
        [1, () => `JSON.stringify(${text}) === JSON.stringify(${writer.value(type, 0)})`],
        [1, () => `JSON.stringify(${text}).length % 2 === ${dice.below(2)}`],
      ]
    : [];
  switch (type.kind) {
    case 'boolean':
      return [[3, () => text]];
    case 'integer':
      return [
        [3, () => `${text} < ${1 + dice.below(type.max)}`],
        [2, () => `${text} === ${writer.value(type, depth - 1)}`],
        [1, () => `${text} % 2 === 0`],
      ];
    case 'name':
      return nameQuestions(writer, text, type);
    case 'string':
      return [
        [2, () => `${text} === ${dice.pick(shortStrings)}`],
        [1, () => `${text}.length > ${dice.below(2)}`],
        [1, () => `${text}.includes('a')`],
      ];
    case 'number':
      return [
        [2, () => `${text} > 0`],
        [2, () => `Object.is(${text}, ${dice.pick(oddNumbers)})`],
        [1, () => `1 / ${text} < 0`],
      ];
    case 'tuple':
    case 'array':
      return [...whole, ...listQuestions(writer, text, type, depth)];
    case 'object':
      return [...whole, ...objectQuestions(writer, text, type)];
    case 'record':
      return [...whole, ...recordQuestions(writer, text, type, depth)];
    case 'set':
      return setQuestions(writer, text, type, depth);
    case 'map':
      return mapQuestions(writer, text, type, depth);
    case 'nullable':
      return [
        [2, () => `${text} === null`],
        [
          2,
          () => {
            const inner = dice.write(questionsAbout(writer, text, type.inner, depth - 1));
            return `(${text} !== null && ${inner})`;
          },
        ],
      ];
    case 'union':
      return [
        [3, () => `${text}.kind === '${dice.pick(type.variants).tag}'`],
        [1, () => `'item' in ${text}`],
        ...whole,
      ];
  }
}

function nameQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'name' }>,
): readonly Production<string>[] {
  const { dice } = writer;
  if (type.symmetric) {
    const known = writer.places().filter((place) => place.type === type && place.read !== text);
    return [[1, () => `${text} === ${known.length === 0 ? text : dice.pick(known).read}`]];
  }
  return [
    [3, () => `${text} === '${dice.pick(type.values)}'`],
    [1, () => `['${dice.some(type.values).join("', '")}'].includes(${text})`],
    [1, () => `${text} < '${dice.pick(type.values)}'`],
  ];
}

function listQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'tuple' | 'array' }>,
  depth: number,
): readonly Production<string>[] {
  const { dice, scope } = writer;
  const item = type.kind === 'array' ? type.item : type.items[0];
  if (!item) return [[1, () => `${text}.length === 0`]];
  const alike = type.kind === 'array' || type.items.every((other) => other.kind === item.kind);
  return [
    [2, () => `${text}.length > ${dice.below(3)}`],
    [1, () => `Array.isArray(${text})`],
    ...(alike && offers(writer, item)
      ? ([
          [2, () => `${text}.includes(${writer.value(item, depth - 1)})`],
          [2, () => quantified(writer, text, item, depth - 1)],
          [1, () => quantified(writer, `[...${text}]`, item, depth - 1)],
        ] satisfies Production<string>[])
      : []),
    [1, () => `(([, ...rest]) => rest.length > ${dice.below(2)})(${text})`],
    ...(mayLookInto(scope, type)
      ? ([
          [1, () => `${text}.join() < ${text}.toReversed().join()`],
          [1, () => `Object.entries(${text}).length > 1`],
        ] satisfies Production<string>[])
      : []),
  ];
}

function objectQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'object' }>,
): readonly Production<string>[] {
  const { dice, scope } = writer;
  if (type.fields.length === 0) return [[1, () => `Object.keys(${text}).length === 0`]];
  const { name } = dice.pick(type.fields);
  return [
    [2, () => `'${name}' in ${text}`],
    [1, () => `Object.hasOwn(${text}, '${name}')`],
    [1, () => `Object.keys(${text}).length > ${dice.below(type.fields.length + 1)}`],
    [1, () => `Object.keys(${text})[0] === '${name}'`],
    [1, () => `(({ ${name}, ...rest }) => 'x' in rest || 'f1' in rest)(${text})`],
    ...(mayLookInto(scope, type)
      ? ([
          [1, () => `(({ ${name}, ...rest }) => JSON.stringify(rest).length > 9)(${text})`],
          [1, () => `Object.values(${text}).includes(${dice.pick(['0', 'true', 'undefined'])})`],
        ] satisfies Production<string>[])
      : []),
  ];
}

function recordQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'record' }>,
  depth: number,
): readonly Production<string>[] {
  const { dice } = writer;
  const { keys, value } = type;
  const entry = () => {
    const [key, item] = [writer.fresh(), writer.fresh()];
    const inner = writer.with({
      variables: [
        { text: item, type: value, writable: false },
        { text: key, type: keys, writable: false },
        ...writer.scope.variables,
      ],
    });
    return `Object.entries(${text}).some(([${key}, ${item}]) => ${inner.condition(depth - 1)})`;
  };
  return [
    [3, () => quantified(writer, `Object.values(${text})`, value, depth)],
    [1, () => `Object.keys(${text}).length > ${dice.below(3)}`],
    [1, entry],
    ...(keys.symmetric
      ? []
      : ([
          [1, () => `Object.keys(${text})[0] === '${dice.pick(keys.values)}'`],
          [1, () => `'${dice.pick(keys.values)}' in ${text}`],
          [1, () => `(() => { for (const key in ${text}) return key < 'b'; return true; })()`],
        ] satisfies Production<string>[])),
    ...(keys.symmetric && offers(writer, keys)
      ? ([[2, () => `${writer.value(keys, 0)} in ${text}`]] satisfies Production<string>[])
      : []),
  ];
}

function setQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'set' }>,
  depth: number,
): readonly Production<string>[] {
  const { dice, scope } = writer;
  const { element } = type;
  return [
    ...(offers(writer, element)
      ? ([[4, () => `${text}.has(${writer.value(element, 0)})`]] satisfies Production<string>[])
      : []),
    [2, () => `${text}.size > ${dice.below(3)}`],
    [1, () => quantified(writer, `[...${text}]`, element, depth)],
    [1, () => `${text} instanceof Set`],
    ...(mayLookInto(scope, type)
      ? ([
          [1, () => `[...${text}].join() > ${JSON.stringify(dice.pick(plainNames).values[0])}`],
          [1, () => `${text}.values().next().value === ${writer.value(element, 0)}`],
          [1, () => `(() => { for (const item of ${text}) return item !== 0; return false; })()`],
        ] satisfies Production<string>[])
      : []),
  ];
}

function mapQuestions(
  writer: Writer,
  text: string,
  type: Extract<FieldType, { kind: 'map' }>,
  depth: number,
): readonly Production<string>[] {
  const { dice } = writer;
  const { keys, value } = type;
  return [
    ...(offers(writer, keys)
      ? ([[3, () => `${text}.has(${writer.value(keys, 0)})`]] satisfies Production<string>[])
      : []),
    [2, () => `${text}.size > ${dice.below(2)}`],
    [2, () => quantified(writer, `[...${text}.values()]`, value, depth)],
    ...(keys.symmetric
      ? []
      : ([
          [1, () => `[...${text}.keys()][0] === '${dice.pick(keys.values)}'`],
          [1, () => `[...${text}].flat().length > ${dice.below(4)}`],
        ] satisfies Production<string>[])),
  ];
}
