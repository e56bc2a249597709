/** Where a new property goes into the source of a model, and how it is written there. */
import type { OutlineElement, OutlineModel, Place } from './outline-types.ts';

/** A property that is to be declared. */
export interface NewProperty {
  readonly section: 'sometimes' | 'always';
  readonly name: string;
  /** Parts of the condition, all of which must be true. */
  readonly parts: readonly string[];
  /** Whether the condition must be false instead. */
  readonly isNegated: boolean;
}

/** Text to put in at a place; nothing is taken away. */
export interface PropertyInsertion {
  readonly at: Place;
  readonly text: string;
  /** The name in the end, which no other property of the section has. */
  readonly name: string;
}

/** No line is longer, where it can be broken. */
const columnsMax = 100;

/** How a property is put into a model; undefined where its properties are not written out there. */
export function insertProperty(
  text: string,
  model: OutlineModel,
  property: NewProperty,
): PropertyInsertion | undefined {
  const { elements } = model;
  const name = freeName(property, elements);
  const section = elements.get(property.section);
  const indent = (element: OutlineElement) => element.nameRange.start.column - 1;
  if (section) {
    const last = membersOf(section, elements).at(-1);
    if (!last || last.range.start.line === section.range.start.line) return undefined;
    const lines = written({ ...property, name }, indent(last));
    return { ...after(text, last, lines), name };
  }
  const anchor = anchors.map((key) => elements.get(key)).find((element) => element);
  if (!anchor) return undefined;
  const depth = indent(anchor);
  const lines = [
    `${' '.repeat(depth)}${property.section}: {`,
    ...written({ ...property, name }, depth + 2),
    `${' '.repeat(depth)}},`,
  ];
  return { ...after(text, anchor, ['', ...lines]), name };
}

/** The sections after which a new one may stand, best first. All are in the behaviour of a model. */
const anchors = ['sometimes', 'always', 'terminal', 'within', 'actions'];

function freeName(
  { section, name }: NewProperty,
  elements: ReadonlyMap<string, OutlineElement>,
): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!elements.has(`${section}.${candidate}`)) return candidate;
  }
}

function membersOf(
  section: OutlineElement,
  elements: ReadonlyMap<string, OutlineElement>,
): readonly OutlineElement[] {
  const depth = section.keyPath.split('.').length + 1;
  return [...elements.values()].filter(
    ({ keyPath }) =>
      keyPath.startsWith(`${section.keyPath}.`) && keyPath.split('.').length === depth,
  );
}

/** Behind the line on which an element ends, with the comma that may be missing there. */
function after(text: string, { range: { end } }: OutlineElement, lines: readonly string[]) {
  const line = text.split(/\r?\n/)[end.line - 1] ?? '';
  const rest = line.slice(end.column - 1);
  // Behind a comma only a comment may follow; what else stands there is not ours to move.
  const hasComma = /^\s*,\s*(\/\/.*|\/\*.*\*\/\s*)?$/.test(rest);
  const column = hasComma ? line.length + 1 : end.column;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const inserted = [hasComma ? '' : ',', ...lines].join(newline);
  // Where the element had no comma behind it, ours ends with what stood there.
  return { at: { line: end.line, column }, text: hasComma ? inserted : inserted.replace(/,$/, '') };
}

function written({ name, parts, isNegated }: NewProperty, depth: number): readonly string[] {
  const indent = ' '.repeat(depth);
  const whole = parts.join(' && ');
  const short = `${indent}${name}: (s) => ${isNegated ? `!(${whole})` : whole},`;
  if (short.length <= columnsMax) return [short];
  const inner = parts.map((part, index) => (index < parts.length - 1 ? `${part} &&` : part));
  if (!isNegated) {
    return [
      `${indent}${name}: (s) =>`,
      ...inner.map((part, index) => `${indent}  ${part}${index === inner.length - 1 ? ',' : ''}`),
    ];
  }
  return [
    `${indent}${name}: (s) =>`,
    `${indent}  !(`,
    ...inner.map((part) => `${indent}    ${part}`),
    `${indent}  ),`,
  ];
}
