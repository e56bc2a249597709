/**
 * The state map of an exploration that goes on. It follows with little work: states that were put
 * into cells and counted stay there, and new ones are added; steps are counted when the run has
 * ended. A grouping that was chosen stays while it can be read, so that the
 * picture does not jump.
 */
import { type DeclaredCells, declaredCells } from './declared-cells.ts';
import { type Drawing, drawingBy, namesOf, viewOf } from './drawing.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import { cellsTarget, defaultGrouping } from './grouping.ts';
import { LiveCells } from './live-cells.ts';
import { chosenFields, fieldsOf } from './schema-fields.ts';
import type { TooLarge, View, ViewRequest } from './view.ts';

/** Follows states as they are found. */
export class LiveMap {
  readonly #explored: Explored;
  readonly #fields: readonly Field[];
  /** The grouping of the last view, which stays when none is asked for. */
  #followed: Followed | undefined;

  /** What `explored` tells is asked anew for each view. */
  constructor(explored: Explored) {
    this.#explored = explored;
    this.#fields = fieldsOf(explored.schema);
  }

  /** The cells of all states that are known now. No trace is drawn, and no cell is opened. */
  view({ groupBy }: ViewRequest): View | TooLarge {
    const now: Explored = { ...this.#explored };
    const asked = chosenFields(this.#fields, groupBy);
    let drawing = this.#draw(now, asked ?? this.#followed?.fields ?? this.#choose(now));
    if (!asked && drawing.grouping.cells.length > cellsTarget) {
      drawing = this.#draw(now, this.#choose(now));
    }
    if (drawing.content.kind === 'tooLarge') return drawing.content;
    return viewOf(drawing, drawing.content, this.#fields, [], 'exploring');
  }

  /** There is room for the cells that come. */
  #choose(now: Explored): readonly Field[] {
    return defaultGrouping(now, this.#fields, cellsTarget / 2).fields;
  }

  #draw(now: Explored, fields: readonly Field[]): Drawing {
    const isSame = namesOf(fields).join() === namesOf(this.#followed?.fields ?? []).join();
    if (!isSame || !this.#followed) {
      const declared = declaredCells(this.#explored.schema, fields);
      this.#followed = { fields, declared, cells: new LiveCells(fields) };
    }
    const { declared, cells } = this.#followed;
    const { grouping, counted } = cells.take(now);
    return drawingBy(now, grouping, this.#fields, { declared, counted });
  }
}

/** What is known of a grouping from one view to the next. */
interface Followed {
  readonly fields: readonly Field[];
  readonly declared: DeclaredCells;
  readonly cells: LiveCells;
}
