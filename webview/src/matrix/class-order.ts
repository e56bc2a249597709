import type { DomainReport } from 'everyturn/internal/report/coverage-report';
import { readable } from './readable.ts';

/**
 * Orders the classes of a field as its schema declares the values; multisets (`2 working, 1 aborted`)
 * by how many members have the first declared value, then the second, and so on; others by size or text.
 */
export function inClassOrder(
  field: string,
  domain: DomainReport | undefined,
): (a: string, b: string) => number {
  const known = domain?.fields.find(({ path }) => path === field);
  const declared = known?.values.map(({ text }) => readable(text)) ?? [];
  const ranks = (label: string): readonly number[] => {
    if (known?.kind === 'counted') {
      const counts = countsIn(label);
      return declared.map((value) => -(counts.get(value) ?? 0));
    }
    const place = declared.indexOf(label);
    return [place < 0 ? declared.length : place];
  };
  return (a, b) => {
    const [first, second] = [ranks(a), ranks(b)];
    const place = first.findIndex((rank, index) => rank !== second[index]);
    if (place >= 0) return (first[place] ?? 0) - (second[place] ?? 0);
    return a.localeCompare(b, 'en', { numeric: true });
  };
}

function countsIn(label: string): ReadonlyMap<string, number> {
  const parts = label.matchAll(/(\d+) ('(?:[^'\\]|\\.)*'|[^,]+)(?:, |$)/g);
  return new Map([...parts].map(([, count, value = '']) => [value, Number(count)]));
}
