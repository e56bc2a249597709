import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import type { MachineDefinition } from 'everyturn/internal/model/definition';

import { type Observations, type Observed, observe } from './observe.ts';

const shownMax = 6;
const textMax = 1_500;

/**
 * Explores a machine with both engines; throws an error that shows every difference, but for what is
 * to be ignored. `source` is shown with it. Gives what the reference engine found.
 */
export async function compareEngines(
  definition: MachineDefinition,
  options: ExploreOptions,
  source: string,
  ignored: readonly string[] = [],
): Promise<Exploration> {
  const reference = await observe('reference', definition, options);
  const compiled = await observe('compiled', definition, options);
  const differences = differencesBetween(reference.observations, compiled.observations).filter(
    ({ about }) => !ignored.includes(about),
  );
  const shown = `${source}\n\noptions: ${JSON.stringify(options)}\n\n`;
  const stacks = stacksOf(reference, compiled);
  if (differences.length > 0) {
    throw new Error(`The engines differ.\n\n${shown}${textOf(differences)}\n${stacks}`);
  }
  if (!reference.exploration) {
    throw new Error(`Both engines end with an exception.\n\n${shown}${stacks}`);
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
