import { decode, encode } from '../../../values/canonical.ts';
import { absent } from '../shape/slot-values.ts';
import { at } from '../store/numbers.ts';
import type { Family } from './blocks.ts';
import type { Elements } from './elements.ts';

const nothing: readonly number[] = [];

interface Remembered {
  readonly mentioned: readonly number[];
  /** Texts of the images that were asked for, by the positions of what is mentioned. */
  readonly images: Map<number, string>;
}

/** Which elements values mention, and what values become when elements move; remembered by text. */
export class Images {
  readonly #elements: Elements;
  readonly #bytesMax: number;
  readonly #families = new Map<Family, Map<string, Remembered>>();
  /** What the images take, about. */
  bytes = 0;

  /** Above `bytesMax` all images are forgotten and made anew. */
  constructor(elements: Elements, bytesMax: number) {
    this.#elements = elements;
    this.#bytesMax = bytesMax;
  }

  /** The elements in a value. */
  mentioned(family: Family, text: string): readonly number[] {
    return family.mayMention && text !== absent
      ? this.#remembered(family, text).mentioned
      : nothing;
  }

  /** The text of a value when each element stands for the one at its position. */
  image(family: Family, text: string, positions: Int32Array): string {
    if (!family.mayMention || text === absent) return text;
    const { mentioned, images } = this.#remembered(family, text);
    if (mentioned.length === 0) return text;
    // Permutations are few where values mention elements, so that this is a safe integer.
    let code = 0;
    for (const element of mentioned) {
      const { from, values } = this.#elements.domainOf(element);
      code = code * values.length + at(positions, element) - from;
    }
    let image = images.get(code);
    if (image === undefined) {
      image = encode(this.#elements.renamed(family.schema, decode(text), positions));
      images.set(code, image);
      this.bytes += image.length + 64;
    }
    return image;
  }

  #remembered(family: Family, text: string): Remembered {
    if (this.bytes > this.#bytesMax) {
      this.#families.clear();
      this.bytes = 0;
    }
    let texts = this.#families.get(family);
    if (!texts) {
      texts = new Map();
      this.#families.set(family, texts);
    }
    let remembered = texts.get(text);
    if (!remembered) {
      const mentioned = this.#elements.mentioned(family.schema, decode(text));
      remembered = { mentioned, images: new Map() };
      texts.set(text, remembered);
      this.bytes += 256;
    }
    return remembered;
  }
}
