/** Expressions of each type: literals, parts of the state, copies of parts, what was computed. */
import type { Production } from './dice.ts';
import { type FieldType, isSame, oddNumbers, shortStrings } from './field-type.ts';
import { question } from './questions.ts';
import { lambda, mayLookInto, offers, type Place, repeated, type Writer } from './writer.ts';

/** An expression of a type. */
export function valueText(writer: Writer, type: FieldType, depth: number): string {
  const { dice } = writer;
  const constant = () => literal(writer, type, (part) => valueText(writer, part, 0));
  const same = writer.places().filter((place) => isSame(place.type, type));
  const taken: readonly Production<string>[] =
    same.length === 0 ? [] : [[4, () => readText(dice.pick(same), constant)]];
  if (type.kind === 'name' && type.symmetric) {
    const sure = same.filter(({ maybe }) => !maybe);
    if (sure.length > 0) return dice.pick(sure).read;
    writer.addChoice();
    return `turn.choose(${type.name}.options)`;
  }
  if (depth <= 0) return dice.write([[4, constant], ...taken]);
  return dice.write<string>([
    [3, constant],
    ...taken,
    [1, () => conditional(writer, type, depth)],
    ...(writer.mayChoose() ? chosen(writer, type, depth) : []),
    [2, () => literal(writer, type, (part) => valueText(writer, part, depth - 1))],
    ...computed(writer, type, same, depth),
  ]);
}

/** Reads a place, with something else for where it is not there. */
export function readText(place: Place, otherwise: () => string): string {
  return place.maybe ? `(${place.read} ?? ${otherwise()})` : place.read;
}

/** A literal, its parts written by `part`. */
export function literal(
  writer: Writer,
  type: FieldType,
  part: (type: FieldType) => string,
): string {
  const { dice } = writer;
  switch (type.kind) {
    case 'boolean':
      return dice.pick(['false', 'true']);
    case 'integer':
      return String(dice.below(type.max + 1));
    case 'name':
      return type.symmetric ? part(type) : `'${dice.pick(type.values)}'`;
    case 'string':
      return dice.pick(shortStrings);
    case 'number':
      return dice.pick(oddNumbers);
    case 'tuple':
      return `[${type.items.map(part).join(', ')}]`;
    case 'array':
      return dice.chance(60) && offers(writer, type.item) ? `[${part(type.item)}]` : '[]';
    case 'object':
      return objectLiteral(writer, type.fields, [], part);
    case 'record':
      return recordLiteral(writer, type, part);
    case 'set': {
      if (!dice.chance(60) || !offers(writer, type.element)) return 'new Set()';
      return `new Set([${part(type.element)}${dice.chance(40) ? `, ${part(type.element)}` : ''}])`;
    }
    case 'map':
      if (!dice.chance(60) || !offers(writer, type.keys)) return 'new Map()';
      return `new Map([[${part(type.keys)}, ${part(type.value)}]])`;
    case 'nullable':
      return dice.chance(50) && offers(writer, type.inner) ? part(type.inner) : 'null';
    case 'union': {
      const { tag, fields } = dice.pick(type.variants);
      return objectLiteral(writer, fields, [`kind: '${tag}'`], part);
    }
  }
}

function objectLiteral(
  writer: Writer,
  fields: Extract<FieldType, { kind: 'object' }>['fields'],
  first: readonly string[],
  part: (type: FieldType) => string,
): string {
  const { dice } = writer;
  const texts = fields.flatMap(({ name, type, optional }) => {
    if (optional && (dice.chance(50) || !offers(writer, type))) return [];
    if (optional && dice.chance(15)) return [`${name}: undefined`];
    return [`${name}: ${part(type)}`];
  });
  return `{ ${[...first, ...texts].join(', ')} }`;
}

function recordLiteral(
  writer: Writer,
  { keys, value, partial }: Extract<FieldType, { kind: 'record' }>,
  part: (type: FieldType) => string,
): string {
  const { dice } = writer;
  if (keys.symmetric) {
    if (partial) return '{}';
    // The same for each name, and without choices, of which there would be one for each.
    const alike = repeated(writer).with({ variables: [] });
    return `Object.fromEntries(${keys.name}.options.map((id) => [id, ${alike.value(value, 0)}]))`;
  }
  const kept = partial ? keys.values.filter(() => dice.chance(40)) : keys.values;
  return `{ ${kept.map((key) => `'${key}': ${part(value)}`).join(', ')} }`;
}

function conditional(writer: Writer, type: FieldType, depth: number): string {
  const [yes, no] = [writer.value(type, depth - 1), writer.value(type, depth - 1)];
  return `(${writer.condition(depth - 1)} ? ${yes} : ${no})`;
}

/** Ways to choose a value of a type: from a list, from a part of the state, from what may be empty. */
function chosen(writer: Writer, type: FieldType, depth: number): readonly Production<string>[] {
  const { dice } = writer;
  const lists = writer.places().filter((place) => {
    const inner = elementOf(place.type);
    return inner !== undefined && isSame(inner, type) && mayLookInto(writer.scope, place.type);
  });
  const listed = () => {
    writer.addChoice();
    const options = Array.from({ length: 1 + dice.below(3) }, () => writer.value(type, depth - 1));
    return `turn.choose([${options.join(', ')}])`;
  };
  const fromPlace = () => {
    writer.addChoice();
    const place = dice.pick(lists);
    return `turn.choose(${place.maybe ? `${place.read} ?? []` : place.read})`;
  };
  const filtered = () => {
    writer.addChoice();
    const keep = lambda(writer, type, (inner) => inner.condition(depth - 1));
    const options = [writer.value(type, 0), writer.value(type, 0)];
    return `turn.choose([${options.join(', ')}].filter(${keep}))`;
  };
  return [
    [1, listed],
    [1, filtered],
    ...(lists.length === 0 ? [] : ([[2, fromPlace]] satisfies Production<string>[])),
  ];
}

