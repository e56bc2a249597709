/**
 * Canonical values: a text for each state, equal if and only if the states are equal by value.
 *
 * Every value is written as one tag character and a payload that says itself where it ends, so that
 * no two different values share a text: neighbours cannot swap elements, and keys that contain
 * separators are no danger. Sets and maps are written in the order of their texts, objects in the
 * order of their keys. Integers are written so that their texts sort like the numbers.
 *
 * `decode` gives fresh, mutable values in normal form: sets, maps and objects are filled in
 * canonical order, whatever the order in which a turn had filled them.
 */
import { isData, isDense, isPlain } from './plain-data.ts';
import { placeOfRefused } from './refused-place.ts';
import { RefusedValue } from './refused-value.ts';

const depthMax = 500;
const tooDeep = 'a cycle, or data nested over 500 levels deep,';
/** Of a cycle no more keys are shown. */
const tooDeepShown = 5;

/** The canonical text of a value. Throws `RefusedValue` for what is not data. */
export function encode(value: unknown): string {
  try {
    return encodeAt(value, 0);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    const { path, what } = error;
    const most = what === tooDeep ? tooDeepShown : depthMax;
    throw new RefusedValue([...placeOfRefused(value, most, encodeAt), path.slice(1)], what);
  }
}

/** Refusals from here on tell the place within the value that cannot be written, mostly none. */
function encodeAt(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'undefined':
      return 'u';
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return encodeNumber(value);
    case 'bigint':
      return `b${value};`;
    case 'string':
      return encodeString(value);
    case 'object':
      return value === null ? 'n' : encodeObject(value, depth);
    case 'function':
      throw new RefusedValue([], 'a function');
    default:
      throw new RefusedValue([], `a ${typeof value}`);
  }
}

/** Integers sort by their text: the second character holds sign and length, then come digits. */
function encodeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) return `d${value};`;
  if (value >= 0) {
    const digits = String(value === 0 ? 0 : value);
    return `i${String.fromCharCode(64 + digits.length)}${digits}`;
  }
  const digits = String(-value);
  const complement = digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
  return `i${String.fromCharCode(64 - digits.length)}${complement}`;
}

/** The end is two NULs; a NUL of the string itself is followed by U+0001. */
function encodeString(value: string): string {
  return `s${value.includes('\0') ? value.replaceAll('\0', '\0\u0001') : value}\0\0`;
}

function encodeObject(value: object, depth: number): string {
  if (depth > depthMax) throw new RefusedValue([], tooDeep);
  if (Array.isArray(value)) return encodeArray(value, depth);
  if (value instanceof Set) return `<${encodeSetElements(value, depth)}>`;
  if (value instanceof Map) return `(${encodeMapEntries(value, depth)})`;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new RefusedValue([], 'an invalid date');
    return `D${value.getTime()};`;
  }
  if (!isPlain(value)) throw new RefusedValue([], `${describeInstance(value)}`);
  return encodeFields(value, depth);
}

function describeInstance(value: object): string {
  const name = value.constructor?.name;
  if (value instanceof Promise) return 'a promise';
  return name ? `an instance of ${name}` : 'an object with a prototype of its own';
}

function encodeArray(value: readonly unknown[], depth: number): string {
  if (!isDense(value)) throw new RefusedValue([], 'an array with holes or extra properties');
  let text = '[';
  for (let i = 0; i < value.length; i += 1) text += encodeAt(value[i], depth + 1);
  return `${text}]`;
}

function encodeFields(value: object, depth: number): string {
  let text = '{';
  for (const key of inOrder(Reflect.ownKeys(value))) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (!isData(property)) throw new RefusedValue([`.${key}`], 'an accessor or hidden property');
    text += encodeString(key) + encodeAt(property.value, depth + 1);
  }
  return `${text}}`;
}

/** Sorts keys in place; most objects come with sorted ones, as they were decoded. */
function inOrder(keys: (string | symbol)[]): readonly string[] {
  let isSorted = true;
  let last = '';
  for (const key of keys) {
    if (typeof key === 'symbol') throw new RefusedValue([], 'an object with a symbol as key');
    if (key < last) isSorted = false;
    last = key;
  }
  const names = keys as string[];
  return isSorted ? names : names.sort();
}

function encodeSetElements(value: ReadonlySet<unknown>, depth: number): string {
  const elements: string[] = [];
  for (const element of value) elements.push(encodeAt(element, depth + 1));
  return sorted(elements, elements, 'a set with two equal elements').join('');
}

