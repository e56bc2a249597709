/** A piece of text that goes around a part of another text. Neither has a line break. */
export interface Wrapping {
  /** The part, as offsets. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** A text with more in it, and where in the old text a place of the new one was. */
export interface Enlarged {
  readonly text: string;
  /** The column that a place had before; lines stay. All count from 0. */
  columnBefore(line: number, column: number): number;
}

/** What is put in at one place. */
interface Insertion {
  readonly at: number;
  readonly text: string;
  readonly isOpening: boolean;
  /** The other end of the part that it goes around. */
  readonly other: number;
  readonly turn: number;
}

/** Wraps parts of a text, each of which lies within, around or beside every other one. */
export function wrapAll(text: string, wrappings: readonly Wrapping[]): Enlarged {
  const insertions = wrappings
    .flatMap(({ start, end, before, after }, turn): Insertion[] => [
      { at: start, text: before, isOpening: true, other: end, turn },
      { at: end, text: after, isOpening: false, other: start, turn },
    ])
    .filter((insertion) => insertion.text !== '')
    .sort(inOrder);
  const parts: string[] = [];
  let from = 0;
  for (const { at, text: inserted } of insertions) {
    parts.push(text.slice(from, at), inserted);
    from = at;
  }
  parts.push(text.slice(from));
  const byLine = insertedByLine(text, insertions);
  return {
    text: parts.join(''),
    columnBefore: (line, column) => columnBefore(byLine.get(line) ?? [], column),
  };
}

/** Parts end before others begin. What goes around more is opened sooner and closed later. */
function inOrder(a: Insertion, b: Insertion): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.isOpening !== b.isOpening) return a.isOpening ? 1 : -1;
  const turns = a.isOpening ? a.turn - b.turn : b.turn - a.turn;
  return b.other - a.other || turns;
}

/** A column of the old text, and how much was put in there. */
type Inserted = readonly [column: number, length: number];

function insertedByLine(
  text: string,
  insertions: readonly Insertion[],
): ReadonlyMap<number, readonly Inserted[]> {
  const byLine = new Map<number, Inserted[]>();
  let line = 0;
  let lineStart = 0;
  for (const { at, text: inserted } of insertions) {
    for (;;) {
      const next = text.indexOf('\n', lineStart);
      if (next < 0 || next >= at) break;
      line += 1;
      lineStart = next + 1;
    }
    const known = byLine.get(line);
    const entry = [at - lineStart, inserted.length] as const;
    if (known) known.push(entry);
    else byLine.set(line, [entry]);
  }
  return byLine;
}

function columnBefore(inserted: readonly Inserted[], column: number): number {
  let added = 0;
  for (const [at, length] of inserted) {
    if (column < at + added) break;
    if (column < at + added + length) return at;
    added += length;
  }
  return column - added;
}
