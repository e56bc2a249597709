/**
 * The parts of all kept states, read off the rows: user values are decoded once for each value of a
 * slot, however many states have it.
 */

import { scalarOf } from '../../coverage/class-text.ts';
import type { StateParts } from '../../coverage/domain.ts';
import type { StatePiece } from '../../coverage/explored.ts';
import { everyMember, type PathStep } from '../../coverage/field.ts';
import { eachPart, partAt, sizeOf } from '../../coverage/parts.ts';
import { decode, partsOf } from '../../values/canonical.ts';
import { type ClassedSlot, type CountedRows, RowTimes } from './row-times.ts';
import type { Place } from './shape/shape.ts';
import { absent } from './shape/slot-values.ts';
import { at } from './store/numbers.ts';

/** Where the parts of a state lie, as people see the state. */
export type ShownPlace = Place | RecordOfPlaces | JoinedPlace;

/** An object or an array of places, as `example` is one. */
export interface RecordOfPlaces {
  readonly kind: 'record';
  readonly parts: ReadonlyMap<string, ShownPlace>;
  readonly example: object;
}

/** A collection whose members come from several slots. */
export interface JoinedPlace {
  readonly kind: 'joined';
  readonly slots: readonly {
    readonly slot: number;
    readonly members: (value: unknown) => readonly unknown[];
  }[];
  readonly example: object;
}

type Path = readonly PathStep[];

/** Parts that one slot decides; of no slot (-1), parts that are the same in all states. */
interface End {
  readonly slot: number;
  /** By the number of its value. */
  readonly parts: (readonly unknown[])[];
}

/** The parts of all states that lie in rows. */
export function rowParts(root: ShownPlace, times: RowTimes): StateParts {
  const parts = new RowParts(times);
  return {
    stateCount: times.of.table.count,
    visit: (path, visit) => parts.visitAll(root, path, visit),
    visitSizes: (path, visit) => parts.visitSizes(root, path, visit),
    visitPairs: (a, b, visit) => {
      const seconds = parts.ends(root, b);
      for (const first of parts.ends(root, a)) {
        for (const second of seconds) parts.visitPair(first, second, visit);
      }
    },
  };
}

/** The pieces that decide what stands at a path, with the numbers of their values in all rows. */
export function rowPieces(
  root: ShownPlace,
  of: CountedRows,
): (path: Path) => readonly StatePiece[] {
  const parts = new RowParts(new RowTimes(of));
  return (path) =>
    parts.ends(root, path).map(({ slot, parts: byValue }) => ({
      isFixed: slot < 0,
      parts: byValue,
      read: (into, from) => (slot < 0 ? into.fill(0) : readSlot(of, slot, into, from)),
      readAt: (into, states) => (slot < 0 ? into.fill(0) : readSlotAt(of, slot, into, states)),
    }));
}

function readSlot(of: CountedRows, slot: number, into: Int32Array, from: number): void {
  const { layout, table } = of;
  const { rows } = table;
  const width = layout.words;
  const shift = at(layout.shift, slot);
  const mask = at(layout.mask, slot);
  let place = from * width + at(layout.word, slot);
  for (let row = 0; row < into.length; row += 1) {
    into[row] = ((rows[place] as number) >>> shift) & mask;
    place += width;
  }
}

function readSlotAt(of: CountedRows, slot: number, into: Int32Array, states: Int32Array): void {
  const { layout, table } = of;
  const { rows } = table;
  const width = layout.words;
  const shift = at(layout.shift, slot);
  const mask = at(layout.mask, slot);
  const word = at(layout.word, slot);
  for (let row = 0; row < into.length; row += 1) {
    const place = (states[row] as number) * width + word;
    into[row] = ((rows[place] as number) >>> shift) & mask;
  }
}

class RowParts {
  readonly #times: RowTimes;
  /** By slot the values that it has had, decoded once for all fields in them. */
  readonly #values: (readonly unknown[])[] = [];
  /** Members of arrays by their texts: the same messages wait in many inboxes. */
  readonly #members = new Map<string, unknown>();
  readonly #joined = new Map<JoinedPlace, ReadonlyMap<unknown, number>>();

  constructor(times: RowTimes) {
    this.#times = times;
  }

