/** What the view "Unknown" lists, made from the reports alone. */
import type { CodeRange, SourceLocation } from 'everyturn/internal/model/report';
import type { HintReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport, UnknownReport } from 'everyturn/internal/report/model-report';
import type { ModelStatus, SearchRequest } from 'everyturn-language-server/protocol';

/** A line of the view. */
export interface UnknownEntry {
  /** Tells it from its neighbours, also after the next run. */
  readonly id: string;
  /** `U1`, `EVT307`; absent of a model. */
  readonly code?: string;
  /** What a person reads, and hears. */
  readonly text: string;
  readonly details?: string;
  readonly place?: SourceLocation | CodeRange;
  /** Above which line the comment goes that accepts it. */
  readonly acceptAt?: SourceLocation;
  readonly address: { readonly uri: string; readonly model: string };
  /** What a search can look for. */
  readonly goal?: SearchRequest['goal'];
  readonly can: readonly ('map' | 'cut' | 'place' | 'accept' | 'search')[];
  readonly children: readonly UnknownEntry[];
}

/** One entry for each model of which something was not seen, in the order of their files. */
export function unknownEntries(
  files: readonly (readonly [uri: string, models: readonly ModelStatus[]])[],
): UnknownEntry[] {
  return files.flatMap(([uri, models]) => models.flatMap((status) => modelEntry(uri, status)));
}

function modelEntry(uri: string, status: ModelStatus): UnknownEntry[] {
  const { model, report, phase, headline, raises, statesHeld } = status;
  // What is said of an earlier text is no place to go from.
  if (!report || phase === 'stale') return [];
  const about = { uri, model };
  const isCut = raises !== undefined && raises.length > 0;
  const children = [
    ...report.unknown.map((unknown) => unknownEntry(about, unknown, report)),
    ...finalEntries(about, report.coverage?.hints ?? []),
  ]
    .map((entry) => (isCut && entry.code === 'U1' ? withCut(entry) : entry))
    .map((entry) => (isCut ? entry : withoutSearch(entry)));
  if (children.length === 0) return [];
  const can = [...(statesHeld ? (['map'] as const) : []), ...(isCut ? (['cut'] as const) : [])];
  return [
    {
      id: `${uri}#${model}`,
      text: model,
      details: headline,
      address: about,
      can: [...can, ...(report.at ? (['place'] as const) : [])],
      children,
      ...(report.at && { place: report.at }),
    },
  ];
}

const withCut = (entry: UnknownEntry): UnknownEntry => ({ ...entry, can: [...entry.can, 'cut'] });

/** There is nothing to go on from. */
function withoutSearch(entry: UnknownEntry): UnknownEntry {
  const can = entry.can.filter((what) => what !== 'search');
  return { ...entry, can, children: entry.children.map(withoutSearch) };
}

type Address = UnknownEntry['address'];

/** Which hints belong to a kind of unknown. */
const hintsOf: { readonly [code in UnknownReport['code']]?: readonly HintReport['code'][] } = {
  U1: ['EVT411'],
  U3: ['EVT403'],
  U4: ['EVT404'],
};

/** Comments accept these; what was approximated is better mended. */
const acceptable: ReadonlySet<string> = new Set(['U1', 'U2', 'U3', 'U4']);

function unknownEntry(
  address: Address,
  { code, reason, next, at, accepted }: UnknownReport,
  { coverage, at: modelAt }: Pick<ModelReport, 'coverage' | 'at'>,
): UnknownEntry {
  const id = `${address.uri}#${address.model} ${code} ${reason}`;
  const codes = hintsOf[code] ?? [];
  // These two have many places: the comment that accepts them stands above the model.
  const acceptAt = code === 'U3' || code === 'U4' ? modelAt : at;
  const canAccept = acceptAt !== undefined && !accepted && acceptable.has(code);
  return {
    id,
    code,
    text: reason,
    details: accepted ? `Accepted: ${accepted.reason}` : next,
    address,
    can: [...(at ? (['place'] as const) : []), ...(canAccept ? (['accept'] as const) : [])],
    children: hintEntries(address, coverage?.hints ?? [], codes),
    ...(at && { place: at }),
    ...(canAccept && { acceptAt }),
  };
}

/** Of an exhausted run: what is out of reach for good. */
function finalEntries(address: Address, hints: readonly HintReport[]): UnknownEntry[] {
  return hintEntries(address, hints, ['EVT303', 'EVT307', 'EVT308']);
}

function hintEntries(
  address: Address,
  hints: readonly HintReport[],
  codes: readonly HintReport['code'][],
): UnknownEntry[] {
  return hints
    .filter(({ code }) => codes.includes(code))
    .map((hint, index) => {
      const { code, message, at } = hint;
      const goal = goalOf(hint);
      return {
        id: `${address.uri}#${address.model} ${code} ${index} ${message}`,
        code,
        text: message,
        address,
        can: [...(at ? (['place'] as const) : []), ...(goal ? (['search'] as const) : [])],
        children: [],
        ...(at && { place: at }),
        ...(goal && { goal }),
      };
    });
}

function goalOf({ code, keyPath = '', value = '' }: HintReport): UnknownEntry['goal'] {
  if (code === 'EVT411') return { action: keyPath };
  return code === 'EVT403' ? { field: keyPath, value } : undefined;
}
