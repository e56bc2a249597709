import { decode, encode, endOf, isMutable } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import type { Place, RecordPlace, SetPlace, Shape, Slot } from './shape.ts';

/** Where the numbers of a state's values come from. */
export interface IdSource {
  id(slot: number): number;
}

/** The text that stands for a key that is not there; no canonical text is empty. */
export const absent = '';

/** Stands for a value that must be copied each time. */
const copied = Symbol('copied');

/** So many frozen values of a slot are kept; of the others the last. */
const keptMax = 4_096;

/** The numbers of the values that one slot has had, in the order in which they appeared. */
export class SlotValues {
  readonly texts: string[] = [];
  /** Values that need no copy. */
  readonly #primitives: unknown[] = [];
  readonly #ids = new Map<string, number>();

  /** For each side of a step, the first values, frozen once they are asked for. */
  readonly #kept: unknown[][] = [];
  /** For each side of a step, the value that was frozen last. */
  readonly #frozen: { readonly id: number; readonly value: unknown }[] = [];

  constructor(slot: Slot) {
    if (slot.kind === 'bit') for (const text of ['f', 't']) this.intern(text);
  }

  /** The number of a value by its canonical text. */
  intern(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      this.#ids.set(text, id);
      this.texts.push(text);
      this.#primitives.push(text === absent ? undefined : isMutable(text) ? copied : decode(text));
    }
    return id;
  }

  /** The number of a value, or -1 for one that the slot has not had. */
  find(text: string): number {
    return this.#ids.get(text) ?? -1;
  }

  text(id: number): string {
    const text = this.texts[id];
    if (text === undefined) throw new Error(`Internal error: a slot has no value ${id}.`);
    return text;
  }

  /** A fresh, mutable value; undefined for an absent one. */
  value(id: number): unknown {
    const value = this.#primitives[id];
    return value === copied ? decode(this.text(id)) : value;
  }

  /** A frozen value. The functions that look at one state share it, as on plain values. */
  frozen(id: number, side: number): unknown {
    const value = this.#primitives[id];
    if (value !== copied) return value;
    if (id < keptMax) {
      const kept = this.#kept[side] ?? [];
      this.#kept[side] = kept;
      kept[id] ??= deepFreeze(decode(this.text(id)));
      return kept[id];
    }
    const last = this.#frozen[side];
    if (last?.id === id) return last.value;
    const frozen: unknown = deepFreeze(decode(this.text(id)));
    this.#frozen[side] = { id, value: frozen };
    return frozen;
  }
}

/** Turns canonical states into one number for each slot, and back. */
export class RowCodec {
  readonly values: readonly SlotValues[];
  readonly #root: Place;
  readonly #names: ReadonlyMap<string, string>;

  constructor(shape: Shape) {
    this.#root = shape.root;
    this.values = shape.slots.map((slot) => new SlotValues(slot));
    this.#names = namesIn(shape.root, new Map());
  }

  slot(slot: number): SlotValues {
    return this.values[slot] as SlotValues;
  }

  /** The canonical text of a state, from the numbers of its values. */
  text(ids: IdSource): string {
    return this.#text(this.#root, ids);
  }

  /** The numbers of the values of a canonical state. */
  ids(key: string): Int32Array {
    const ids = new Int32Array(this.values.length);
    const fits = this.split(key, (slot, text) => {
      ids[slot] = this.slot(slot).intern(text);
    });
    if (!fits) throw new Error('Internal error: a state of the schema does not fit its shape.');
    return ids;
  }

  /** Takes a canonical state apart into the texts of its slots; false when it has another shape. */
  split(key: string, visit: (slot: number, text: string) => void): boolean {
    return this.#split(this.#root, key, 0, visit) === key.length;
  }

