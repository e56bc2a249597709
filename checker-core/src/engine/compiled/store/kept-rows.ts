import type { Symmetry } from '../../symmetry/permutations.ts';
import { type BitLayout, planLayout, Row, readUnit, writeSlot } from '../layout/bit-layout.ts';
import type { Shape } from '../shape/shape.ts';
import { RowCodec } from '../shape/slot-values.ts';
import { Representatives } from '../symmetry/representatives.ts';
import type { Tuning } from '../tuning.ts';
import { at } from './numbers.ts';
import { hashRow, type Place, StateTable } from './state-table.ts';

/** The rows of kept states, as all threads see them. */
export interface SharedRows {
  readonly layout: BitLayout;
  readonly rows: Int32Array;
}

/** What rows are made for. */
export interface KeptRowsOptions {
  readonly shape: Shape;
  readonly symmetry: Symmetry | undefined;
  readonly tuning: Tuning;
  /** What fills the table of rows of a width. */
  readonly place: (width: number) => Place;
}

/** The states that are kept, as rows: between them and canonical texts, in the layout in force. */
export class KeptRows {
  table: StateTable;
  layout: BitLayout;
  /** Whether a value has appeared for which the rows have no room. */
  mustRelayout = false;
  readonly codec: RowCodec;
  readonly shape: Shape;
  readonly #options: KeptRowsOptions;
  readonly #classes: Representatives | undefined;
  /** The states that were kept before everything began anew, where they are still asked about. */
  #earlier: StateTable | undefined;

  constructor(options: KeptRowsOptions) {
    const { shape, symmetry, tuning, place } = options;
    this.#options = options;
    this.shape = shape;
    this.codec = new RowCodec(shape);
    this.#classes = symmetry && new Representatives(symmetry, shape, this.codec);
    this.layout = this.#plan();
    const { words } = this.layout;
    this.table = new StateTable(words, tuning, place(words));
  }

  get count(): number {
    return this.table.count;
  }

  /** Bytes that rows, values and classes take. */
  get bytes(): number {
    const values = this.codec.values.reduce((sum, { texts }) => sum + texts.length * 120, 0);
    return this.table.bytes + values + (this.#classes?.bytes ?? 0);
  }

  /** Bytes that so many states more would make the table grow by. */
  growth(more: number): number {
    return this.table.bytesWith(more) - this.table.bytes;
  }

  /** Forgets the states; those that were there can still be asked about if `keepsEarlier`. */
  beginAnew(keepsEarlier: boolean): void {
    this.#earlier = keepsEarlier ? this.table : undefined;
    const { width, place } = this.table;
    this.table = new StateTable(width, this.#options.tuning, place);
  }

  /** The number that a state had before everything began anew; -1 for a new one. */
  earlier(index: number): number {
    return this.#earlier?.find(this.table.rows, index * this.layout.words) ?? -1;
  }

  /** Gives numbers to the values of a state, by its canonical text. */
  number(key: string): Int32Array {
    const ids = this.codec.ids(key);
    for (const [slot, id] of ids.entries()) this.fit(slot, id);
    return ids;
  }

  /** Keeps a state, by the numbers of its values, for which there is room. */
  keep(ids: Int32Array): void {
    const { words } = this.layout;
    const row = new Int32Array(words);
    for (const [slot, id] of ids.entries()) writeSlot(this.layout, row, 0, slot, id);
    this.table.reserve(1);
    this.table.insert(row, 0, hashRow(row, 0, words), -1);
  }

  /** The canonical text of a kept state. */
  key(index: number): string {
    return this.codec.text(this.idsOf(index));
  }

  parent(index: number): number {
    return at(this.table.parents, index);
  }

  /** The number of a kept state by its canonical text; -1 for any other. */
  find(key: string): number {
    const row = new Int32Array(this.layout.words);
    let isKnown = true;
    const fits = this.codec.split(key, (slot, text) => {
      const id = this.codec.slot(slot).find(text);
      if (id < 0 || id > at(this.layout.mask, slot)) isKnown = false;
      else writeSlot(this.layout, row, 0, slot, id);
    });
    return fits && isKnown ? this.table.find(row, 0) : -1;
  }

  /** The numbers of the values of a kept state. */
  idsOf(index: number): Row {
    return this.idsAt(this.table.rows, index * this.layout.words);
  }

  /** The numbers of the values of a row. */
  idsAt(words: Int32Array, offset: number): Row {
    return new Row(this.layout, words, offset);
  }

  /** The canonical text of a row. */
  text(words: Int32Array, offset: number): string {
    return this.codec.text(this.idsAt(words, offset));
  }

  /** The canonical text that stands for the class of a state: its own without symmetry. */
  classOf(key: string): string {
    return this.#classes?.representative(key) ?? key;
  }

  /** Replaces a row by the representative of its class; false when the rows need a new layout. */
  represent(words: Int32Array, offset: number): boolean {
    const ids = this.idsAt(words, offset);
    const textOf = (slot: number) => this.codec.slot(slot).text(ids.id(slot));
    this.#classes?.represent(textOf, (slot, text) => {
      const id = this.codec.slot(slot).intern(text);
      this.fit(slot, id);
      if (!this.mustRelayout) writeSlot(this.layout, words, offset, slot, id);
    });
    return !this.mustRelayout;
  }

  /** Notes a value that a row must be able to hold. */
  fit(slot: number, value: number): void {
    if (value > at(this.layout.mask, slot)) this.mustRelayout = true;
  }

  /** Lets other threads read the rows, now and when they grow. */
  share(): SharedRows {
    this.table.share();
    return { layout: this.layout, rows: this.table.rows };
  }

  /** Takes the rows of another thread; none of them is looked up here. */
  adopt({ layout, rows }: SharedRows): void {
    this.table.rows = rows;
    this.table.width = layout.words;
    this.table.place = this.#options.place(layout.words);
    this.layout = layout;
    this.mustRelayout = false;
  }

  /** Gives every slot the bits that its values need now, and rewrites all rows. */
  relayout(): void {
    const from = this.layout;
    const to = this.#plan();
    const slots = this.shape.slots.map((_, slot) => slot);
    const place = this.#options.place(to.words);
    for (const table of [this.table, this.#earlier]) {
      table?.relayout(to.words, place, (rows, next, count) => {
        for (let i = 0; i < count; i += 1) {
          for (const slot of slots) {
            const value = readUnit(from, rows, i * from.words, slot);
            writeSlot(to, next, i * to.words, slot, value);
          }
        }
      });
    }
    this.layout = to;
    this.mustRelayout = false;
  }

  #plan(): BitLayout {
    const counts = this.codec.values.map(({ texts }) => texts.length);
    return planLayout(this.shape, counts, this.#options.tuning.slackBits);
  }
}
