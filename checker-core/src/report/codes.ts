/** The codes of what a run found, the same in the editor, on the command line and in every format. */
import type { UnknownReport } from './model-report.ts';
import { familyOf } from './words.ts';

/** The code of a refuted property, from its key path. */
export function violationCode(keyPath: string): ViolationCode {
  switch (keyPath.split('.', 1)[0]) {
    case 'always':
      return 'EVT101';
    case 'alwaysStep':
      return 'EVT102';
    case 'terminal':
      return 'EVT103';
    case 'refines':
      return 'EVT104';
    case 'linearizable':
    case 'sequentiallyConsistent':
      return 'EVT105';
    case 'sometimes':
      return 'EVT107';
    default:
      return 'EVT106';
  }
}

/** A code of `violationCode`. */
export type ViolationCode = Extract<Code, `EVT10${number}`>;

/** The codes under which kinds of unknown are shown at their places. */
export const unknownCodes = {
  U1: 'EVT401',
  U2: 'EVT402',
  U3: 'EVT403',
  U4: 'EVT404',
  U5: 'EVT405',
  U6: 'EVT406',
  U7: 'EVT407',
} as const satisfies Readonly<Record<UnknownReport['code'], Code>>;

/** The code of a property that was left open: not seen yet, or resting on what else is unknown. */
export function openCode(keyPath: string): Code {
  return familyOf(keyPath) === 'reachability' ? 'EVT410' : 'EVT405';
}

/** What each code is about, as a phrase. */
export const codeTitles = {
  EVT101: 'An always property is violated',
  EVT102: 'An alwaysStep property is violated',
  EVT103: 'A deadlock',
  EVT104: 'A step that the specification does not allow',
  EVT105: 'A recorded history that no order of its calls explains',
  EVT106: 'A liveness property is violated',
  EVT107: 'A sometimes property is unreachable',
  EVT201: 'A function of the model throws',
  EVT202: 'A state outside its schema',
  EVT203: 'A turn that is not deterministic',
  EVT204: 'A state that is not data',
  EVT205: 'A message without a handler',
  EVT206: 'A message to an unknown address',
  EVT207: 'A turn that does not return',
  EVT208: 'A change of what may only be read',
  EVT209: 'Overlapping calls of one caller',
  EVT210: 'A symmetry that is none',
  EVT211: 'A file that cannot be loaded',
  EVT212: 'The checker ended before its time',
  EVT214: 'A parameter without a finite domain',
  EVT301: 'An action that is never enabled',
  EVT302: 'A property that was never evaluated',
  EVT303: 'A guard that is always true',
  EVT304: 'A property of what never changes',
  EVT305: 'A sometimes property that is true outside of the fence',
  EVT306: 'A message that nobody sends',
  EVT307: 'A declared value that occurs in no state',
  EVT308: 'Code that never runs, or a condition with one answer',
  EVT401: 'States that were not expanded',
  EVT402: 'Successors outside the fence',
  EVT403: 'Declared values that were not seen yet',
  EVT404: 'Code that has not run yet',
  EVT405: 'A result that rests on an assumption, or was not checked',
  EVT406: 'Properties that are not inductive',
  EVT407: 'A model and a log that differ',
  EVT410: 'A sometimes property that is not seen yet',
  EVT411: 'An action that is not enabled yet',
  EVT501: 'An option that cannot be used',
  EVT502: 'A comment that answers nothing',
  EVT503: 'Versions that do not fit',
} as const;

/** A code of what a run can find. */
export type Code = keyof typeof codeTitles;
