import { encode } from '../../../values/canonical.ts';
import { grown } from '../store/numbers.ts';
import type { Shape } from './shape.ts';
import type { RowCodec } from './slot-values.ts';

/** Numbers for what each view of a shape sees: the same number for equal values. */
export class ViewClasses {
  readonly #shape: Shape;
  readonly #codec: RowCodec;
  /** By view the class of each value of its slot, from 1; 0 where nobody has asked. */
  readonly #classes: Int32Array[];
  readonly #numbers: Map<string, number>[];

  constructor(shape: Shape, codec: RowCodec) {
    this.#shape = shape;
    this.#codec = codec;
    this.#classes = shape.views.map(() => new Int32Array(16));
    this.#numbers = shape.views.map(() => new Map());
  }

  /** The class of a value of the view's slot. */
  of(view: number, value: number): number {
    // Beyond the end of the array there is no number either.
    const known = (this.#classes[view] as Int32Array)[value];
    return (known || this.#add(view, value)) - 1;
  }

  #add(view: number, value: number): number {
    const number = this.#classOf(view, value);
    const classes = grown(this.#classes[view] as Int32Array, value + 1);
    classes[value] = number;
    this.#classes[view] = classes;
    return number;
  }

  #classOf(view: number, value: number): number {
    const { slot, key } = this.#shape.views[view] ?? noView();
    // Slots with views hold objects.
    const whole = this.#codec.slot(slot).frozen(value, 0) as Readonly<Record<string, unknown>>;
    const text = encode(whole[key]);
    const numbers = this.#numbers[view] ?? noView();
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return number;
  }
}

function noView(): never {
  throw new Error('Internal error: there is no such view.');
}