  /** Where the place ends in the text, or -1 when something else stands there. */
  #split(
    place: Place,
    key: string,
    from: number,
    visit: (slot: number, text: string) => void,
  ): number {
    if (place.kind === 'leaf') {
      const end = endOf(key, from);
      visit(place.slot, key.slice(from, end));
      return end;
    }
    if (place.kind === 'set') return splitSet(place, key, from, visit);
    const isTuple = place.kind === 'tuple';
    if (key[from] !== (isTuple ? '[' : '{')) return -1;
    let at = from + 1;
    for (const [name, field] of place.fields) {
      const prefix = isTuple ? '' : (this.#names.get(name) as string);
      if (isTuple ? key[at] !== ']' : key.startsWith(prefix, at)) {
        at = this.#split(field.place, key, at + prefix.length, visit);
        if (at < 0) return -1;
      } else if (field.optional && field.place.kind === 'leaf') visit(field.place.slot, absent);
      else return -1;
    }
    return key[at] === (isTuple ? ']' : '}') ? at + 1 : -1;
  }

  #text(place: Place, ids: IdSource): string {
    switch (place.kind) {
      case 'leaf':
        return this.slot(place.slot).text(ids.id(place.slot));
      case 'tuple':
        return `[${[...place.fields.values()].map((item) => this.#text(item.place, ids)).join('')}]`;
      case 'object': {
        let text = '{';
        for (const [key, field] of place.fields) {
          const item = this.#text(field.place, ids);
          if (item !== absent) text += (this.#names.get(key) as string) + item;
        }
        return `${text}}`;
      }
      case 'set': {
        let text = '<';
        for (const [element, slot] of place.slots) if (ids.id(slot) === 1) text += encode(element);
        return `${text}>`;
      }
    }
  }
}

function splitSet(
  place: SetPlace,
  key: string,
  from: number,
  visit: (slot: number, text: string) => void,
): number {
  if (key[from] !== '<') return -1;
  const present = new Set<number>();
  let at = from + 1;
  while (key[at] !== '>') {
    const end = endOf(key, at);
    const slot = place.slots.get(decode(key.slice(at, end)));
    if (slot === undefined) return -1;
    present.add(slot);
    at = end;
  }
  for (const slot of place.slots.values()) visit(slot, present.has(slot) ? 't' : 'f');
  return at + 1;
}

function namesIn(place: Place, names: Map<string, string>): Map<string, string> {
  if (place.kind === 'object' || place.kind === 'tuple') {
    for (const [key, field] of place.fields) {
      names.set(key, encode(key));
      namesIn(field.place, names);
    }
  }
  return names;
}

/**
 * Takes a value apart into the canonical texts of its slots; false when it has another shape. Throws
 * `RefusedValue` for what is not data. Reads through the usual protocols of JavaScript, so a tracked
 * value notices it.
 */
export function decompose(
  place: Place,
  value: unknown,
  visit: (slot: number, text: string) => void,
): boolean {
  switch (place.kind) {
    case 'leaf':
      visit(place.slot, encode(value));
      return true;
    case 'tuple':
      return (
        Array.isArray(value) &&
        value.length === place.fields.size &&
        Object.keys(value).length === value.length &&
        [...place.fields.values()].every((item, i) => decompose(item.place, value[i], visit))
      );
    case 'object':
      return decomposeObject(place.fields, value, visit);
    case 'set': {
      if (!(value instanceof Set)) return false;
      const elements: readonly unknown[] = [...value];
      if (!elements.every((element) => place.slots.has(element))) return false;
      const present = new Set(elements);
      for (const [element, slot] of place.slots) visit(slot, present.has(element) ? 't' : 'f');
      return true;
    }
  }
}

function decomposeObject(
  fields: RecordPlace['fields'],
  value: unknown,
  visit: (slot: number, text: string) => void,
): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  // Asked twice, a tracked part gives descriptors with values.
  Reflect.ownKeys(value);
  const keys = Reflect.ownKeys(value);
  if (!keys.every((key) => typeof key === 'string' && fields.has(key))) return false;
  const isOwn = new Set(keys);
  for (const [key, { place, optional }] of fields) {
    if (isOwn.has(key)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (!property || !('value' in property) || !property.enumerable) return false;
      if (!decompose(place, property.value, visit)) return false;
    } else if (optional && place.kind === 'leaf') visit(place.slot, absent);
    else return false;
  }
  return true;
}
