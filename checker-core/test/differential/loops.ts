import type { Production } from './dice.ts';
import { type FieldType, isSame } from './field-type.ts';
import {
  knowing,
  mayLookInto,
  type Place,
  repeated,
  type Variable,
  type Writer,
} from './writer.ts';

type Body = (writer: Writer) => string;

/** A loop over a part of the state. What is looped over may be changed by the body. */
export function loop(outer: Writer, places: readonly Place[], body: Body): string {
  const writer = repeated(outer);
  const { dice, scope } = writer;
  const lists = places.filter(({ type, maybe }) => {
    return !maybe && mayLookInto(scope, type) && canIterate(type);
  });
  if (lists.length === 0) return `if (${writer.condition(1)}) ${body(outer)}`;
  const { path, type, writable } = dice.pick(lists);
  switch (type.kind) {
    case 'record':
      return dice.write(recordLoops(writer, path, type, writable, body));
    case 'map': {
      const [key, value] = [writer.fresh(), writer.fresh()];
      const inner = knowing(
        writer,
        { text: value, type: type.value, writable },
        { text: key, type: type.keys, writable: false },
      );
      return bounded(writer, `[${key}, ${value}] of ${path}`, body(inner));
    }
    case 'set':
      return over(writer, path, { text: writer.fresh(), type: type.element, writable }, body);
    case 'array':
      return over(writer, path, { text: writer.fresh(), type: type.item, writable }, body);
    case 'tuple': {
      const [item] = type.items;
      if (!item) return ';';
      return over(writer, path, { text: writer.fresh(), type: item, writable: false }, body);
    }
    default:
      throw new Error(`There is no loop over ${type.kind}.`);
  }
}

function canIterate(type: FieldType): boolean {
  if (type.kind !== 'tuple') return ['record', 'map', 'set', 'array'].includes(type.kind);
  return type.items.every((item, _, [first]) => first !== undefined && isSame(item, first));
}

/** Loops over the live collection or over a copy of it. */
function over(writer: Writer, path: string, variable: Variable, body: Body): string {
  const text = body(knowing(writer, variable));
  return writer.dice.write<string>([
    [2, () => `for (const ${variable.text} of [...${path}]) ${text}`],
    [2, () => bounded(writer, `${variable.text} of ${path}`, text)],
    [1, () => bounded(writer, `${variable.text} of ${path}.values()`, text)],
  ]);
}

/** A loop over a live collection: one that adds while it loops must come to an end. */
function bounded(writer: Writer, head: string, body: string): string {
  const rounds = writer.fresh();
  return `let ${rounds} = 0;\nfor (const ${head}) {\n${rounds} += 1;\nif (${rounds} > 4) break;\n${body}\n}`;
}

function recordLoops(
  writer: Writer,
  path: string,
  type: Extract<FieldType, { kind: 'record' }>,
  writable: boolean,
  body: Body,
): readonly Production<string>[] {
  const [key, value] = [writer.fresh(), writer.fresh()];
  const keyed: Variable = { text: key, type: type.keys, writable: false };
  const valued: Variable = { text: value, type: type.value, writable };
  return [
    [2, () => `for (const ${key} in ${path}) ${body(knowing(writer, keyed))}`],
    [1, () => `for (const ${key} of Object.keys(${path})) ${body(knowing(writer, keyed))}`],
    [1, () => `for (const ${value} of Object.values(${path})) ${body(knowing(writer, valued))}`],
    [
      2,
      () => {
        const text = body(knowing(writer, valued, keyed));
        return `for (const [${key}, ${value}] of Object.entries(${path})) ${text}`;
      },
    ],
  ];
}
