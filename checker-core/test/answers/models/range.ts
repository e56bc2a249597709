/** The whole numbers from `first` to `last`, both included. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Names such as `rm1`, `rm2`, …, as many as asked for. */
export function names(prefix: string, count: number): string[] {
  return range(1, count).map((i) => `${prefix}${i}`);
}