  visitAll(
    root: ShownPlace | undefined,
    path: Path,
    visit: (part: unknown, times: number) => void,
  ): void {
    const [step, ...rest] = path;
    if (root?.kind === 'record' && step !== undefined && step !== everyMember) {
      this.visitAll(partOf(root, step), rest, visit);
    } else if (root?.kind === 'joined' && step === everyMember) {
      for (const [member, times] of this.#membersOf(root)) {
        eachPart(member, rest, (part) => visit(part, times));
      }
    } else for (const end of this.ends(root, path)) this.#visit(end, visit);
  }

  /** The members of a collection of several slots, and how often each stands there in all states. */
  #membersOf(place: JoinedPlace): ReadonlyMap<unknown, number> {
    const known = this.#joined.get(place);
    if (known) return known;
    const times = new Map<unknown, number>();
    for (const { slot, members } of place.slots) {
      const counts = this.#times.slot(slot);
      for (const [id, value] of this.#valuesOf(slot).entries()) {
        const count = at(counts, id);
        if (count === 0) continue;
        for (const member of members(value)) times.set(member, (times.get(member) ?? 0) + count);
      }
    }
    this.#joined.set(place, times);
    return times;
  }

  #visit(end: End, visit: (part: unknown, times: number) => void): void {
    const counts = this.#counts(end);
    for (const [id, parts] of end.parts.entries()) {
      const count = at(counts, id);
      if (count > 0) for (const part of parts) visit(part, count);
    }
  }

  visitPair(a: End, b: End, visit: (a: unknown, b: unknown, times: number) => void): void {
    const each = (first: number, second: number, count: number) => {
      for (const part of a.parts[first] ?? []) {
        for (const other of b.parts[second] ?? []) visit(part, other, count);
      }
    };
    if (a.slot < 0 || b.slot < 0 || a.slot === b.slot) {
      const counts = this.#counts(a.slot < 0 ? b : a);
      for (const [id, count] of counts.entries()) {
        if (count === 0) continue;
        each(a.slot < 0 ? 0 : id, b.slot < 0 ? 0 : id, count);
      }
      return;
    }
    const [rows, columns] = [classed(a), classed(b)];
    for (const [pair, count] of this.#times.together(rows, columns).entries()) {
      const [row, column] = [Math.floor(pair / columns.count), pair % columns.count];
      if (count > 0) each(at(rows.examples, row), at(columns.examples, column), count);
    }
  }

  visitSizes(
    root: ShownPlace,
    path: Path,
    visit: (size: number | undefined, times: number) => void,
  ): void {
    const [place, rest] = placeAt(root, path);
    if (place === undefined) visit(undefined, this.#times.of.table.count);
    else if (place.kind === 'leaf') this.#visitSlotSizes(place.slot, rest, visit);
    else
      for (const [size, count] of this.#sizes(place).entries()) if (count > 0) visit(size, count);
  }

  /** The slots that decide what stands at a path. */
  ends(place: ShownPlace | undefined, path: Path, isMember = false): readonly End[] {
    if (place === undefined) return [{ slot: -1, parts: [partsAt(undefined, path)] }];
    if (place.kind === 'leaf') return [this.#slotEnd(place.slot, path, isMember)];
    const [step, ...rest] = path;
    if (path.length === 0) return [{ slot: -1, parts: [[exampleOf(place)]] }];
    if (step !== everyMember) return this.ends(partOf(place, step), rest);
    if (place.kind === 'set') {
      return [...place.slots].map(([element, slot]) => {
        return { slot, parts: [[], partsAt(element, rest)] };
      });
    }
    if (place.kind === 'joined') {
      return place.slots.map(({ slot, members }) =>
        this.#end(slot, (value) => members(value).flatMap((member) => partsAt(member, rest))),
      );
    }
    return placesIn(place).flatMap((part) => this.ends(part, rest, true));
  }

  #slotEnd(slot: number, path: Path, isMember: boolean): End {
    return this.#end(
      slot,
      (value) => partsAt(value, path),
      isMember ? [] : partsAt(undefined, path),
    );
  }

  #end(
    slot: number,
    partsOf: (value: unknown) => readonly unknown[],
    none: readonly unknown[] = [],
  ) {
    const { texts } = this.#times.of.codec.slot(slot);
    const values = this.#valuesOf(slot);
    return {
      slot,
      parts: values.map((value, id) => (texts[id] === absent ? none : partsOf(value))),
    };
  }

  #valuesOf(slot: number): readonly unknown[] {
    const { texts } = this.#times.of.codec.slot(slot);
    let values = this.#values[slot];
    if (values?.length !== texts.length) {
      values = texts.map((text) => (text === absent ? undefined : this.#decode(text)));
      this.#values[slot] = values;
    }
    return values;
  }

  #decode(text: string): unknown {
    return text.startsWith('[') ? partsOf(text).map((part) => this.#member(part)) : decode(text);
  }

  #member(text: string): unknown {
    let member = this.#members.get(text);
    if (member === undefined) {
      member = decode(text);
      this.#members.set(text, member);
    }
    return member;
  }

  #counts({ slot }: End): Int32Array {
    return slot < 0 ? Int32Array.of(this.#times.of.table.count) : this.#times.slot(slot);
  }

  #visitSlotSizes(
    slot: number,
    path: Path,
    visit: (size: number | undefined, times: number) => void,
  ): void {
    const counts = this.#times.slot(slot);
    for (const [id, value] of this.#valuesOf(slot).entries()) {
      const count = at(counts, id);
      if (count > 0) visit(sizeOf(partAt(value, path)), count);
    }
  }

  /** In how many states a collection of several slots has each size. */
  #sizes(place: Exclude<ShownPlace, { kind: 'leaf' }>): Int32Array {
    const times = this.#times;
    const { codec, table } = times.of;
    const { count } = table;
    const textOf = (slot: number, value: number) => codec.slot(slot).texts[value] ?? absent;
    if (place.kind === 'set') return times.sizes(place);
    if (place.kind === 'joined') {
      const members = new Map(place.slots.map((each) => [each.slot, each.members]));
      return times.sums([...members.keys()], (slot, value) => {
        return members.get(slot)?.(this.#valuesOf(slot)[value]).length ?? 0;
      });
    }
    const parts = placesIn(place);
    const optional =
      place.kind === 'record' ? [] : [...place.fields.values()].flatMap(optionalSlot);
    const isThere = (slot: number, value: number) => (textOf(slot, value) === absent ? 0 : 1);
    const sums = count > 0 ? times.sums(optional, isThere) : new Int32Array(0);
    const fixed = parts.length - optional.length;
    return Int32Array.from({ length: fixed + sums.length }, (_, size) => sums[size - fixed] ?? 0);
  }
}

