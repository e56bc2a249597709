/**
 * A state that notices what is observed of it. Every part that user code can reach is either loaded,
 * and the load is recorded, or still pending; objects and tuples are proxies over plain targets that
 * fill up as they are looked at, so that whatever JavaScript can do with the plain value it can do
 * with the tracked one. What cannot be followed abandons the run: it is repeated on plain values.
 */
import type { Field, Place, RecordPlace } from '../shape/shape.ts';
import { absent, decompose, type IdSource, type RowCodec } from '../shape/slot-values.ts';
import { knownPart } from './known-part.ts';
import type { Reads } from './reads.ts';
import { TrackedSet } from './tracked-set.ts';

/** What the parts of one tracked state share. */
export class Tracking {
  readonly codec: RowCodec;
  readonly ids: IdSource;
  readonly reads: Reads;
  /** 0 for a state, 1 for the state after a step. */
  readonly side: number;
  /** Shown to a guard or a property, which may only read. */
  readonly isFrozen: boolean;
  /** For a frozen state, 1 for each unit of which it is no news that it was looked at. */
  readonly known: Uint8Array | undefined;
  #unlooked: PropertyDescriptor | undefined;

  constructor(
    codec: RowCodec,
    ids: IdSource,
    reads: Reads,
    side: number,
    isFrozen: boolean,
    known?: Uint8Array,
  ) {
    this.codec = codec;
    this.ids = ids;
    this.reads = reads;
    this.side = side;
    this.isFrozen = isFrozen;
    this.known = known;
  }

  /** Whether it is no news that a slot was looked at. */
  isKnown(slot: number): boolean {
    return this.known !== undefined && this.reads.isIn(this.known, slot, this.side);
  }

  /** Gives up following; the result suits a trap that refuses. */
  abandon(): false {
    this.reads.isAbandoned = true;
    return false;
  }

  /** Says that a key is there. Who looks further, at its value, cannot be followed. */
  get unlooked(): PropertyDescriptor {
    const look = () => this.abandon();
    this.#unlooked ??= { get: look, set: look, enumerable: true, configurable: true };
    return this.#unlooked;
  }

  /** The text of a slot's value, without recording that it was looked at. */
  peek(slot: number): string {
    return this.codec.slot(slot).text(this.ids.id(slot));
  }

  /** The value of a slot, for user code. */
  load(slot: number): unknown {
    this.reads.slot(slot, this.side);
    const values = this.codec.slot(slot);
    const id = this.ids.id(slot);
    return this.isFrozen ? values.frozen(id, this.side) : values.value(id);
  }
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
    if (root.kind === 'leaf') this.value = tracking.load(root.slot);
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
function changed(tracking: Tracking, visit: Visit): Visit {
  return (slot, text) => {
    const isSame = tracking.reads.knows(slot, tracking.side) && tracking.peek(slot) === text;
    if (!isSame) visit(slot, text);
  };
}

function partOf(place: Exclude<Place, { kind: 'leaf' }>, tracking: Tracking): Part {
  return place.kind === 'set'
    ? new TrackedSet(place, tracking)
    : new TrackedRecord(place, tracking);
}

/**
 * An object or a tuple whose properties are loaded when they are looked at. It is its own proxy
 * handler: runs are many and short, and closures for each would cost more than the runs.
 */
class TrackedRecord implements Part, ProxyHandler<Record<PropertyKey, unknown>> {
  readonly proxy: object;
  readonly #place: RecordPlace;
  readonly #tracking: Tracking;
  readonly #target: Record<PropertyKey, unknown>;
  /** Bits of the fields that are not pending any more; those beyond a word stand in `#alsoLoaded`. */
  #loaded = 0;
  #alsoLoaded: Set<number> | undefined;
  #parts: Map<string, Part> | undefined;
  /** Keys whose descriptors JavaScript asks for next, to see no more than that they are enumerable. */
  #enumerated: readonly PropertyKey[] = noKeys;
  #next = 0;

  constructor(place: RecordPlace, tracking: Tracking) {
    this.#place = place;
    this.#tracking = tracking;
    // The keys stand there from the beginning, in the order in which the plain value lists them.
    this.#target = (
      place.kind === 'tuple' ? [...(place.blank as unknown[])] : { ...place.blank }
    ) as Record<PropertyKey, unknown>;
    this.proxy = new Proxy(this.#target, this);
  }

