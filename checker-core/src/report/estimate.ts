/**
 * How many states a run that a depth has cut may have in the end. Nobody can know: a model may begin
 * anew behind any state. So there is an estimate only where all layers so far form one hill, whose
 * growth has slowed down from each layer to the next, and it is generous: three times what comes if
 * the growth does not slow down any further. Models of other shapes get none, and neither do those
 * for which the range would be so wide that it says nothing.
 */
import type { LevelCount } from '../model/statistics.ts';

/** Layers that a hill must have, and states in its last one: less could be the foot of another. */
const layersLeast = 6;
const statesLeast = 50;

/** How much more may come than the slowest growth so far would give. */
const caution = 3;

/** A range up to more than this many times what is there already is not shown. */
const widest = 3;

/** Deeper than this nothing is added up. */
const furthest = 10_000;

/** The least and the greatest number of states down to another depth; undefined where none is honest. */
export function estimateOf(
  levels: readonly LevelCount[],
  depthMax: number,
): readonly [least: number, greatest: number] | undefined {
  const sizes = levels.map(({ states }) => states);
  const last = sizes.at(-1) ?? 0;
  if (sizes.length < layersLeast || last < statesLeast || !isCutBetweenLayers(levels)) return;
  const growth = sizes.slice(1).map((size, depth) => size / (sizes[depth] ?? 1));
  if (growth.some((now, step) => step > 0 && now > (growth[step - 1] ?? 0))) return;
  const slowest = growth.at(-1) ?? 1;
  const seen = sizes.reduce((sum, size) => sum + size, 0);
  let more = 0;
  let layer = last;
  for (let depth = sizes.length; depth <= Math.min(depthMax, furthest); depth += 1) {
    layer *= slowest;
    more += layer;
    if (layer < 0.01 || more > widest * seen) break;
  }
  const greatest = roundedUp(seen + caution * more);
  return greatest > widest * seen ? undefined : [seen, greatest];
}

/** Whether all states but those of the last layer were expanded, and of that none. */
function isCutBetweenLayers(levels: readonly LevelCount[]): boolean {
  return levels.every(({ states, expanded }, depth) =>
    depth === levels.length - 1 ? expanded === 0 : expanded === states,
  );
}

/** Two digits are all that such a number deserves. */
function roundedUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}
