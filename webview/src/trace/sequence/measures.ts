/** Sizes in a sequence diagram that its parts agree on, in pixels. */
export const measures = {
  /** The column of the step numbers. */
  gutter: 36,
  /** From one line of text to the next. */
  line: 14,
  /** From the top of a line of text to its foot. */
  ascent: 11,
  /** About what a letter takes: texts are cut by it before anything is drawn. */
  letter: 5.9,
  /** What a sign beside a text takes. */
  icon: 12,
  /** Half of the width of the bar of a turn. */
  barHalf: 5,
  /** The names of the lanes, which stay in sight; as in the styles. */
  headHeight: 41,
  laneGapLeast: 82,
  laneGapMost: 260,
  /** How much of a gap is left beside the last lane, for its notes. */
  lastShare: 0.9,
  /** Between the top of a row and its bar: here arrows slope. */
  rowPadding: 12,
  rowFoot: 4,
  /** The line above the messages that are on their way in the end. */
  tailHead: 30,
  tailRow: 26,
} as const;

/** How far a lost message comes on its way. */
export const lostShare = 0.6;
