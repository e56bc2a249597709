import type { Dice, Production } from './dice.ts';
import { type FieldType, isSame } from './field-type.ts';
import { question } from './questions.ts';
import { valueText } from './values.ts';
import {
  mayLookInto,
  type Place,
  placesWithin,
  type Scope,
  type Variable,
  type Writer,
} from './writer.ts';

const choicesMax = 2;

/** What one function has used so far. */
interface Used {
  names: number;
  choices: number;
}

/** Writes random program text from the rolls of dice. */
export class TextWriter implements Writer {
  readonly dice: Dice;
  readonly scope: Scope;
  readonly #used: Used;
  #places: readonly Place[] | undefined;

  constructor(dice: Dice, scope: Scope, used: Used = { names: 0, choices: 0 }) {
    this.dice = dice;
    this.scope = scope;
    this.#used = used;
  }

  with(more: Partial<Scope>): TextWriter {
    return new TextWriter(this.dice, { ...this.scope, ...more }, this.#used);
  }

  /** The same scope, with dice of its own. */
  rolling(dice: Dice): TextWriter {
    return new TextWriter(dice, this.scope, this.#used);
  }

  fresh(): string {
    this.#used.names += 1;
    return `v${this.#used.names}`;
  }

  mayChoose(): boolean {
    return this.scope.chooses && this.#used.choices < choicesMax;
  }

  addChoice(): void {
    this.#used.choices += 1;
  }

  places(): readonly Place[] {
    this.#places ??= this.scope.variables.flatMap((variable) => placesWithin(variable, this.scope));
    return this.#places;
  }

  value(type: FieldType, depth: number): string {
    return valueText(this, type, depth);
  }

  condition(depth: number): string {
    const { dice } = this;
    const places = this.places();
    if (places.length === 0) return dice.pick(['true', 'false']);
    const ask = () => question(this, pickPlace(this, places), depth);
    if (depth <= 0) return ask();
    const deeper = () => this.condition(depth - 1);
    return dice.write<string>([
      [6, ask],
      [2, () => `(${deeper()} && ${deeper()})`],
      [2, () => `(${deeper()} || ${deeper()})`],
      [1, () => `!(${deeper()})`],
      [1, () => `(${deeper()} ? ${deeper()} : ${deeper()})`],
      [1, () => this.#comparison(places, depth)],
    ]);
  }

  /** Compares a place with another value of its type, by value or by identity. */
  #comparison(places: readonly Place[], depth: number): string {
    const place = this.dice.pick(places);
    const twin = places.find((other) => other !== place && isSame(other.type, place.type));
    if (!mayLookInto(this.scope, place.type)) return `${place.read} === ${place.read}`;
    const other = twin?.read ?? this.value(place.type, depth - 1);
    return this.dice.write([
      [2, () => `JSON.stringify(${place.read}) === JSON.stringify(${other})`],
      [1, () => `${place.read} === ${other}`],
      [1, () => `${place.read} === ${place.read}`],
    ]);
  }
}

/** A random place: first of which variable, so that a large state does not hide the others. */
function pickPlace(writer: Writer, places: readonly Place[]): Place {
  const { dice, scope } = writer;
  const fields = scope.variables.flatMap((variable) => rootsOf(variable));
  const root = dice.pick(fields);
  const within = places.filter(({ read }) => read.startsWith(root));
  return dice.write<Place>([
    [6, () => dice.pick(within)],
    [1, () => dice.pick(places)],
  ] satisfies Production<Place>[]);
}

/** The fields of a state, or the variable itself. */
function rootsOf({ text, type }: Variable): readonly string[] {
  return type.kind === 'object' ? type.fields.map(({ name }) => `${text}.${name}`) : [text];
}
