import { type Drawing, drawingBy, drawingOfStates, drawingWithin, namesOf } from './drawing.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import { defaultGrouping, type Grouping, groupBy } from './grouping.ts';
import { chosenFields } from './schema-fields.ts';
import { aloneIn, stateOfKey } from './single-states.ts';
import type { CellKey, ViewRequest } from './view.ts';

/** So many groupings and opened cells are remembered. */
const remembered = 8;

/** The drawings of one exploration, each made when it is first asked for. */
export class Drawings {
  readonly #explored: Explored;
  readonly #fields: readonly Field[];
  readonly #known = new Map<string, Drawing>();

  constructor(explored: Explored, fields: readonly Field[]) {
    this.#explored = explored;
    this.#fields = fields;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#known.clear();
  }

  /** The drawing that a request is about. */
  of({ within, states, groupBy: names }: ViewRequest): Drawing {
    const [explored, fields] = [this.#explored, this.#fields];
    const oneByOne = states === true;
    if (!within) {
      if (!oneByOne) return this.by(names);
      return this.#remembering('states', () => drawingOfStates(explored, fields));
    }
    const { grouping } = this.by(within.groupBy);
    const key = `${oneByOne} ${keyOf(grouping.fields)} ${within.cell}`;
    const draw = () => drawingWithin(explored, grouping, within.cell, fields, oneByOne);
    return this.#remembering(key, draw);
  }

  /** All states by the fields with these names, or by those that fit best. */
  by(names: readonly string[] | undefined): Drawing {
    const [explored, fields] = [this.#explored, this.#fields];
    const asked = chosenFields(fields, names);
    const by = (grouping: Grouping) => drawingBy(explored, grouping, fields);
    if (asked) return this.#remembering(keyOf(asked), () => by(groupBy(explored, asked)));
    const drawing = this.#remembering('default', () => by(defaultGrouping(explored, fields)));
    return this.#remembering(keyOf(drawing.grouping.fields), () => drawing);
  }

  /** A grouping that has the cell: each state alone is one, too. */
  groupingWith(names: readonly string[], key: CellKey): Grouping {
    const state = stateOfKey(key);
    return state === undefined ? this.by(names).grouping : aloneIn(this.#explored, state);
  }

  #remembering(key: string, draw: () => Drawing): Drawing {
    const drawing = this.#known.get(key) ?? draw();
    // The one asked for last stands last, the one to be forgotten next stands first.
    this.#known.delete(key);
    this.#known.set(key, drawing);
    for (const oldest of [...this.#known.keys()].slice(0, -remembered)) this.#known.delete(oldest);
    return drawing;
  }
}

function keyOf(fields: readonly Field[]): string {
  return JSON.stringify(namesOf(fields));
}
