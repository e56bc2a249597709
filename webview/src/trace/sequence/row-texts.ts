import { lostShare, measures } from './measures.ts';
import type { Arrow, Row } from './sequence.ts';

/** A line of text in its place. */
export interface PlacedText {
  readonly x: number;
  /** The foot of the line. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly kind: 'title' | 'fields' | 'chosen' | 'timer' | 'change' | 'more' | 'open';
  /** What stands before it, seen from the lane: a sign for timers, one for copies. */
  readonly icon: Icon | undefined;
  /** Cut to what has room. */
  readonly text: string;
  readonly whole: string;
}

/** A sign that is drawn, since many fonts lack it. */
export type Icon = 'clock' | 'copy';

/** Where lanes are, and how far apart. */
export interface Lanes {
  readonly xs: readonly number[];
  readonly gap: number;
}

interface Line extends Pick<PlacedText, 'kind'> {
  readonly text: string;
  /** Instead of the text where that has no room. */
  readonly short?: string;
  readonly icon?: Icon | undefined;
}

/** More notes than this are counted, not shown. */
const notesMost = 3;

/**
 * The texts of a row: the message on the side from which it comes, notes of the turn on the other
 * one; all of them to the right of the first lane, which has no room to its left.
 */
export function rowTexts(row: Row, lanes: Lanes, top: number) {
  const { lane, arrow } = row;
  const notes = notesOf(row);
  if (arrow && lane === undefined) {
    const texts = stack(arrowLines(arrow), lostX(arrow, lanes), comesFromLeft(arrow), top, lanes);
    return { texts, lines: texts.length };
  }
  if (lane === undefined) return { texts: [], lines: 0 };
  const x = lanes.xs[lane] ?? 0;
  const label = arrow ? arrowLines(arrow) : eventLines(row);
  const isLeft = arrow !== undefined && comesFromLeft(arrow);
  const areNotesLeft = arrow !== undefined && !isLeft && lane > 0 && arrow.from !== arrow.to;
  if (!isLeft && !areNotesLeft) {
    const texts = stack([...label, ...notes], x, false, top, lanes);
    return { texts, lines: texts.length };
  }
  const texts = [...stack(label, x, isLeft, top, lanes), ...stack(notes, x, !isLeft, top, lanes)];
  return { texts, lines: Math.max(label.length, notes.length) };
}

/** A message that is on its way in the end, on one line. */
export function openArrowTexts(arrow: Arrow, lanes: Lanes, top: number): readonly PlacedText[] {
  const text = [arrow.title, arrow.fields].filter((part) => part !== '').join(' ');
  const x = lanes.xs[arrow.to] ?? 0;
  return stack([{ kind: 'open', text }], x, comesFromLeft(arrow), top, lanes);
}

/** Where a lost message ends. */
export function lostX({ from, to }: Arrow, { xs, gap }: Lanes): number {
  const [fromX = 0, toX = 0] = [xs[from], xs[to]];
  return from === to ? fromX + gap / 3 : fromX + (toX - fromX) * lostShare;
}

function comesFromLeft({ from, to }: Arrow): boolean {
  return from < to;
}

function arrowLines({ title, fields, flight }: Arrow): readonly Line[] {
  const mark = { delivered: '', copied: 'copy of ', lost: 'lost: ', inFlight: '' };
  return [
    {
      kind: 'title',
      text: `${mark[flight.end.kind]}${title}`,
      icon: flight.end.kind === 'copied' ? 'copy' : undefined,
    },
    ...(fields === '' ? [] : [{ kind: 'fields', text: fields } as const]),
  ];
}

/** What happens where no message arrives. */
function eventLines({ event, timer, address = '', isFolded }: Row): readonly Line[] {
  const who = isFolded ? `${address} ` : '';
  switch (event) {
    case 'timer':
      return [{ kind: 'title', text: `${who}${timer} fires`, icon: 'clock' }];
    case 'crash':
      return [{ kind: 'title', text: `${who}crashes` }];
    case 'recover':
      return [{ kind: 'title', text: `${who}recovers` }];
    default:
      return [];
  }
}

function notesOf({ notes }: Row): readonly Line[] {
  const lines = notes.map(
    (note): Line => ({
      ...note,
      icon: note.kind === 'timer' ? 'clock' : undefined,
    }),
  );
  if (lines.length <= notesMost) return lines;
  const shown = lines.slice(0, notesMost - 1);
  return [...shown, { kind: 'more', text: `… ${lines.length - shown.length} more` }];
}

function stack(
  lines: readonly Line[],
  laneX: number,
  isLeft: boolean,
  top: number,
  { gap }: Lanes,
): readonly PlacedText[] {
  const offset = measures.barHalf + 6;
  return lines.map(({ kind, text, short = text, icon }, index) => {
    const room = gap - 2 * offset - (icon ? measures.icon : 0);
    const letters = Math.floor(room / measures.letter);
    return {
      x: isLeft ? laneX - offset : laneX + offset,
      y: top + index * measures.line + measures.ascent,
      anchor: isLeft ? 'end' : 'start',
      kind,
      icon,
      text: cut(text.length <= letters ? text : short, letters),
      whole: text,
    };
  });
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
