import { ModelError, refused } from './errors.ts';

/** What every model may say of its states, in the order in which it is listed. */
const ofEveryModel = [
  'within',
  'terminal',
  'refines',
  'always',
  'sometimes',
  'alwaysStep',
  'eventually',
  'alwaysEventually',
  'leadsTo',
];

/** What a definition may consist of, by the kind of its model. */
const sectionsOf = {
  machine: ['init', 'actions', ...ofEveryModel],
  system: [...ofEveryModel, 'linearizable', 'sequentiallyConsistent'],
} as const;

/** Refuses a part of a definition that would be ignored silently. */
export function assertSections(kind: keyof typeof sectionsOf, parts: object): void {
  const known = sectionsOf[kind];
  const stranger = Object.keys(parts).find((part) => !known.includes(part));
  if (stranger === undefined) return;
  const message = `${stranger} is no part of a ${kind}. There are ${known.join(', ')}.`;
  throw new ModelError(refused(stranger, message));
}
