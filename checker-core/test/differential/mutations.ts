import type { FieldType } from './field-type.ts';
import { mayLookInto, offers, type Writer } from './writer.ts';

/** A statement that changes a container in place. */
export function mutation(writer: Writer, path: string, type: FieldType): string {
  switch (type.kind) {
    case 'tuple':
      return tupleMutation(writer, path, type.items);
    case 'array':
      return arrayMutation(writer, path, type);
    case 'object':
      return objectMutation(writer, path, type.fields);
    case 'record':
      return recordMutation(writer, path, type);
    case 'set':
      return setMutation(writer, path, type.element);
    case 'map':
      return mapMutation(writer, path, type);
    default:
      return `${path} = ${writer.value(type, 2)};`;
  }
}

function tupleMutation(writer: Writer, path: string, items: readonly FieldType[]): string {
  const { dice } = writer;
  const [first] = items;
  if (!first) return ';';
  const alike = items.every((item) => item.kind === 'boolean' || item.kind === 'integer');
  if (!alike || items.length < 2) return `${path}[0] = ${writer.value(first, 1)};`;
  // A tuple of numbers and booleans may leave its schema in this way, which is a case as well.
  return dice.pick([
    `[${path}[0], ${path}[1]] = [${path}[1], ${path}[0]];`,
    `${path}.reverse();`,
    `${path}.sort();`,
    `${path}.fill(${path}[1]);`,
    `${path}.copyWithin(0, 1);`,
    `${path}.splice(0, 2, ${path}[1], ${path}[0]);`,
    `${path}.push(${path}.shift());`,
    `Object.assign(${path}, [${path}[1]]);`,
  ]);
}

function arrayMutation(
  writer: Writer,
  path: string,
  { item, max }: Extract<FieldType, { kind: 'array' }>,
): string {
  const { dice, scope } = writer;
  const takes = [`${path}.pop();`, `${path}.shift();`, `${path}.length = 0;`, `${path}.splice(1);`];
  if (!offers(writer, item)) return dice.pick(takes);
  const value = () => writer.value(item, 1);
  return dice.write<string>([
    [4, () => `if (${path}.length < ${max}) ${path}.push(${value()});`],
    [1, () => `if (${path}.length < ${max}) ${path}.unshift(${value()});`],
    [3, () => dice.pick(takes)],
    [1, () => `if (${path}.length > 0) ${path}[${path}.length - 1] = ${value()};`],
    [1, () => `${path}.fill(${value()});`],
    [1, () => `${path}.reverse();`],
    ...(mayLookInto(scope, item) ? ([[1, () => `${path}.sort();`]] as const) : []),
  ]);
}

function objectMutation(
  writer: Writer,
  path: string,
  fields: Extract<FieldType, { kind: 'object' }>['fields'],
): string {
  const { dice } = writer;
  const known = fields.filter(({ type }) => offers(writer, type));
  const [first] = known;
  if (!first) return ';';
  const { name, type, optional } = dice.pick(known);
  if (optional && dice.chance(40)) return `delete ${path}.${name};`;
  return dice.write<string>([
    [2, () => `${path}.${name} = ${writer.value(type, 1)};`],
    [1, () => `Object.assign(${path}, { ${name}: ${writer.value(type, 1)} });`],
    [1, () => `({ ${name}: ${path}.${name} } = { ${name}: ${writer.value(type, 1)} });`],
    [1, () => `Reflect.set(${path}, '${name}', ${writer.value(type, 1)});`],
  ]);
}

function recordMutation(
  writer: Writer,
  path: string,
  { keys, value, partial }: Extract<FieldType, { kind: 'record' }>,
): string {
  const { dice } = writer;
  if (!offers(writer, keys)) return pointwise(writer, path, value);
  const key = writer.value(keys, 1);
  if (partial && dice.chance(40)) return `delete ${path}[${key}];`;
  return dice.write<string>([
    [3, () => `${path}[${key}] = ${writer.value(value, 1)};`],
    [1, () => `Object.assign(${path}, { [${key}]: ${writer.value(value, 1)} });`],
  ]);
}

/** Gives the entries of some value another one; it does not matter in which order. */
function pointwise(writer: Writer, path: string, value: FieldType): string {
  const blind = writer.with({ variables: [], chooses: false });
  const [from, to] = [blind.value(value, 0), blind.value(value, 0)];
  const key = writer.fresh();
  const test = `JSON.stringify(${path}[${key}]) === JSON.stringify(${from})`;
  return `for (const ${key} of Object.keys(${path})) if (${test}) ${path}[${key}] = ${to};`;
}

function setMutation(writer: Writer, path: string, element: FieldType): string {
  const { dice } = writer;
  if (!offers(writer, element)) return `${path}.clear();`;
  const value = () => writer.value(element, 1);
  return dice.write<string>([
    [5, () => `${path}.add(${value()});`],
    [4, () => `${path}.delete(${value()});`],
    [1, () => `${path}.clear();`],
    [1, () => `if (!${path}.delete(${value()})) ${path}.add(${value()});`],
  ]);
}

function mapMutation(
  writer: Writer,
  path: string,
  { keys, value }: Extract<FieldType, { kind: 'map' }>,
): string {
  const { dice } = writer;
  if (!offers(writer, keys)) return `${path}.clear();`;
  const key = () => writer.value(keys, 1);
  return dice.write<string>([
    [5, () => `${path}.set(${key()}, ${writer.value(value, 1)});`],
    [3, () => `${path}.delete(${key()});`],
    [1, () => `${path}.clear();`],
  ]);
}
