/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** A text, or elements. */
  readonly content?: string | readonly Element[];
}

/** A document with this root, every text in it escaped. */
export function xmlText(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines(element: Element, indent: string): readonly string[] {
  const { name, attributes = {}, content = [] } = element;
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `${indent}<${name}${pairs.join('')}`;
  if (content.length === 0) return [`${start}/>`];
  // White space around a text would be part of it.
  if (typeof content === 'string') {
    return [`${start}>${escaped(content).replaceAll('&#10;', '\n')}</${name}>`];
  }
  const inner = content.flatMap((each) => elementLines(each, `${indent}  `));
  return [`${start}>`, ...inner, `${indent}</${name}>`];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Whatever XML allows as itself or as an entity; the rest, which no document may hold, by its number. */
function escaped(value: string | number): string {
  return String(value)
    .replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, visible);
}

function visible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
