import { unknownFailOn } from './errors.ts';

/** Kinds of unknown and findings on which a run may be made to fail. */
export const failOnKinds = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'EVT301', 'EVT302'] as const;

/** One of `failOnKinds`. */
export type FailOn = (typeof failOnKinds)[number];

/** Reads the values of `--fail-on`. */
export function failOnOf(values: readonly string[]): readonly FailOn[] | 'none' {
  const words = values.flatMap((value) => value.split(',').map((word) => word.trim()));
  const kinds = words.filter((word) => word !== 'none' && word !== '');
  const stranger = kinds.find((word) => !isFailOn(word));
  if (stranger !== undefined) throw unknownFailOn(stranger, [...failOnKinds, 'none']);
  return kinds.length === 0 ? 'none' : kinds.filter(isFailOn);
}

function isFailOn(word: string): word is FailOn {
  return (failOnKinds as readonly string[]).includes(word);
}
