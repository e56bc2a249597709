import type { Change, PlainValue, TraceReport } from 'everyturn/internal/report/model-report';
import { concerns } from './change-text.ts';
import { messageText, recordOf, rowsOf } from './plain-text.ts';
import { inFlightOf, keyOf } from './sequence/flights.ts';
import { inStateOf } from './sequence/system-facts.ts';

/** A row of a state: a place, what is there, and what was there before the step. */
export interface StateSectionRow {
  /** Where in the whole state it is; tells rows apart. */
  readonly path: string;
  /** The same within its section. */
  readonly name: string;
  readonly kind: Change['kind'] | 'same';
  readonly value: string | undefined;
  readonly was: string | undefined;
}

/** A part of a state under a title. */
export interface StateSection {
  /** Undefined where the state has no parts. */
  readonly title: string | undefined;
  /** What else is to be said of it as a whole. */
  readonly remark: string | undefined;
  readonly rows: readonly StateSectionRow[];
}

/** What is to be shown of a state, and of the step that led to it. */
export interface ShownState {
  readonly actors: TraceReport['actors'];
  readonly state: PlainValue;
  readonly before: PlainValue | undefined;
  readonly changes: readonly Change[];
}

/** A state in its parts: of a system each actor, the network, histories and what faults are left. */
export function stateSections(shown: ShownState): readonly StateSection[] {
  const { actors, state, before, changes } = shown;
  if (!actors) {
    return [
      { title: undefined, remark: undefined, rows: changedRows(state, before, changes, '', '') },
    ];
  }
  const { histories, left } = recordOf(state) ?? {};
  const old = before === undefined ? undefined : recordOf(before);
  const rest = (title: string, name: string, value: PlainValue | undefined): StateSection[] =>
    value === undefined
      ? []
      : [{ title, remark: undefined, rows: changedRows(value, old?.[name], changes, name, name) }];
  return [
    ...actors.map((actor) => actorSection(actor, shown)),
    { title: 'In flight', remark: undefined, rows: flightRows(state, before) },
    ...rest('Histories', 'histories', histories),
    ...rest('Faults left', 'left', left),
  ];
}

type Actor = NonNullable<TraceReport['actors']>[number];

function actorSection(actor: Actor, { state, before, changes }: ShownState): StateSection {
  const { address, role, member } = actor;
  const place = member === undefined ? role : `${role}[${member}]`;
  const fieldsIn = (whole: PlainValue | undefined): PlainValue | undefined => {
    const ofRole = whole === undefined ? undefined : recordOf(whole)?.[role];
    if (member === undefined) return ofRole;
    return Array.isArray(ofRole) ? ofRole[member] : undefined;
  };
  const now = inStateOf(state);
  const old = before === undefined ? undefined : inStateOf(before);
  const down = (facts: typeof now) => (facts.isCrashed(address) ? 'yes' : undefined);
  const timers = (facts: typeof now) => facts.timersOf(address).join(', ') || 'none';
  return {
    title: role === address ? address : `${address} (${role})`,
    remark: now.isCrashed(address) ? 'crashed' : undefined,
    rows: [
      // An actor without fields has no row for them.
      ...changedRows(fieldsIn(state) ?? {}, fieldsIn(before), changes, place, place).filter(
        ({ path }) => path !== place,
      ),
      ...((down(now) ?? (old && down(old)))
        ? [factRow(`crashed.${address}`, 'crashed', down(now), old && [down(old)])]
        : []),
      ...(now.hasTimers(address)
        ? [factRow(`timers.${address}`, 'timers', timers(now), old && [timers(old)])]
        : []),
    ],
  };
}

/** `before` is a list of what was there, which may be nothing; undefined where there is no before. */
function factRow(
  path: string,
  name: string,
  value: string | undefined,
  before: readonly [string | undefined] | undefined,
): StateSectionRow {
  const [was] = before ?? [];
  if (!before || was === value) return { path, name, kind: 'same', value, was };
  const kind = was === undefined ? 'added' : value === undefined ? 'removed' : 'changed';
  return { path, name, kind, value, was };
}

/** Equal messages share a row, which counts them. */
function flightRows(state: PlainValue, before: PlainValue | undefined): readonly StateSectionRow[] {
  const now = countFlights(state);
  const old = countFlights(before ?? state);
  const gone = [...old].filter(([key]) => !now.has(key));
  const rows = [...now, ...gone].map(([key, { name, text }]) => {
    const times = (count: number | undefined) =>
      count === undefined ? undefined : count === 1 ? text : `${count} × ${text}`;
    return factRow(`inFlight ${key}`, name, times(now.get(key)?.count), [
      times(old.get(key)?.count),
    ]);
  });
  if (rows.length > 0) return rows;
  return [{ path: 'inFlight', name: 'nothing', kind: 'same', value: '', was: undefined }];
}

function countFlights(state: PlainValue) {
  const flights = new Map<
    string,
    { readonly name: string; readonly text: string; readonly count: number }
  >();
  for (const envelope of inFlightOf(state)) {
    const key = keyOf(envelope);
    const { kind, fields } = messageText(envelope.message);
    const text = fields === '' ? kind : `${kind} { ${fields} }`;
    const count = (flights.get(key)?.count ?? 0) + 1;
    flights.set(key, { name: `${envelope.from} → ${envelope.to}`, text, count });
  }
  return flights;
}

/** Rows of a value at `path`; those that the step changed are marked and tell what was there. */
function changedRows(
  value: PlainValue,
  before: PlainValue | undefined,
  changes: readonly Change[],
  path: string,
  shownWithout: string,
): readonly StateSectionRow[] {
  const nameOf = (row: string) => {
    const inner = row.slice(shownWithout.length).replace(/^\./, '');
    return shownWithout === '' || inner === '' ? row : inner;
  };
  const rows = rowsOf(value, path);
  const old = before === undefined ? undefined : rowsOf(before, path);
  const isConcerned = (row: string) => changes.some((change) => concerns(change, row));
  const kept = rows.map(({ path: at, value: text }): StateSectionRow => {
    const was = old?.find((other) => other.path === at)?.value;
    const isChanged = old !== undefined && was !== text && isConcerned(at);
    const kind = isChanged ? (was === undefined ? 'added' : 'changed') : 'same';
    return { path: at, name: nameOf(at), kind, value: text, was };
  });
  const gone = (old ?? []).filter(({ path: at }) => !rows.some((row) => row.path === at));
  return [
    ...kept,
    ...gone.map(({ path: at, value: was }): StateSectionRow => {
      return { path: at, name: nameOf(at), kind: 'removed', value: undefined, was };
    }),
  ];
}
