import type { Exploration } from 'everyturn/internal/engine/exploration';
import type { Definition } from 'everyturn/internal/model/definition';

import type { Way } from './explore-with.ts';
import { type Observations, type Observed, observe } from './observe.ts';

const shownMax = 6;
const textMax = 1_500;

/**
 * Explores a machine with both engines; throws an error that shows every difference, but for what is
 * to be ignored. `source` is shown with it. With stops, each engine must find by and by what the
 * reference engine finds at once. Gives what that is.
 */
export async function compareEngines(
  definition: Definition,
  way: Way,
  source: string,
  ignored: readonly string[] = [],
): Promise<Exploration> {
  const { stops = [], ...atOnce } = way;
  const reference = await observe('reference', definition, atOnce);
  const others = [await observe('compiled', definition, way)];
  if (stops.length > 0) others.push(await observe('reference', definition, way));
  for (const [index, other] of others.entries()) {
    const differences = differencesBetween(reference.observations, other.observations).filter(
      ({ about }) => !ignored.includes(about),
    );
    const shown = `${source}\n\noptions: ${JSON.stringify(way)}\n\n`;
    const stacks = stacksOf(reference, other);
    if (differences.length > 0) {
      const who =
        index === 0 ? 'The engines differ' : 'An extended search differs from a whole one';
      throw new Error(`${who}.\n\n${shown}${textOf(differences)}\n${stacks}`);
    }
  }
  if (!reference.exploration) {
    throw new Error(`Both engines end with an exception.\n\n${source}\n\n${reference.stack}`);
  }
  return reference.exploration;
}

/** One thing that the engines see differently. */
export interface Difference {
  readonly about: string;
  readonly reference: string | undefined;
  readonly compiled: string | undefined;
}

/** Everything in which two explorations of a machine differ. */
export function differencesBetween(
  reference: Observations,
  compiled: Observations,
): readonly Difference[] {
  const subjects = new Set([...reference.keys(), ...compiled.keys()]);
  return [...subjects]
    .map((about) => ({
      about,
      reference: reference.get(about),
      compiled: compiled.get(about),
    }))
    .filter((difference) => difference.reference !== difference.compiled);
}

function textOf(differences: readonly Difference[]): string {
  const shown = differences
    .slice(0, shownMax)
    .map(
      ({ about, reference, compiled }) =>
        `${about}\n  reference: ${cut(reference)}\n  compiled:  ${cut(compiled)}`,
    );
  const more = differences.length - shown.length;
  return shown.join('\n') + (more > 0 ? `\nand ${more} differences more` : '');
}

function stacksOf(...observed: readonly Observed[]): string {
  return observed.flatMap(({ stack }) => (stack === undefined ? [] : [stack])).join('\n');
}

function cut(text = 'nothing'): string {
  return text.length > textMax ? `${text.slice(0, textMax)}…` : text;
}
