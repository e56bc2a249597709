/** Values, guards and code of which something was not seen: quiet marks, faded where it is final. */
import type { SearchGoal } from 'everyturn/internal/checker/protocol';
import type { HintReport } from 'everyturn/internal/report/coverage-report';
import type { ModelResult, Session } from '../checks/session.ts';
import { moreValuesHere } from '../errors.ts';
import {
  elementSpot,
  functionAt,
  isLiteral,
  rangeSpot,
  type Spot,
  tokenSpot,
} from '../results/locate.ts';
import { type Draft, messageOf, Severity } from './draft.ts';
import { type Unseen, unseenFunction, unseenOf } from './seen.ts';

/** A hint for everything that the report of a model lists as not seen. */
export function hintDrafts(session: Session, result: ModelResult): Draft[] {
  const { basis, name: model, report } = result;
  const accepted = new Set(
    report?.unknown.flatMap(({ code, accepted: answer }) => (answer ? [code] : [])),
  );
  const drafts = (report?.coverage?.hints ?? []).flatMap((hint): Draft[] => {
    const kind = kinds[hint.code];
    if (kind && accepted.has(kind)) return [];
    const spot = spotOf(session, result, hint);
    if (!spot) return [];
    const unseen = unseenBy(result, hint);
    const goal = goalOf(hint);
    return [
      {
        spot,
        severity: hint.code === 'EVT411' ? Severity.Information : Severity.Hint,
        code: hint.code,
        message: messageOf(hint.message),
        related: [],
        data: { run: basis.run, model, ...(goal && { goal }) },
        basis,
        fades: fades(hint, spot),
        ...(unseen && { unseen }),
      },
    ];
  });
  return onePerPlace(drafts);
}

/** What a search can look for; of code there is no state to look for. */
function goalOf({ code, keyPath = '', value = '' }: HintReport): SearchGoal | undefined {
  if (code === 'EVT411') return { action: keyPath };
  return code === 'EVT403' ? { field: keyPath, value } : undefined;
}

/** The kinds of unknown that a comment in the source can accept as a whole. */
const kinds: { readonly [code in HintReport['code']]?: 'U3' | 'U4' } = {
  EVT403: 'U3',
  EVT404: 'U4',
};

/** The name of a field may stand for many values of a range: it is marked once. */
function onePerPlace(drafts: readonly Draft[]): Draft[] {
  const byPlace = new Map<string, { readonly first: Draft; count: number }>();
  for (const draft of drafts) {
    const { source, range } = draft.spot;
    const place = `${draft.code} ${source.file} ${JSON.stringify(range)}`;
    const known = byPlace.get(place);
    if (known) known.count += 1;
    else byPlace.set(place, { first: draft, count: 1 });
  }
  return [...byPlace.values()].map(({ first, count }) =>
    count === 1
      ? first
      : { ...first, message: messageOf(first.message, moreValuesHere(count - 1)) },
  );
}

function spotOf(
  session: Session,
  { basis, name }: ModelResult,
  hint: HintReport,
): Spot | undefined {
  const { code, at, keyPath = '' } = hint;
  switch (code) {
    case 'EVT303':
      return elementSpot(session, basis, name, `${keyPath}.when`, at);
    case 'EVT411':
      return elementSpot(session, basis, name, keyPath, at);
    case 'EVT307':
    case 'EVT403':
      return at && tokenSpot(basis, at);
    case 'EVT308':
    case 'EVT404':
      return at && 'endLine' in at ? rangeSpot(basis, at) : undefined;
  }
}

function unseenBy({ basis, name }: ModelResult, hint: HintReport): Unseen | undefined {
  if (hint.code !== 'EVT411') return unseenOf(hint);
  const own = functionAt(basis, name, hint.keyPath ?? '');
  return own && unseenFunction(own, false);
}

/** Only of an exhausted run, and only what could be taken out: a literal, or code that never runs. */
function fades({ code, gap }: HintReport, spot: Spot): boolean {
  if (code === 'EVT307') return isLiteral(spot);
  return code === 'EVT308' && (gap === 'statement' || gap === 'code' || gap === 'function');
}
