import type { FieldType } from './field-type.ts';
import { mutation } from './mutations.ts';
import { offers, type Writer } from './writer.ts';

/**
 * A statement that moves a part of the state through its values, so that the other actions of a
 * random machine meet many different states.
 */
export function drive(writer: Writer, path: string, type: FieldType): string {
  const { dice } = writer;
  switch (type.kind) {
    case 'boolean':
      return `${path} = !${path};`;
    case 'integer':
      return `${path} = (${path} + 1) % ${type.max + 1};`;
    case 'name':
      return `${path} = ${chooseName(writer, type)};`;
    case 'set':
      return driveSet(writer, path, type.element);
    case 'tuple': {
      const index = dice.below(type.items.length);
      const item = type.items[index];
      return item ? drive(writer, `${path}[${index}]`, item) : ';';
    }
    case 'object': {
      const required = type.fields.filter(({ optional }) => !optional);
      if (required.length === 0) return mutation(writer, path, type);
      const field = dice.pick(required);
      return drive(writer, `${path}.${field.name}`, field.type);
    }
    case 'record': {
      const key = writer.fresh();
      const named = `const ${key} = ${chooseName(writer, type.keys)};`;
      if (type.partial) return `${named}\n${driveOptional(writer, `${path}[${key}]`, type.value)}`;
      return `${named}\n${drive(writer, `${path}[${key}]`, type.value)}`;
    }
    case 'nullable':
      return `${path} = ${path} === null ? ${writer.value(type.inner, 0)} : null;`;
    default:
      return mutation(writer, path, type);
  }
}

function driveSet(writer: Writer, path: string, element: FieldType): string {
  if (!offers(writer, element)) return `${path}.clear();`;
  const item = writer.fresh();
  const value =
    element.kind === 'name'
      ? chooseName(writer, element)
      : `turn.choose([${Array.from({ length: 3 }, () => writer.value(element, 0)).join(', ')}])`;
  return `const ${item} = ${value};\nif (!${path}.delete(${item})) ${path}.add(${item});`;
}

function driveOptional(writer: Writer, path: string, value: FieldType): string {
  return `if (${path} === undefined) ${path} = ${writer.value(value, 0)};\nelse delete ${path};`;
}

function chooseName(writer: Writer, type: Extract<FieldType, { kind: 'name' }>): string {
  writer.addChoice();
  return type.symmetric
    ? `turn.choose(${type.name}.options)`
    : `turn.choose(['${type.values.join("', '")}'])`;
}
