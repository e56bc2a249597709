/** CPU seconds, of all threads of a process. */
export const cpu = { name: 'CPU', of: (run) => run.cpuSeconds };

/** CPU seconds of the thread that used most of them. */
export const busiest = { name: 'CPU in the busiest thread', of: (run) => run.busiestThreadSeconds };

/** Peak resident memory of a process. */
export const memory = { name: 'memory', of: (run) => run.peakBytes };

/** The least, the middle and the greatest of some numbers. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { min: sorted[0], median, max: sorted[sorted.length - 1] };
}

/** What one contender's runs cost, in terms of another's of the same turn; absent if unknown. */
export function ratios(some, others, cost) {
  const all = some.runs.map((run, i) => cost.of(run) / cost.of(others.runs[i]));
  return all.every(Number.isFinite) ? spread(all) : undefined;
}
