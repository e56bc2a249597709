import { genericInsert, genericKernel, genericPlace, genericScan } from './generic-kernel.ts';
import type { Features } from './kernel-pieces.ts';
import { type Compiled, compile } from './kernel-source.ts';

/** The kernels of one model, made once for each width of its rows. */
export class Kernels {
  readonly #isGenerated: boolean;
  #features: Features;
  readonly #made = new Map<number, Compiled>();

  /** `isGenerated`: whether code may be made for them. */
  constructor(features: Features, isGenerated: boolean) {
    this.#features = features;
    this.#isGenerated = isGenerated;
  }

  /** From now on the model has step properties, or has none. */
  setSteps(hasSteps: boolean): void {
    this.#features = { ...this.#features, hasSteps };
    this.#made.clear();
  }

  /** The kernel for a width, and what goes with it. */
  of(width: number): Compiled {
    const known = this.#made.get(width);
    if (known) return known;
    const compiled = (this.#isGenerated && compile(width, this.#features)) || {
      kernel: genericKernel,
      insert: genericInsert,
      scan: genericScan,
      place: genericPlace(width),
    };
    this.#made.set(width, compiled);
    return compiled;
  }
}
