import { decode, encode } from '../../values/canonical.ts';
import { deepFreeze } from '../../values/freeze.ts';

/** So many values are kept; then it begins anew. */
const keptMax = 8_192;

interface Kept {
  readonly value: unknown;
  /** What it was found to fit. */
  readonly fits: Set<unknown>;
}

/** Frozen data by canonical text: what comes again is neither made nor checked again. */
export class KnownData {
  readonly #kept = new Map<string, Kept>();
  readonly #texts = new WeakMap<object, string>();

  /** The frozen value with a canonical text. */
  valueOf(text: string): unknown {
    return this.#of(text).value;
  }

  /** The canonical text of a frozen value, which is remembered for objects. */
  textOf(value: unknown): string {
    if (typeof value !== 'object' || value === null) return encode(value);
    let text = this.#texts.get(value);
    if (text === undefined) {
      text = encode(value);
      this.#texts.set(value, text);
    }
    return text;
  }

  /** Asks once for each value and each thing that it is to fit; tells what is wrong, if anything is. */
  misfit<T>(text: string, what: unknown, ask: () => T | undefined): T | undefined {
    const { fits } = this.#of(text);
    if (fits.has(what)) return undefined;
    const issue = ask();
    if (issue === undefined) fits.add(what);
    return issue;
  }

  #of(text: string): Kept {
    let kept = this.#kept.get(text);
    if (!kept) {
      if (this.#kept.size >= keptMax) this.#kept.clear();
      const value: unknown = deepFreeze(decode(text));
      kept = { value, fits: new Set() };
      this.#kept.set(text, kept);
      if (typeof value === 'object' && value !== null) this.#texts.set(value, text);
    }
    return kept;
  }
}
