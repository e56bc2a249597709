import type { FieldCount, NumberRange, ValueCount } from '../../model/statistics.ts';
import { decode, encode } from '../../values/canonical.ts';

const numbersMax = 256;
const textsMax = 64;
/** Values up to this many are listed one by one, whatever they are. */
type Listing = 'all' | 'numbers' | 'some';

/** Counts the values of a place that is no container, by their canonical texts. */
export class ValueCounts {
  readonly #listing: Listing;
  readonly #times = new Map<string, number>();

  constructor(listing: Listing) {
    this.#listing = listing;
  }

  add(value: unknown, times: number): void {
    this.addText(encode(value), times);
  }

  addText(text: string, times: number): void {
    this.#times.set(text, (this.#times.get(text) ?? 0) + times);
  }

  fields(path: string): readonly FieldCount[] {
    const distinct = this.#times.size;
    if (distinct === 0) return [];
    const all = [...this.#times].map(([text, times]) => ({ text, value: decode(text), times }));
    const values = all.sort(inOrder).map(({ value, times }) => ({ value, times }));
    if (this.#listing === 'all') return [{ path, distinct, values }];
    if (this.#listing === 'some') return [{ path, distinct, values: values.slice(0, textsMax) }];
    if (distinct <= numbersMax) return [{ path, distinct, values }];
    return [{ path, distinct, values: [], range: rangeOf(values) }];
  }
}

/** Numbers by size, then everything else by its text. */
function inOrder(
  a: { readonly text: string; readonly value: unknown },
  b: { readonly text: string; readonly value: unknown },
): number {
  const [first, second] = [a.value, b.value];
  if (typeof first === 'number' && typeof second === 'number' && first !== second) {
    if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  }
  return a.text < b.text ? -1 : 1;
}

function rangeOf(values: readonly ValueCount[]): NumberRange {
  const buckets = new Map<number, number>();
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { value, times } of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    const bucket = bucketOf(value);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + times);
  }
  const inTurn = [...buckets].sort(([a], [b]) => a - b);
  return { min, max, buckets: inTurn.map(([bucket, times]) => ({ ...endsOf(bucket), times })) };
}

/** 0 for a size below 1, n for sizes from 2^(n-1) on; the negative of that for negative numbers. */
function bucketOf(value: number): number {
  const size = Math.abs(value);
  if (size < 1) return 0;
  let bucket = 1;
  while (2 ** bucket <= size) bucket += 1;
  return value < 0 ? -bucket : bucket;
}

function endsOf(bucket: number): { readonly from: number; readonly to: number } {
  if (bucket === 0) return { from: 0, to: 1 };
  const sign = Math.sign(bucket);
  return { from: sign * 2 ** (sign * bucket - 1), to: sign * 2 ** (sign * bucket) };
}
