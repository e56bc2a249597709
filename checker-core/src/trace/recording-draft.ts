/**
 * A draft that tells of every change made to it, for replaying a turn that is already known.
 * Exploring a model uses plain drafts: only an explanation needs to know where a change was made.
 *
 * Places are found by identity at the moment of a write, so that an element keeps its right path
 * when others move, and a write to something taken out of the state is no write to the state.
 */
import { differencesOf } from '../values/difference.ts';

/** One change of a draft, at the moment it was made. */
export interface RecordedWrite {
  readonly path: readonly unknown[];
  readonly before: unknown;
  readonly after: unknown;
  /** The call stack of the write, as V8 prints it. */
  readonly stack: string;
}

/** Wraps `root`, which is changed in place, and calls `onWrite` after each change of its value. */
export function recordingDraft<T>(root: T, onWrite: (write: RecordedWrite) => void): T {
  return new Recorder(root, onWrite).wrap(root) as T;
}

const changesOfArray: ReadonlySet<PropertyKey> = new Set([
  'copyWithin',
  'fill',
  'pop',
  'push',
  'reverse',
  'shift',
  'sort',
  'splice',
  'unshift',
]);
const searchesOfArray: ReadonlySet<PropertyKey> = new Set(['includes', 'indexOf', 'lastIndexOf']);
const changesOfCollection: ReadonlySet<PropertyKey> = new Set(['add', 'clear', 'delete', 'set']);

type Method = (...args: unknown[]) => unknown;
type Collection = Set<unknown> | Map<unknown, unknown>;

class Recorder {
  readonly #root: unknown;
  readonly #onWrite: (write: RecordedWrite) => void;
  readonly #wrappers = new WeakMap<object, object>();
  readonly #originals = new WeakMap<object, object>();

  constructor(root: unknown, onWrite: (write: RecordedWrite) => void) {
    this.#root = root;
    this.#onWrite = onWrite;
  }

  wrap(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    if (this.#originals.has(value)) return value;
    const known = this.#wrappers.get(value);
    if (known !== undefined) return known;
    const isCollection = value instanceof Set || value instanceof Map;
    const wrapper = new Proxy(value, isCollection ? this.#collectionTraps() : this.#recordTraps());
    this.#wrappers.set(value, wrapper);
    this.#originals.set(wrapper, value);
    return wrapper;
  }

  /** The plain value of a wrapper, or a plain value without the wrappers that it holds. */
  #unwrap(value: unknown, seen = new Set<unknown>()): unknown {
    if (typeof value !== 'object' || value === null || seen.has(value)) return value;
    const original = this.#originals.get(value);
    if (original !== undefined) return original;
    // What is known to the draft holds no wrappers.
    if (this.#wrappers.has(value)) return value;
    seen.add(value);
    const plain = (inner: unknown) => this.#unwrap(inner, seen);
    if (value instanceof Set) replaceElements(value, plain);
    else if (value instanceof Map) replaceEntries(value, plain);
    else return withPlainFields(value, plain);
    return value;
  }

  #recordTraps(): ProxyHandler<object> {
    return {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value === 'function') {
          return Array.isArray(target) ? this.#arrayMethod(target, key, value as Method) : value;
        }
        // A proxy must show the constant fields of its target as they are.
        return isConstant(target, key) ? value : this.wrap(value);
      },
      set: (target, key, value) => {
        const plain = this.#unwrap(value);
        return this.#recordField(target, key, () => Reflect.set(target, key, plain));
      },
      deleteProperty: (target, key) =>
        this.#recordField(target, key, () => Reflect.deleteProperty(target, key)),
      defineProperty: (target, key, descriptor) => {
        const plain =
          'value' in descriptor
            ? { ...descriptor, value: this.#unwrap(descriptor.value) }
            : descriptor;
        return this.#recordField(target, key, () => Reflect.defineProperty(target, key, plain));
      },
    };
  }

  /** A method of an array that changes it is one write, not one for each element that moves. */
  #arrayMethod(target: unknown[], key: PropertyKey, method: Method): Method {
    const onPlain: Method = (...args) =>
      Reflect.apply(
        method,
        target,
        args.map((argument) => this.#unwrap(argument)),
      );
    if (searchesOfArray.has(key)) return onPlain;
    if (!changesOfArray.has(key)) return method;
    return (...args) => this.wrap(this.#recordWhole(target, () => onPlain(...args)));
  }

  #collectionTraps(): ProxyHandler<object> {
    return {
      get: (target, key) => {
        const collection = target as Collection;
        const value: unknown = Reflect.get(collection, key, collection);
        if (typeof value !== 'function' || isConstant(target, key)) return value;
        return this.#collectionMethod(collection, key, value as Method);
      },
    };
  }

