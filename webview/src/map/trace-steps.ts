import type { CellKey, View } from 'everyturn/internal/coverage/view';

/** The step numbers that stand on each cell of the drawn trace; 0 is the initial state. */
export function stepsByCell({ tracePath }: View): ReadonlyMap<CellKey, readonly number[]> {
  const steps = new Map<CellKey, number[]>();
  tracePath.forEach((cell, step) => {
    steps.set(cell, [...(steps.get(cell) ?? []), step]);
  });
  return steps;
}

/** Step numbers as text, runs joined: `0`, `2–4`, `1, 3`. */
export function stepsText(steps: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && run[1] === step - 1) run[1] = step;
    else runs.push([step, step]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
