/**
 * Where everything of a sequence diagram stands, in pixels. Steps follow each other from top to
 * bottom, each in a row as high as its texts; the turn of an actor is a bar on its lane. A message
 * comes in at the upper end of a bar and is named below its arrow, messages go out at the lower end:
 * so no arrow crosses the texts of the rows in which it begins and ends.
 */
import { lostShare, measures } from './measures.ts';
import { type Lanes, openArrowTexts, type PlacedText, rowTexts } from './row-texts.ts';
import type { Arrow, Outage, Row, Sequence } from './sequence.ts';
import type { StepWindow } from './step-window.ts';

/** A step in its place. */
export interface PlacedRow {
  readonly row: Row;
  readonly top: number;
  readonly bottom: number;
  /** The bar of the turn. */
  readonly barTop: number;
  readonly barBottom: number;
  readonly texts: readonly PlacedText[];
}

/** An arrow in its place. */
export interface PlacedArrow {
  readonly arrow: Arrow;
  /** The path of its line. */
  readonly line: string;
  /** Undefined where the message arrives below what is shown. */
  readonly head: Head | undefined;
}

/** The end of an arrow and the direction in which it points, in radians. */
export interface Head {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/** A stretch in which an actor is down, in its place. */
export interface PlacedOutage {
  readonly outage: Outage;
  readonly top: number;
  readonly bottom: number;
}

/** What is on its way in the end, below the last step. */
export interface Tail {
  readonly top: number;
  readonly texts: readonly PlacedText[];
  /** Messages for which there is no room. */
  readonly omitted: number;
}

/** A sequence diagram, ready to be drawn. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly lanes: Lanes;
  readonly rows: readonly PlacedRow[];
  readonly arrows: readonly PlacedArrow[];
  readonly outages: readonly PlacedOutage[];
  readonly tail: Tail | undefined;
}

/** More messages than this are counted where they are on their way in the end. */
const inFlightMost = 12;

/** Places the steps of a window in about this width; lanes that do not fit make it wider. */
export function geometryOf(sequence: Sequence, window: StepWindow, width: number): Geometry {
  const lanes = placeLanes(sequence.lanes.length, width);
  const rows = placeRows(sequence.rows.slice(window.first, window.last + 1), lanes);
  const end = rows.at(-1)?.bottom ?? 0;
  const isEnd = window.last >= sequence.rows.length - 1;
  const tail =
    isEnd && sequence.inFlight.length > 0 ? placeTail(sequence.inFlight, lanes, end) : undefined;
  const canvas: Canvas = { lanes, rows, window, height: tail?.bottom ?? end };
  const arriving = rows.flatMap(({ row }) => (row.arrow ? [row.arrow] : []));
  return {
    width: (lanes.xs.at(-1) ?? 0) + Math.round(lanes.gap * measures.lastShare),
    height: canvas.height,
    lanes,
    rows,
    arrows: [
      ...[...leaving(sequence, window), ...arriving].map((arrow) => placeArrow(arrow, canvas)),
      ...(tail?.places ?? []).map(({ arrow, y }) => placeArrow(arrow, canvas, y)),
    ],
    outages: sequence.outages.flatMap((outage) => placeOutage(outage, canvas)),
    tail,
  };
}

function placeLanes(count: number, width: number): Lanes {
  const { gutter, laneGapLeast, laneGapMost, lastShare } = measures;
  const first = 60;
  const fitting = (width - gutter - first) / (Math.max(count - 1, 0) + lastShare);
  const gap = Math.floor(Math.min(laneGapMost, Math.max(laneGapLeast, fitting)));
  const start = gutter + Math.min(gap / 2, first);
  return { gap, xs: Array.from({ length: count }, (_, index) => start + index * gap) };
}

function placeRows(rows: readonly Row[], lanes: Lanes): readonly PlacedRow[] {
  let top = 0;
  return rows.map((row): PlacedRow => {
    const barTop = top + measures.rowPadding;
    const { texts, lines } = rowTexts(row, lanes, barTop);
    const barBottom = barTop + Math.max(1, lines) * measures.line;
    const placed = { row, top, bottom: barBottom + measures.rowFoot, barTop, barBottom, texts };
    top = placed.bottom;
    return placed;
  });
}

function placeTail(inFlight: readonly Arrow[], lanes: Lanes, top: number) {
  const shown = inFlight.slice(0, inFlightMost);
  const first = top + measures.tailHead;
  const places = shown.map((arrow, index) => ({ arrow, y: first + index * measures.tailRow }));
  const omitted = inFlight.length - shown.length;
  const rows = shown.length + (omitted > 0 ? 1 : 0);
  return {
    top,
    bottom: first + rows * measures.tailRow,
    places,
    texts: places.flatMap(({ arrow, y }) => openArrowTexts(arrow, lanes, y)),
    omitted,
  };
}

/** Messages that are sent in a window and arrive below it. */
function leaving({ rows, inFlight }: Sequence, { first, last }: StepWindow): readonly Arrow[] {
  const later = rows.slice(last + 1).flatMap(({ arrow }) => (arrow ? [arrow] : []));
  const open = last < rows.length - 1 ? inFlight : [];
  return [...later, ...open].filter(
    ({ flight }) => flight.sentAt >= first && flight.sentAt <= last,
  );
}

interface Canvas {
  readonly lanes: Lanes;
  readonly rows: readonly PlacedRow[];
  readonly window: StepWindow;
  readonly height: number;
}

/** `openY` is where a message that is on its way in the end has its place. */
function placeArrow(arrow: Arrow, canvas: Canvas, openY?: number): PlacedArrow {
  const { from, to, flight } = arrow;
  const start = rowOf(canvas, flight.sentAt)?.barBottom ?? 0;
  const barTop = flight.end.kind === 'inFlight' ? undefined : rowOf(canvas, flight.end.at)?.barTop;
  const end = openY ?? (barTop === undefined ? undefined : barTop + 2);
  const { xs, gap } = canvas.lanes;
  const [fromX = 0, toX = 0] = [xs[from], xs[to]];
  const y = end ?? canvas.height;
  if (from === to) {
    const x = fromX + measures.barHalf;
    const reach = x + gap / 3;
    const line = `M${x} ${start} C${reach} ${start}, ${reach} ${y}, ${x} ${y}`;
    return { arrow, line, head: end === undefined ? undefined : { x, y, angle: Math.PI } };
  }
  const side = Math.sign(toX - fromX);
  const isLost = flight.end.kind === 'lost';
  const x = isLost ? fromX + (toX - fromX) * lostShare : toX - side * (measures.barHalf + 1);
  const startX = fromX + side * measures.barHalf;
  const angle = Math.atan2(y - start, x - startX);
  const line = `M${startX} ${start} L${x} ${y}`;
  return { arrow, line, head: end === undefined ? undefined : { x, y, angle } };
}

function rowOf({ rows, window }: Canvas, step: number): PlacedRow | undefined {
  return rows[step - window.first];
}

function placeOutage(outage: Outage, canvas: Canvas): readonly PlacedOutage[] {
  const { first, last } = canvas.window;
  const { lane, from, to } = outage;
  if (lane < 0 || from > last || (to !== undefined && to < first)) return [];
  const top = rowOf(canvas, from)?.barTop ?? 0;
  const end = to === undefined ? undefined : rowOf(canvas, to)?.barTop;
  return [{ outage, top, bottom: end ?? canvas.height }];
}
