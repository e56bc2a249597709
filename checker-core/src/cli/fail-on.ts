import type { HintReport } from '../report/coverage-report.ts';
import type { FindingReport, UnknownReport } from '../report/model-report.ts';
import { failOnItself, noneWithOthers, notForFailOn, unknownFailOn } from './errors.ts';

/** Kinds of unknown and findings on which a run may be made to fail. */
export type FailOn =
  | UnknownReport['code']
  | FindingReport['code']
  | Extract<HintReport['code'], `EVT3${string}`>;

// As a record, so that none can be forgotten.
const kinds: Readonly<Record<FailOn, true>> = {
  U1: true,
  U2: true,
  U3: true,
  U4: true,
  U5: true,
  U6: true,
  U7: true,
  EVT301: true,
  EVT302: true,
  EVT303: true,
  EVT304: true,
  EVT305: true,
  EVT306: true,
  EVT307: true,
  EVT308: true,
};
const known: readonly string[] = Object.keys(kinds);

/** Reads the values of `--fail-on`. */
export function failOnOf(values: readonly string[]): readonly FailOn[] | 'none' {
  const words = values.flatMap((value) => value.split(',').map((word) => word.trim()));
  const asked = words.filter((word) => word !== '');
  if (asked.length > 0 && asked.every((word) => word === 'none')) return 'none';
  const found = asked.filter(isFailOn);
  const stranger = asked.find((word) => !isFailOn(word));
  if (stranger === 'none') throw noneWithOthers();
  if (stranger !== undefined) throw strangerError(stranger);
  if (found.length === 0) throw unknownFailOn('', undefined, [...known, 'none']);
  return found;
}

function strangerError(word: string) {
  if (/^EVT[12]\d\d$/.test(word)) return failOnItself(word);
  const kind = /^EVT40([1-7])$/.exec(word)?.[1];
  if (kind !== undefined) return notForFailOn(word, `U${kind}`);
  // A code that differs in one digit is another code, no slip.
  const meant = known.find((each) => each === word.toUpperCase());
  return unknownFailOn(word, meant, [...known, 'none']);
}

function isFailOn(word: string): word is FailOn {
  return Object.hasOwn(kinds, word);
}