/** What one draws from a collection of this type. */
function elementOf(type: FieldType): FieldType | undefined {
  if (type.kind === 'set') return type.element;
  return type.kind === 'array' ? type.item : undefined;
}

function computed(
  writer: Writer,
  type: FieldType,
  same: readonly Place[],
  depth: number,
): readonly Production<string>[] {
  const { dice, scope } = writer;
  if (type.kind === 'boolean') return [[4, () => writer.condition(depth - 1)]];
  if (type.kind === 'integer') return [[5, () => `(${count(writer, depth)} % ${type.max + 1})`]];
  if (type.kind === 'string') {
    const [left, right] = [writer.value(type, depth - 1), writer.value(type, depth - 1)];
    return [[2, () => `(${left} + ${right}).slice(0, 2)`]];
  }
  const sure = same.filter(({ maybe }) => !maybe);
  if (sure.length === 0 || !mayLookInto(scope, type)) return [];
  const place = () => dice.pick(sure).read;
  const item = (itemType: FieldType) => writer.value(itemType, depth - 1);
  switch (type.kind) {
    case 'tuple':
      return [
        [1, () => `[...${place()}]`],
        [1, () => `structuredClone(${place()})`],
        [1, () => `${place()}.map((part) => part)`],
        [1, () => `Array.prototype.map.call(${place()}, (part) => part)`],
      ];
    case 'array':
      return [
        [2, () => `[...${place()}, ${item(type.item)}].slice(-${type.max})`],
        [1, () => `${place()}.toReversed()`],
        [1, () => `${place()}.filter(${lambda(writer, type.item, (w) => w.condition(depth - 1))})`],
        [1, () => `${place()}.slice(1)`],
        [1, () => `structuredClone(${place()})`],
      ];
    case 'object': {
      if (type.fields.length === 0) return [];
      const { name, type: field } = dice.pick(type.fields);
      return [
        [2, () => `{ ...${place()}, ${name}: ${item(field)} }`],
        [1, () => `structuredClone(${place()})`],
        [1, () => `Object.assign({}, ${place()})`],
        [1, () => `Object.fromEntries(Object.entries(${place()}))`],
      ];
    }
    case 'record': {
      const rest = () => `{ ...${place()}, [${item(type.keys)}]: ${item(type.value)} }`;
      return [
        [2, rest],
        [1, () => `Object.fromEntries(Object.entries(${place()}).reverse())`],
        [1, () => `structuredClone(${place()})`],
      ];
    }
    case 'set':
      return [
        [1, () => `new Set([...${place()}, ${item(type.element)}])`],
        [1, () => `new Set(${place()})`],
        [1, () => filteredSet(writer, place(), type.element, depth)],
        [1, () => `structuredClone(${place()})`],
      ];
    case 'map':
      return [
        [1, () => `new Map([...${place()}, [${item(type.keys)}, ${item(type.value)}]])`],
        [1, () => `new Map([...${place()}].reverse())`],
        [1, () => `structuredClone(${place()})`],
      ];
    default:
      return [];
  }
}

function filteredSet(writer: Writer, text: string, element: FieldType, depth: number): string {
  const keep = lambda(writer, element, (inner) => inner.condition(depth - 1));
  return `new Set([...${text}].filter(${keep}))`;
}

/** A whole number from 0, from the state or from the size of a part of it. */
function count(writer: Writer, depth: number): string {
  const { dice, scope } = writer;
  const integers = writer.places().filter(({ type }) => type.kind === 'integer');
  const sized = writer.places().filter(({ type, maybe }) => !maybe && sizeOf(type) !== undefined);
  const integer = () => (integers.length === 0 ? '1' : readText(dice.pick(integers), () => '0'));
  const size = () => {
    const place = dice.pick(sized);
    return `${sizeOf(place.type)?.replace('x', place.read)}`;
  };
  const shown = writer
    .places()
    .filter(({ type, maybe }) => !maybe && mayLookInto(scope, type) && type.kind !== 'boolean');
  return dice.write<string>([
    [3, () => `(${integer()} + 1)`],
    [2, () => `(${integer()} + ${integer()})`],
    [1, () => `Math.max(0, ${integer()} - 1)`],
    [1, () => `Number(${writer.condition(depth - 1)})`],
    ...(sized.length === 0 ? [] : ([[2, size]] satisfies Production<string>[])),
    ...(shown.length === 0
      ? []
      : ([
          [1, () => `JSON.stringify(${dice.pick(shown).read}).length`],
          [1, () => `Number(${question(writer, dice.pick(shown), depth - 1)})`],
        ] satisfies Production<string>[])),
  ]);
}

/** How the size of a value is asked, with `x` for the value. */
function sizeOf(type: FieldType): string | undefined {
  switch (type.kind) {
    case 'set':
    case 'map':
      return 'x.size';
    case 'array':
    case 'tuple':
    case 'string':
      return 'x.length';
    case 'object':
    case 'record':
      return 'Object.keys(x).length';
    default:
      return undefined;
  }
}