/** The values of a slot in classes of those with the same parts, each with one of its values. */
function classed({ slot, parts }: End): ClassedSlot & { readonly examples: readonly number[] } {
  const scalars = new Map<unknown, number>();
  const classes = new Map<string, number>();
  const examples: number[] = [];
  const classOf = Int32Array.from(parts, (of, value) => {
    const numbers = of.map((part) => numberIn(scalars, scalarOf(part)));
    const known = numberIn(classes, numbers.join());
    if (known === examples.length) examples.push(value);
    return known;
  });
  return { slot, classOf, count: examples.length, examples };
}

/** The number of a key, which is given one where it has none yet. */
function numberIn<K>(numbers: Map<K, number>, key: K): number {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
}

function optionalSlot({ optional, place }: { optional: boolean; place: Place }): readonly number[] {
  return optional && place.kind === 'leaf' ? [place.slot] : [];
}

function partsAt(whole: unknown, path: Path): readonly unknown[] {
  const parts: unknown[] = [];
  eachPart(whole, path, (part) => parts.push(part));
  return parts;
}

/** The place at a path, or that of the slot in which the rest of the path leads on. */
function placeAt(root: ShownPlace, path: Path): readonly [ShownPlace | undefined, Path] {
  let place: ShownPlace | undefined = root;
  for (const [index, step] of path.entries()) {
    if (place === undefined || place.kind === 'leaf') return [place, path.slice(index)];
    place = partOf(place, step);
  }
  return [place, []];
}

function partOf(place: Exclude<ShownPlace, { kind: 'leaf' }>, step: PathStep | undefined) {
  const key = String(step as string | number);
  if (place.kind === 'record') return place.parts.get(key);
  if (place.kind === 'object' || place.kind === 'tuple') return place.fields.get(key)?.place;
  return undefined;
}

function placesIn(place: Exclude<ShownPlace, { kind: 'leaf' }>): readonly ShownPlace[] {
  if (place.kind === 'record') return [...place.parts.values()];
  if (place.kind === 'object' || place.kind === 'tuple') {
    return [...place.fields.values()].map((field) => field.place);
  }
  return [];
}

/** Something of the same shape as what stands at a place of several slots. */
function exampleOf(place: Exclude<ShownPlace, { kind: 'leaf' }>): unknown {
  if (place.kind === 'set') return new Set();
  return 'example' in place ? place.example : place.blank;
}
