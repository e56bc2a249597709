/** What an edit changed of a model: values that states no longer have, or have now. */
import type { FieldDomainReport } from './coverage-report.ts';
import { kindsPath, type UnseenValue, valueText } from './hints.ts';
import type { ModelReport } from './model-report.ts';
import { countOf, formatCount, statesOf, withinTheFence } from './words.ts';

/** A value of a field, as the map and the matrix write both. */
export interface ChangedValue {
  readonly path: string;
  readonly text: string;
}

/** The difference between two exhausted explorations of a model, before an edit and after it. */
export interface EditDelta {
  /** `This edit made tm = 'committed' unreachable; 288 states became 54.` */
  readonly sentence: string;
  /** Values that some state had, and none has now. */
  readonly lost: readonly ChangedValue[];
  /** Values that no state had, and some has now. */
  readonly gained: readonly ChangedValue[];
}

/**
 * Compares an exploration with the one before an edit. Undefined where nothing differs, and where one
 * of them was not exhausted: then nobody knows what the edit has changed.
 */
export function editDelta(before: ModelReport, after: ModelReport): EditDelta | undefined {
  if (!before.exhausted || !after.exhausted || before.symmetry !== after.symmetry) return undefined;
  const lost = missingIn(after, before);
  const gained = missingIn(before, after);
  const isSame = before.distinctStates === after.distinctStates;
  if (isSame && lost.length === 0 && gained.length === 0) return undefined;
  const fence = withinTheFence(after);
  const made = [
    ...(lost.length > 0 ? [`${listOf(lost)} unreachable${fence}`] : []),
    ...(gained.length > 0 ? [`${listOf(gained)} reachable`] : []),
  ].join(' and ');
  const counts = isSame
    ? ''
    : `${statesOf(before.distinctStates, before)} became ${formatCount(after.distinctStates)}`;
  const sentence = [
    ...(made === '' ? [] : [`This edit made ${made}`]),
    ...(isSame ? [] : [counts]),
  ];
  return { sentence: `${sentence.join('; ')}.`, lost: lost.map(plain), gained: gained.map(plain) };
}

/** What a person looks at first comes first. */
const kindsInOrder: readonly FieldDomainReport['kind'][] = ['value', 'number', 'size', 'counted'];

/** Declared values that both models know, seen in the second and not in the first. */
function missingIn(without: ModelReport, having: ModelReport): readonly UnseenValue[] {
  const fields = new Map(fieldsOf(without).map((field) => [field.path, field]));
  const inOrder = fieldsOf(having).toSorted(
    (a, b) => kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind),
  );
  return inOrder.flatMap((field) => {
    const others = new Map(fields.get(field.path)?.values.map((each) => [each.text, each]));
    return field.values
      .filter(({ text, declared, times }) => declared && times > 0 && others.get(text)?.times === 0)
      .map((value) => ({ field, value }));
  });
}

/** Of messages in flight a finding tells; kinds of them are no values of a person's state. */
function fieldsOf({ coverage }: ModelReport): readonly FieldDomainReport[] {
  return (coverage?.domain.fields ?? []).filter(({ path }) => path !== kindsPath);
}

const namedMax = 2;

function listOf(values: readonly UnseenValue[]): string {
  const named = values.slice(0, namedMax).map(valueText);
  const more = values.length - named.length;
  return [...named, ...(more > 0 ? [countOf(more, 'more value')] : [])].join(', ');
}

const plain = ({ field, value }: UnseenValue): ChangedValue => ({
  path: field.path,
  text: value.text,
});
