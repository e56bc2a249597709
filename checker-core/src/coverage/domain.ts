/**
 * The values that a schema declares, against those that stand in the states of an exploration. Each
 * engine tells which parts of its states have which values, and how often; what comes of that is the
 * same for all. The fields are those by which the state map groups.
 */
import type * as z from 'zod';
import type { Domain, FieldDomain, PairDomain, SeenValue } from '../model/statistics.ts';
import { printValue } from '../values/print.ts';
import { Shape, scalarOf } from './class-text.ts';
import type { Field, PathStep } from './field.ts';
import { fieldsOf } from './schema-fields.ts';

/** Parts of all states of an exploration, with how often they occur. */
export interface StateParts {
  readonly stateCount: number;
  /** Each part at a path, in so many states; undefined where there is none. */
  visit(path: readonly PathStep[], visit: (part: unknown, times: number) => void): void;
  /** The size of the collection at a path, in so many states; undefined where there is none. */
  visitSizes(
    path: readonly PathStep[],
    visit: (size: number | undefined, times: number) => void,
  ): void;
  /** Parts at two paths that stand in the same states. */
  visitPairs(
    a: readonly PathStep[],
    b: readonly PathStep[],
    visit: (a: unknown, b: unknown, times: number) => void,
  ): void;
}

/** Values of a field that are not declared are listed up to this number. */
const listedMax = 64;

/** So many pairs are counted, with no more combinations each, and not more often looked at than this. */
const pairsMax = 12;
const combinationsMax = 600;
const looksMax = 16_000_000;

/**
 * Counts the values of all fields of a schema. `readers` are texts of functions that read states. Of
 * values that stand for each other only some occur in the states that are kept: that another was not
 * seen says nothing, so none of them counts as declared.
 */
export function countDomain(
  schema: z.ZodType,
  parts: StateParts,
  readers: readonly string[],
  interchangeable: ReadonlySet<unknown> = new Set(),
): Domain {
  const counted = fieldsOf(schema)
    .filter(({ isMember }) => !isMember)
    .map((field) => ({
      ...field,
      values: field.values.filter((value) => !interchangeable.has(value)),
    }))
    .map((field) => ({ field, times: timesOf(field, parts) }))
    .filter(isThere);
  const fields = counted.map(({ field, times }) => fieldDomain(field, times));
  const candidates = pairsOf(counted, readers);
  const chosen = candidates.slice(0, pairsMax).filter(affordable(parts.stateCount));
  return {
    fields,
    pairs: chosen.map(([a, b]) => pairDomain(a, b, parts)),
    pairsLeftOut: candidates.length - chosen.length,
  };
}

/** Of a part that no state has and that declares nothing, nothing can be said. */
function isThere({ field, times }: Counted): boolean {
  return declaredOf(field).length > 0 || [...times.keys()].some((value) => value !== undefined);
}

type Times = Map<unknown, number>;

/** A field, and how often each of its values occurs. */
interface Counted {
  readonly field: Field;
  readonly times: Times;
}

function timesOf({ kind, path }: Field, parts: StateParts): Times {
  const times: Times = new Map();
  const add = (value: unknown, count: number) => {
    const scalar = scalarOf(value);
    times.set(scalar, (times.get(scalar) ?? 0) + count);
  };
  if (kind === 'size') parts.visitSizes(path, add);
  else parts.visit(path, add);
  return times;
}

function fieldDomain(field: Field, times: Times): FieldDomain {
  const { name: path, kind } = field;
  const declared = declaredOf(field);
  const others = [...times.keys()].filter((value) => !declared.includes(value)).sort(inOrder);
  const seen = (value: unknown, isDeclared: boolean): SeenValue => ({
    text: textOf(value),
    ...(value !== undefined && !(value instanceof Shape) && { value }),
    times: times.get(value) ?? 0,
    declared: isDeclared,
  });
  const listed = declared.map((value) => seen(value, true));
  const base = { path, kind, declared: declared.length };
  const numbers = others.filter((value) => typeof value === 'number');
  if (numbers.length > listedMax) {
    const rest = others.filter((value) => typeof value !== 'number');
    const values = [...listed, ...rest.slice(0, listedMax).map((value) => seen(value, false))];
    const more = Math.max(0, rest.length - listedMax);
    return { ...base, values, buckets: bucketsOf(numbers, times), ...(more > 0 && { more }) };
  }
  const values = [...listed, ...others.slice(0, listedMax).map((value) => seen(value, false))];
  const more = others.length - listedMax;
  return { ...base, values, ...(more > 0 && { more }) };
}

