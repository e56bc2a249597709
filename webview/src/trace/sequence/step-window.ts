/** The steps that are drawn: all of a trace, or a part of a long one; both ends are shown. */
export interface StepWindow {
  readonly first: number;
  readonly last: number;
}

/** So many rows are drawn at most. */
export const rowsMost = 200;

/**
 * The window of a trace of so many steps that holds a step. It moves by half of its size, so that
 * going from step to step does not redraw everything each time.
 */
export function windowAround(step: number, steps: number): StepWindow {
  if (steps < rowsMost) return { first: 0, last: steps };
  const half = rowsMost / 2;
  const wanted = Math.floor(step / half) * half - half / 2;
  const first = Math.max(0, Math.min(wanted, steps + 1 - rowsMost));
  return { first, last: first + rowsMost - 1 };
}