  #collectionMethod(collection: Collection, key: PropertyKey, method: Method): Method {
    if (key === 'constructor') return method;
    if (key === 'forEach') {
      return (visit, self) => {
        for (const [name, value] of collection.entries()) {
          const args = [this.wrap(value), this.wrap(name), this.wrap(collection)];
          Reflect.apply(visit as Method, self, args);
        }
      };
    }
    if (key === 'keys' || key === 'values' || key === 'entries' || key === Symbol.iterator) {
      const isPairs = key === 'entries' || (key === Symbol.iterator && collection instanceof Map);
      return () => this.#wrapEach(Reflect.apply(method, collection, []), isPairs);
    }
    const onPlain: Method = (...args) =>
      this.wrap(
        Reflect.apply(
          method,
          collection,
          args.map((argument) => this.#unwrap(argument)),
        ),
      );
    if (!changesOfCollection.has(key)) return onPlain;
    return (...args) => this.#recordElement(collection, args, () => onPlain(...args));
  }

  /** A pair made by `entries` is no part of the state; what it holds is. */
  *#wrapEach(elements: unknown, isPairs: boolean): Generator<unknown, undefined> {
    for (const element of elements as Iterable<unknown>) {
      if (isPairs) yield (element as unknown[]).map((part) => this.wrap(part));
      else yield this.wrap(element);
    }
    return undefined;
  }

  #recordField(target: object, key: PropertyKey, write: () => boolean): boolean {
    if (typeof key === 'symbol') return write();
    if (Array.isArray(target) && key === 'length') return this.#recordWhole(target, write);
    const name = Array.isArray(target) ? Number(key) : key;
    const read = () => (Object.hasOwn(target, key) ? [snapshot(Reflect.get(target, key))] : []);
    return this.#record(target, [name], read, write);
  }

  #recordWhole<R>(target: object, write: () => R): R {
    return this.#record(target, [], () => [snapshot(target)], write);
  }

  #recordElement<R>(collection: Collection, args: readonly unknown[], write: () => R): R {
    if (args.length === 0) return this.#recordWhole(collection, write);
    const element = this.#unwrap(args[0]);
    const read = () => {
      if (!collection.has(element)) return [];
      return [snapshot(collection instanceof Map ? collection.get(element) : element)];
    };
    return this.#record(collection, [snapshot(element)], read, write);
  }

  /**
   * Makes a write and tells of it as narrowly as the values before and after allow. `read` gives
   * the value at the place in a list, empty while there is none.
   */
  #record<R>(target: object, at: readonly unknown[], read: () => unknown[], write: () => R): R {
    // Found before the write, which may change the element of a set that leads here.
    const toTarget = pathOf(this.#root, target);
    const before = read();
    const result = write();
    const after = read();
    const differences = differencesOf(before, after);
    if (toTarget === undefined || differences.length === 0) return result;
    const path = [...toTarget, ...at];
    const [only] = differences.length === 1 ? differences : [];
    const change =
      only === undefined
        ? { path, before: before[0], after: after[0] }
        : { path: [...path, ...only.path.slice(1)], before: only.before, after: only.after };
    this.#onWrite({ ...change, stack: callStack() });
    return result;
  }
}

/** A copy that later writes do not reach; a value that is not data stays itself. */
function snapshot(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

function isConstant(target: object, key: PropertyKey): boolean {
  const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
  return descriptor?.configurable === false && descriptor.writable === false;
}

function replaceElements(set: Set<unknown>, plain: (value: unknown) => unknown) {
  const elements = [...set];
  const replaced = elements.map(plain);
  if (elements.every((element, index) => Object.is(element, replaced[index]))) return;
  set.clear();
  for (const element of replaced) set.add(element);
}

function replaceEntries(map: Map<unknown, unknown>, plain: (value: unknown) => unknown) {
  const entries = [...map];
  map.clear();
  for (const [key, value] of entries) map.set(plain(key), plain(value));
}

/** The same object with plain values in its fields; a copy of it where its fields are constant. */
function withPlainFields(value: object, plain: (value: unknown) => unknown): object {
  let result = value;
  for (const key of Object.keys(value)) {
    const inner: unknown = Reflect.get(value, key);
    const replaced = plain(inner);
    if (Object.is(inner, replaced)) continue;
    if (result === value && isConstant(value, key)) {
      result = Array.isArray(value) ? [...value] : { ...value };
    }
    Reflect.set(result, key, replaced);
  }
  return result;
}

/** The keys that lead from `from` to the object `target`, or undefined if none do. */
function pathOf(
  from: unknown,
  target: object,
  seen = new Set<unknown>(),
): readonly unknown[] | undefined {
  if (from === target) return [];
  if (typeof from !== 'object' || from === null || seen.has(from)) return undefined;
  seen.add(from);
  for (const [key, value] of childrenOf(from)) {
    const rest = pathOf(value, target, seen);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

function childrenOf(value: object): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(value)) return value.entries();
  if (value instanceof Map) return value;
  if (value instanceof Set) return [...value].map((element) => [snapshot(element), element]);
  return Object.entries(value);
}

/** The stack of the running turn, deep enough to pass through helper functions of the model. */
export function callStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const { stack } = new Error('write');
  Error.stackTraceLimit = limit;
  return stack ?? '';
}
