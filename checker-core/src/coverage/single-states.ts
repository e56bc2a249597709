/**
 * States one by one: each is a cell of its own, named by the fields that tell it from the others.
 *
 * The fields are taken greedily, as for the default grouping, until all states are told apart or a
 * label has as many lines as can be read; where states still look alike, their number is added.
 */
import type { ClassText } from './class-text.ts';
import { classify } from './classify.ts';
import type { Explored } from './explored.ts';
import type { Field } from './field.ts';
import { byRank, cellsMax, type Grouping } from './grouping.ts';
import type { CellKey } from './view.ts';

/** More lines than this do not name a state, they show it. */
const linesMax = 4;

/** The key of the cell of one state. No cell of a grouping has such a key. */
function keyOfState(index: number): CellKey {
  return `state #${index}`;
}

/** The state whose cell has this key, if it is one of a single state. */
export function stateOfKey(key: CellKey): number | undefined {
  const [, digits] = /^state #(\d+)$/.exec(key) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** All states as cells of their own; of a part, by their index among all states. */
export function singleStates(
  explored: Explored,
  fields: readonly Field[],
  indexOf: (place: number) => number,
): Grouping {
  const { stateCount } = explored;
  if (stateCount > cellsMax) {
    const count = stateCount.toLocaleString('en-US');
    throw new Error(`These are ${count} states; ${cellsMax} can be drawn one by one.`);
  }
  const lines = labelled(explored, fields);
  const texts = lines.map((labels) => labels.map(({ label }) => label).join('\n'));
  const cells = lines.map((labels, place) => {
    const key = keyOfState(indexOf(place));
    const text = texts[place] ?? '';
    const isTold = text !== '' && texts.indexOf(text) === texts.lastIndexOf(text);
    const all = isTold ? labels : [...labels, { label: `state ${indexOf(place)}` }];
    return all.map(({ label }, line) => ({ key: line === 0 ? key : '', label }));
  });
  const cellOf = Uint16Array.from({ length: stateCount }, (_, place) => place);
  return { fields: [], cellOf, cells, isOverfull: false };
}

/** One state of an exploration, as the cell 0 of its states. */
export function aloneIn({ stateCount }: Explored, state: number): Grouping {
  const cellOf = new Uint16Array(stateCount).fill(1);
  cellOf[state] = 0;
  const cells = [[{ key: keyOfState(state), label: keyOfState(state) }], []];
  return { fields: [], cellOf, cells, isOverfull: false };
}

/** By state: a line for each field that was taken. */
function labelled(explored: Explored, fields: readonly Field[]): readonly (readonly ClassText[])[] {
  const columns = classify(explored, byRank(fields), cellsMax);
  const lines: ClassText[][] = Array.from({ length: explored.stateCount }, () => []);
  let told = lines.map(() => '');
  let count = Math.min(1, told.length);
  for (const { classOf, classes, isOverfull } of columns) {
    if (count === told.length || (lines[0]?.length ?? 0) === linesMax) break;
    if (isOverfull) continue;
    const finer = told.map((text, place) => `${text} ${classOf[place]}`);
    const finerCount = new Set(finer).size;
    if (finerCount === count) continue;
    told = finer;
    count = finerCount;
    for (const [place, line] of lines.entries()) {
      line.push(...classes.slice(classOf[place], (classOf[place] ?? 0) + 1));
    }
  }
  return lines;
}