  changes(visit: Visit): boolean {
    const { fields, kind } = this.#place;
    const isTuple = kind === 'tuple';
    if (isTuple && this.#target['length'] !== fields.size) return false;
    const keys = Reflect.ownKeys(this.#target).length - (isTuple ? 1 : 0);
    let present = 0;
    for (const [key, { place, optional }] of fields) {
      const property = Object.getOwnPropertyDescriptor(this.#target, key);
      if (property) present += 1;
      if (this.#isPending(key)) continue;
      if (!property) {
        if (!optional || place.kind !== 'leaf') return false;
        visit(place.slot, absent);
        continue;
      }
      const part = this.#parts?.get(key);
      const isOwn = part !== undefined && property.value === part.proxy;
      if (!(isOwn ? part.changes(visit) : decompose(place, property.value, visit))) return false;
    }
    return present === keys;
  }

  get(target: Record<PropertyKey, unknown>, key: PropertyKey): unknown {
    this.#load(key);
    return target[key];
  }

  has(target: object, key: PropertyKey): boolean {
    this.#loadPresence(key);
    return Reflect.has(target, key);
  }

  set(target: object, key: PropertyKey, value: unknown): boolean {
    if (this.#tracking.isFrozen) return false;
    this.#loadPresence(key);
    this.#settle(this.#place.fields.get(key as string));
    return Reflect.set(target, key, value);
  }

  deleteProperty(target: object, key: PropertyKey): boolean {
    this.#loadPresence(key);
    if (this.#tracking.isFrozen) return !Reflect.has(target, key);
    this.#settle(this.#place.fields.get(key as string));
    return Reflect.deleteProperty(target, key);
  }

  ownKeys(target: object): (string | symbol)[] {
    const { optionalKeys } = this.#place;
    for (const key of optionalKeys) this.#load(key);
    const keys = Reflect.ownKeys(target);
    // Enumerations ask once for the keys; who asks twice is about to look at descriptors.
    this.#enumerated = this.#enumerated.length > 0 && this.#next === 0 ? noKeys : keys;
    this.#next = 0;
    return keys;
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    if (this.#isEnumerating(key) && this.#isPending(key)) {
      return this.#tracking.unlooked;
    }
    this.#load(key);
    return Reflect.getOwnPropertyDescriptor(target, key);
  }

  defineProperty(): boolean {
    return this.#tracking.abandon();
  }

  preventExtensions(): boolean {
    return this.#tracking.abandon();
  }

  setPrototypeOf(): boolean {
    return this.#tracking.abandon();
  }

  isExtensible(target: object): boolean {
    this.#tracking.abandon();
    return Reflect.isExtensible(target);
  }

  /** Whether a descriptor is asked for by an enumeration, which looks at nothing but enumerability. */
  #isEnumerating(key: PropertyKey): boolean {
    if (this.#enumerated[this.#next] !== key) {
      this.#enumerated = noKeys;
      return false;
    }
    this.#next += 1;
    return true;
  }

  #isPending(key: PropertyKey): boolean {
    const field = this.#place.fields.get(key as string);
    return field !== undefined && !this.#isSettled(field);
  }

  #load(key: PropertyKey): void {
    if (typeof key !== 'string') return;
    const field = this.#place.fields.get(key);
    if (!field || this.#isSettled(field)) return;
    this.#settle(field);
    const { place, optional } = field;
    if (place.kind !== 'leaf') {
      const known = place.kind === 'set' ? undefined : knownPart(place, this.#tracking);
      if (known) {
        this.#target[key] = known;
        return;
      }
      const part = partOf(place, this.#tracking);
      this.#parts ??= new Map();
      this.#parts.set(key, part);
      this.#target[key] = part.proxy;
      return;
    }
    const value = this.#tracking.load(place.slot);
    if (optional && this.#tracking.peek(place.slot) === absent) delete this.#target[key];
    else this.#target[key] = value;
  }

  #isSettled({ index }: Field): boolean {
    return index < 31 ? ((this.#loaded >> index) & 1) === 1 : this.#alsoLoaded?.has(index) === true;
  }

  #settle(field: Field | undefined): void {
    if (!field) return;
    if (field.index < 31) this.#loaded |= 1 << field.index;
    else {
      this.#alsoLoaded ??= new Set();
      this.#alsoLoaded.add(field.index);
    }
  }

  /** Loads an optional key; any other is there. */
  #loadPresence(key: PropertyKey): void {
    if (this.#place.optionalKeys.has(key as string)) this.#load(key);
  }
}

const noKeys: readonly PropertyKey[] = [];
