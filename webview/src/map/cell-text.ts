import type { Cell, CellMark, View } from 'everyturn/internal/coverage/view';

/** Glyphs of the map; each has a word beside it in the legend and in the side panel. */
export const glyphs = {
  open: '◌',
  initial: '▸',
  terminal: '■',
  fenced: '⌸',
  violated: '✗',
  inner: '↻',
} as const;

/** More states than this are not drawn one by one: the checker would refuse. */
export const singleStatesMost = 300;

const numbers = new Intl.NumberFormat('en-US');

/** A count as a person writes it: `10,000`. */
export function count(value: number): string {
  return numbers.format(value);
}

/** A count with its noun: `1 state`, `10,000 states`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A count of states; under a symmetry it is classes of them that were counted. */
export function countedStates(value: number, isSymmetric: boolean): string {
  if (!isSymmetric) return counted(value, 'state');
  return `${count(value)} ${value === 1 ? 'class' : 'classes'} of states`;
}

/** The properties that are violated in a cell. */
export function violatedIn(cell: Cell): readonly string[] {
  return cell.marks.flatMap((mark) => (mark.kind === 'violated' ? [mark.property] : []));
}

/** What stands inside the circle: marks, then the number of states. */
export function innerText(cell: Cell): string {
  const states = compactCount(cell.states);
  const first = cell.marks.some(({ kind }) => kind === 'initial') ? `${glyphs.initial} ` : '';
  const ends = cell.marks.some(({ kind }) => kind === 'terminal') ? ` ${glyphs.terminal}` : '';
  return `${first}${states}${ends}`;
}

/** A large count in a small circle: `12.3k`. */
function compactCount(value: number): string {
  if (value < 10_000) return count(value);
  return new Intl.NumberFormat('en-US', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  })
    .format(value)
    .toLowerCase();
}

/** The lines that name a cell, reached or not, by its key; a field's name is left out where its value says enough. */
export function captionsOf(view: View): ReadonlyMap<string, readonly string[]> {
  const unseen = view.unseen.kind === 'listed' ? view.unseen.cells : [];
  const split = [...view.cells, ...unseen].map(({ key, label }) => ({
    key,
    lines: label.map(splitLine),
  }));
  const fieldsOfValue = new Map<string, Set<string>>();
  for (const { lines } of split) {
    for (const { field, value } of lines) {
      const fields = fieldsOfValue.get(value) ?? new Set();
      fieldsOfValue.set(value, fields.add(field));
    }
  }
  const vague = new Set<string>();
  for (const [value, fields] of fieldsOfValue) {
    if (fields.size > 1 || !speaksForItself(value)) for (const field of fields) vague.add(field);
  }
  return new Map(
    split.map(({ key, lines }) => [
      key,
      lines.map(({ field, value, text }) => (vague.has(field) ? text : value)),
    ]),
  );
}

/** The captions under the circles, with their line breaks. */
export function brokenCaptions(view: View): ReadonlyMap<string, string> {
  const all = captionsOf(view);
  const captions = view.cells.map(({ key }) => {
    const text = (all.get(key) ?? []).map((line) => breakAtCommas(line, captionLength)).join('\n');
    return [key, text] as const;
  });
  return new Map(captions);
}

/** Letters in a line of a caption. */
const captionLength = 17;

/** Breaks a long line where a list has its commas, so that no item is torn. */
export function breakAtCommas(text: string, lengthMost: number): string {
  const lines: string[] = [];
  for (const part of text.split(/(?<=,) /)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + part.length <= lengthMost) {
      lines[lines.length - 1] = `${line} ${part}`;
    } else {
      lines.push(part);
    }
  }
  return lines.join('\n');
}

/** `tm = aborted` and `rms: 1 working, 2 prepared` have a field and a value. */
function splitLine(text: string): { field: string; value: string; text: string } {
  const [, field = '', value = text] = /^(.+?)(?: = |: )(.*)$/s.exec(text) ?? [];
  return { field, value, text };
}

/** Words do; numbers, truth values and the like need the field's name beside them. */
function speaksForItself(value: string): boolean {
  return /\p{L}{2}/u.test(value) && !/^(true|false|null|undefined|none|absent)$/i.test(value);
}

/** One line of a cell for lists: `aborted, 1 working, 2 prepared`. */
export function nameOf(view: View, key: string): string {
  return captionsOf(view).get(key)?.join(', ') ?? key;
}

/** How a cell reads to someone who cannot see the map. */
export function describeCell(
  view: View,
  cell: Cell,
  name: string,
  steps: string,
  isSymmetric: boolean,
): string {
  const outgoing = new Set(
    view.edges.filter(({ from }) => from === cell.key).map(({ action }) => action),
  );
  const facts = [
    countedStates(cell.states, isSymmetric),
    ...(cell.open > 0 ? [`${count(cell.open)} not expanded`] : []),
    view.stepsPending ? 'steps not counted yet' : counted(outgoing.size, 'outgoing action'),
    ...cell.marks.map(markText),
    ...(steps ? [`on the shown trace: ${steps}`] : []),
  ];
  return `${name}: ${facts.join(', ')}`;
}

/** A mark in words. */
export function markText(mark: CellMark): string {
  switch (mark.kind) {
    case 'initial':
      return 'initial';
    case 'terminal':
      return `${counted(mark.states, 'state')} without steps`;
    case 'fenced':
      return `${counted(mark.steps, 'step')} over the fence`;
    case 'violated':
      return `${mark.property} violated`;
  }
}
