/**
 * A state that notices what is observed of it. Every part that user code can reach is either loaded,
 * and the load is recorded, or still pending; objects and tuples are proxies over plain targets that
 * fill up as they are looked at, so that whatever JavaScript can do with the plain value it can do
 * with the tracked one. What cannot be followed abandons the run: it is repeated on plain values.
 */
import { deepFreeze } from '../../../values/freeze.ts';
import type { Field, Place } from '../shape/shape.ts';
import { absent, decompose, type RowCodec } from '../shape/slot-values.ts';
import { at } from '../store/numbers.ts';
import type { Reads } from './reads.ts';
import { TrackedSet } from './tracked-set.ts';

/** What the parts of one tracked state share. */
export interface Tracking {
  readonly codec: RowCodec;
  /** The number of the value of each slot. */
  readonly ids: ArrayLike<number>;
  readonly reads: Reads;
  /** 0 for a state, 1 for the state after a step. */
  readonly side: number;
  /** Shown to a guard or a property, which may only read. */
  readonly isFrozen: boolean;
}

/** What a turn made of a slot. */
export type Visit = (slot: number, text: string) => void;

interface Part {
  readonly proxy: object;
  /** Tells the slots that may have changed; false when the part has left its shape. */
  changes(visit: Visit): boolean;
}

/** The tracked value of a whole state. */
export class TrackedState {
  readonly value: unknown;
  readonly #tracking: Tracking;
  readonly #root: Place;
  readonly #part: Part | undefined;

  constructor(root: Place, tracking: Tracking) {
    this.#root = root;
    this.#tracking = tracking;
    if (root.kind === 'leaf') this.value = load(root.slot, tracking);
    else {
      this.#part = partOf(root, tracking);
      this.value = this.#part.proxy;
    }
  }

