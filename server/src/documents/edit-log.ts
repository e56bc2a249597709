/**
 * The edits of an open document since texts whose positions somebody knows. Positions in the text
 * that was checked are carried to the text on the screen; what was itself edited has no position
 * there any more.
 */

/** A replacement in a text, as lengths. */
export interface Edit {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A piece of a text by offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Texts that are remembered: the opened one and the last saved ones. */
const marksMax = 4;

/** The recent history of one document. */
export class EditLog {
  #text: string;
  #edits: Edit[] = [];
  /** Texts the document once had, with the number of edits made before. */
  #marks: { readonly text: string; readonly edits: number }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.mark();
  }

  get text(): string {
    return this.#text;
  }

  /** Records edits, each in the coordinates that the one before left, and the text they led to. */
  record(edits: readonly Edit[], text: string): void {
    this.#edits.push(...edits);
    this.#text = text;
  }

  /** Remembers the present text: it was saved, so that it may be checked. */
  mark(): void {
    this.#marks.push({ text: this.#text, edits: this.#edits.length });
    if (this.#marks.length > marksMax) this.#marks.shift();
    const forgotten = this.#marks[0]?.edits ?? 0;
    if (forgotten === 0) return;
    this.#edits = this.#edits.slice(forgotten);
    this.#marks = this.#marks.map((mark) => ({ ...mark, edits: mark.edits - forgotten }));
  }

  /** How a span of `text` moved to the present text; undefined if it was edited itself. */
  since(text: string): (span: Span) => Span | undefined {
    if (text === this.#text) return (span) => span;
    const mark = this.#marks.findLast((known) => known.text === text);
    const edits = mark ? this.#edits.slice(mark.edits) : [differenceOf(text, this.#text)];
    return (span) => moved(span, edits);
  }
}

function moved(span: Span, edits: readonly Edit[]): Span | undefined {
  let { start, end } = span;
  for (const { offset, removed, inserted } of edits) {
    const shift = inserted - removed;
    if (offset + removed <= start) {
      start += shift;
      end += shift;
    } else if (offset < end) {
      return undefined;
    }
  }
  return { start, end };
}

/** The one replacement that leads from a text to another. */
function differenceOf(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let offset = 0;
  while (offset < shorter && before[offset] === after[offset]) offset++;
  let tail = 0;
  while (tail < shorter - offset && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { offset, removed: before.length - offset - tail, inserted: after.length - offset - tail };
}