function encodeMapEntries(value: ReadonlyMap<unknown, unknown>, depth: number): string {
  const keys: string[] = [];
  const entries: string[] = [];
  for (const [key, item] of value) {
    const keyText = encodeAt(key, depth + 1);
    keys.push(keyText);
    entries.push(keyText + encodeAt(item, depth + 1));
  }
  return sorted(entries, keys, 'a map with two equal keys').join('');
}

/** Equal objects as elements or keys are refused: only their identity would tell them apart. */
function sorted(texts: string[], keys: string[], what: string): string[] {
  if (new Set(keys).size !== keys.length) throw new RefusedValue([], what);
  return texts.sort();
}

/** The canonical text of an object from those of its properties, given in the order of their keys. */
export function encodedObject(
  properties: readonly (readonly [key: string, text: string])[],
): string {
  return `{${properties.map(([key, text]) => encodeString(key) + text).join('')}}`;
}

/** Whether the value with a canonical text could be changed: whether it is an object of any kind. */
export function isMutable(text: string): boolean {
  return '[{<(D'.includes(text.charAt(0));
}

/** A fresh, mutable value with this canonical text. */
export function decode(text: string): unknown {
  return new Reader(text).value();
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    const tag = this.#text[this.#at];
    this.#at += 1;
    switch (tag) {
      case 'u':
        return undefined;
      case 'n':
        return null;
      case 't':
        return true;
      case 'f':
        return false;
      case 'i':
        return this.#integer();
      case 'd':
        return Number(this.#until(';'));
      case 'b':
        return BigInt(this.#until(';'));
      case 's':
        return this.#string();
      case 'D':
        return new Date(Number(this.#until(';')));
      default:
        return this.#container(tag);
    }
  }

  #container(tag: string | undefined): unknown {
    switch (tag) {
      case '[': {
        const array: unknown[] = [];
        while (!this.#ends(']')) array.push(this.value());
        return array;
      }
      case '{':
        return this.#object();
      case '<': {
        const set = new Set<unknown>();
        while (!this.#ends('>')) set.add(this.value());
        return set;
      }
      case '(': {
        const map = new Map<unknown, unknown>();
        while (!this.#ends(')')) map.set(this.value(), this.value());
        return map;
      }
      default:
        throw new Error(`Internal error: canonical text has the tag ${tag} at ${this.#at - 1}.`);
    }
  }

  #object(): object {
    const object: Record<string, unknown> = {};
    while (!this.#ends('}')) {
      this.#at += 1;
      const key = this.#string();
      const value = this.value();
      if (key === '__proto__') {
        Object.defineProperty(object, key, {
          value,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      } else object[key] = value;
    }
    return object;
  }

  #ends(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    return true;
  }

  #until(mark: string): string {
    const end = this.#text.indexOf(mark, this.#at);
    const part = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return part;
  }

  #integer(): number {
    const size = this.#text.charCodeAt(this.#at) - 64;
    const digits = this.#text.slice(this.#at + 1, this.#at + 1 + Math.abs(size));
    this.#at += 1 + Math.abs(size);
    if (size > 0) return Number(digits);
    return -Number(digits.replace(/\d/g, (digit) => String(9 - Number(digit))));
  }

  #string(): string {
    const text = this.#text;
    let from = this.#at;
    let parts = '';
    for (;;) {
      const end = text.indexOf('\0', from);
      parts += text.slice(from, end);
      this.#at = end + 2;
      if (text[end + 1] === '\0') return parts;
      parts += '\0';
      from = end + 2;
    }
  }
}

/** The texts of the elements of an array with this canonical text. */
export function partsOf(array: string): readonly string[] {
  const parts: string[] = [];
  for (let from = 1; array[from] !== ']'; ) {
    const end = endOf(array, from);
    parts.push(array.slice(from, end));
    from = end;
  }
  return parts;
}

/** Where the value that begins at a place of a canonical text ends. */
export function endOf(text: string, from: number): number {
  switch (text[from]) {
    case 'u':
    case 'n':
    case 't':
    case 'f':
      return from + 1;
    case 'i':
      return from + 2 + Math.abs(text.charCodeAt(from + 1) - 64);
    case 's': {
      let end = text.indexOf('\0', from + 1);
      while (text[end + 1] !== '\0') end = text.indexOf('\0', end + 2);
      return end + 2;
    }
    case 'd':
    case 'b':
    case 'D':
      return text.indexOf(';', from) + 1;
    default: {
      const close = closing[text[from] ?? ''];
      if (close === undefined) throw new Error(`Internal error: no value begins at ${from}.`);
      let at = from + 1;
      while (text[at] !== close) at = endOf(text, at);
      return at + 1;
    }
  }
}

const closing: { readonly [open: string]: string } = { '[': ']', '{': '}', '<': '>', '(': ')' };