  /** Tells every slot whose value may differ from before; false when the state left its shape. */
  changes(visit: Visit): boolean {
    if (this.#part) return this.#part.changes(changed(this.#tracking, visit));
    return decompose(this.#root, this.value, changed(this.#tracking, visit));
  }
}

/** Keeps back a value that the turn knows to be the same as before. */
function changed({ codec, ids, reads, side }: Tracking, visit: Visit): Visit {
  return (slot, text) => {
    const isSame = reads.knows(slot, side) && codec.slot(slot).text(at(ids, slot)) === text;
    if (!isSame) visit(slot, text);
  };
}

function load(slot: number, { codec, ids, reads, side, isFrozen }: Tracking): unknown {
  reads.slot(slot, side);
  const value = codec.slot(slot).value(at(ids, slot));
  return isFrozen ? deepFreeze(value) : value;
}

function partOf(place: Exclude<Place, { kind: 'leaf' }>, tracking: Tracking): Part {
  switch (place.kind) {
    case 'set':
      return new TrackedSet(place, tracking);
    case 'object':
      return new TrackedRecord({}, [...place.fields], tracking);
    case 'tuple':
      return new TrackedRecord(
        new Array(place.items.length).fill(undefined),
        place.items.map((item, i) => [String(i), { place: item, optional: false }] as const),
        tracking,
      );
  }
}

/** An object or a tuple whose properties are loaded when they are looked at. */
class TrackedRecord implements Part {
  readonly proxy: object;
  readonly #target: Record<string, unknown>;
  readonly #tracking: Tracking;
  readonly #pending: Map<string, Field>;
  readonly #parts = new Map<string, Part>();
  readonly #fields: readonly (readonly [string, Field])[];
  /** Keys whose descriptors JavaScript asks for next, to see no more than that they are enumerable. */
  #enumerated: readonly PropertyKey[] = [];
  #next = 0;

  constructor(target: object, fields: readonly (readonly [string, Field])[], tracking: Tracking) {
    this.#target = target as Record<string, unknown>;
    this.#fields = fields;
    this.#tracking = tracking;
    this.#pending = new Map(fields);
    // The keys stand there from the beginning, in the order in which the plain value lists them.
    for (const [key] of fields) this.#target[key] = undefined;
    this.proxy = new Proxy(target, this.#handler());
  }

  changes(visit: Visit): boolean {
    const isTuple = Array.isArray(this.#target);
    if (isTuple && this.#target['length'] !== this.#fields.length) return false;
    const keys = Reflect.ownKeys(this.#target).length - (isTuple ? 1 : 0);
    let present = 0;
    for (const [key, { place, optional }] of this.#fields) {
      const property = Object.getOwnPropertyDescriptor(this.#target, key);
      if (property) present += 1;
      if (this.#pending.has(key)) continue;
      if (!property) {
        if (!optional || place.kind !== 'leaf') return false;
        visit(place.slot, absent);
        continue;
      }
      const part = this.#parts.get(key);
      const isOwn = part !== undefined && property.value === part.proxy;
      if (!(isOwn ? part.changes(visit) : decompose(place, property.value, visit))) return false;
    }
    return present === keys;
  }

  #handler(): ProxyHandler<object> {
    const target = this.#target;
    return {
      get: (_, key) => {
        this.#load(key);
        return Reflect.get(target, key);
      },
      has: (_, key) => {
        this.#loadPresence(key);
        return Reflect.has(target, key);
      },
      set: (_, key, value) => {
        if (this.#tracking.isFrozen) return false;
        this.#loadPresence(key);
        this.#forget(key);
        return Reflect.set(target, key, value);
      },
      deleteProperty: (_, key) => {
        if (this.#tracking.isFrozen && Reflect.has(target, key)) return false;
        this.#loadPresence(key);
        this.#forget(key);
        return Reflect.deleteProperty(target, key);
      },
      ownKeys: () => {
        for (const [key, { optional }] of this.#fields) if (optional) this.#load(key);
        const keys = Reflect.ownKeys(target);
        // Enumerations ask once for the keys; who asks twice is about to look at descriptors.
        this.#enumerated = this.#enumerated.length > 0 && this.#next === 0 ? [] : keys;
        this.#next = 0;
        return keys;
      },
      getOwnPropertyDescriptor: (_, key) => {
        if (this.#isEnumerating(key) && this.#isPending(key)) return this.#lazyDescriptor(key);
        this.#load(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      defineProperty: () => this.#abandon(),
      preventExtensions: () => this.#abandon(),
      isExtensible: () => {
        this.#abandon();
        return Reflect.isExtensible(target);
      },
      setPrototypeOf: () => this.#abandon(),
    };
  }

  /** Whether a descriptor is asked for by an enumeration, which looks at nothing but enumerability. */
  #isEnumerating(key: PropertyKey): boolean {
    if (this.#enumerated[this.#next] !== key) {
      this.#enumerated = [];
      return false;
    }
    this.#next += 1;
    return true;
  }

  #isPending(key: PropertyKey): boolean {
    return typeof key === 'string' && this.#pending.has(key);
  }

  /** Says that a key is there, and loads its value for whoever wants that too. */
  #lazyDescriptor(key: PropertyKey): PropertyDescriptor {
    return {
      get: () => Reflect.get(this.proxy, key),
      set: (value: unknown) => Reflect.set(this.proxy, key, value),
      enumerable: true,
      configurable: true,
    };
  }

  #load(key: PropertyKey): void {
    const field = typeof key === 'string' ? this.#pending.get(key) : undefined;
    if (typeof key !== 'string' || !field) return;
    this.#pending.delete(key);
    const { place, optional } = field;
    if (place.kind !== 'leaf') {
      const part = partOf(place, this.#tracking);
      this.#parts.set(key, part);
      this.#target[key] = part.proxy;
      return;
    }
    const value = load(place.slot, this.#tracking);
    const { codec, ids } = this.#tracking;
    const isAbsent = optional && codec.slot(place.slot).text(at(ids, place.slot)) === absent;
    if (isAbsent) delete this.#target[key];
    else this.#target[key] = value;
  }

  /** Loads an optional key; any other is there. */
  #loadPresence(key: PropertyKey): void {
    if (typeof key === 'string' && this.#pending.get(key)?.optional) this.#load(key);
  }

  #forget(key: PropertyKey): void {
    if (typeof key === 'string') this.#pending.delete(key);
  }

  #abandon(): false {
    this.#tracking.reads.isAbandoned = true;
    return false;
  }
}