/** The declared values of a field; of a small range of numbers, all of them. */
function declaredOf({ values, range, kind }: Field): readonly unknown[] {
  if (kind !== 'number' || !range) return values;
  const numbers = Array.from({ length: range[1] - range[0] + 1 }, (_, i) => range[0] + i);
  return [...numbers, ...values];
}

/** Numbers by size, then everything else by its text. */
function inOrder(a: unknown, b: unknown): number {
  const [first, second] = [typeof a === 'number', typeof b === 'number'];
  if (first && second && a !== b && !Number.isNaN(a) && !Number.isNaN(b)) {
    return (a as number) - (b as number);
  }
  if (first !== second) return first ? -1 : 1;
  return textOf(a) < textOf(b) ? -1 : 1;
}

/** As the state map writes a value. */
export function textOf(value: unknown): string {
  if (value instanceof Shape) return value.word;
  return value === undefined ? 'absent' : printValue(value, 60);
}

/** Numbers by size, between powers of two; those that are no numbers at all count nowhere. */
function bucketsOf(numbers: readonly number[], times: Times): NonNullable<FieldDomain['buckets']> {
  const buckets = new Map<number, { from: number; to: number; times: number }>();
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    const [from, to] = bucketOf(number);
    const known = buckets.get(from) ?? { from, to, times: 0 };
    known.times += times.get(number) ?? 0;
    buckets.set(from, known);
  }
  return [...buckets.values()].sort((a, b) => a.from - b.from);
}

/** Around 0 the numbers between -1 and 1; elsewhere up to the next power of two. */
function bucketOf(number: number): readonly [from: number, to: number] {
  if (number >= -1 && number < 1) return [-1, 1];
  let size = 1;
  while (2 * size <= Math.abs(number)) size *= 2;
  if (number > 0) return [size, 2 * size];
  // The end is not part of a bucket: of negative numbers that is the end nearer to 0.
  return -number === size ? [-size, -size / 2] : [-2 * size, -size];
}

type Pair = readonly [Counted, Counted];

/** Pairs of fields whose values can be listed; those first that one function reads together. */
function pairsOf(counted: readonly Counted[], readers: readonly string[]): readonly Pair[] {
  const told = counted.filter((each) => {
    const { rank } = each.field;
    return (rank === 'first' || rank === 'counted') && valuesOf(each).length >= 2;
  });
  const pairs = told.flatMap((a, place) => told.slice(place + 1).map((b): Pair => [a, b]));
  const few = pairs.filter(([a, b]) => valuesOf(a).length * valuesOf(b).length <= combinationsMax);
  const isRead = ([a, b]: Pair) =>
    readers.some((text) => mentions(text, a.field) && mentions(text, b.field));
  return [...few.filter(isRead), ...few.filter((pair) => !isRead(pair))];
}

/** Whether a pair may still be looked at, after those that were: each state costs its members. */
function affordable(states: number): (pair: Pair) => boolean {
  let looks = 0;
  return ([a, b]) => {
    const more = (membersOf(a) * membersOf(b)) / Math.max(1, states);
    if (looks + more > looksMax) return false;
    looks += more;
    return true;
  };
}

/** How many parts there are in all states together. */
function membersOf({ times }: Counted): number {
  return [...times.values()].reduce((sum, count) => sum + count, 0);
}

/** Declared values first, then others that were seen. */
function valuesOf({ field, times }: Counted): readonly unknown[] {
  const declared = declaredOf(field);
  const others = [...times.keys()].filter((value) => !declared.includes(value)).sort(inOrder);
  return [...declared, ...others];
}

/** Whether a text has the name under which a field is found in a state. */
function mentions(text: string, { path }: Field): boolean {
  const [first] = path;
  if (typeof first !== 'string') return false;
  const name = first.replaceAll(/[^\w$]/g, '\\$&');
  return new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text);
}

function pairDomain(a: Counted, b: Counted, parts: StateParts): PairDomain {
  const rows = valuesOf(a);
  const columns = valuesOf(b);
  const times = rows.map(() => columns.map(() => 0));
  const rowOf = new Map(rows.map((value, place) => [value, times[place]]));
  const columnOf = new Map(columns.map((value, place) => [value, place]));
  parts.visitPairs(a.field.path, b.field.path, (first, second, count) => {
    const row = rowOf.get(scalarOf(first));
    const column = columnOf.get(scalarOf(second));
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + count;
  });
  const declared = times
    .slice(0, declaredOf(a.field).length)
    .flatMap((row) => row.slice(0, declaredOf(b.field).length));
  return {
    fields: [a.field.name, b.field.name],
    rows: rows.map(textOf),
    columns: columns.map(textOf),
    times,
    unseen: declared.filter((count) => count === 0).length,
  };
}
