import type { Report, Trace, UnknownReason, Verdict } from '../model/report.ts';
import type { ReadProperties } from './explorable.ts';
import { livenessOf } from './options.ts';

/** What decided a property, if anything did. */
export interface Found {
  readonly kind: 'violated' | 'seen';
  readonly trace: Trace<unknown>;
  /** Why, where the trace alone does not tell. */
  readonly reason?: string | undefined;
}

/** The verdict of a property that was found to be false. */
export function violated({ trace, reason }: Omit<Found, 'kind'>): Verdict<unknown> {
  return { kind: 'violated', counterexample: trace, ...(reason !== undefined && { reason }) };
}

/**
 * The verdict of every declared property. `holds` and `unreachable` are said of an exhausted
 * exploration only; whatever was not checked says so.
 */
export function verdictsOf(
  properties: ReadProperties,
  exhausted: boolean,
  reasons: {
    readonly bound?: Report<unknown>['stopped'];
    readonly open: number;
    /** What is to be said of a search that never sees everything. */
    readonly sample?: string;
  },
  found: (property: string) => Found | undefined,
): ReadonlyMap<string, Verdict<unknown>> {
  const { always, sometimes, alwaysStep, terminal, refines } = properties;
  const open: UnknownReason[] = [
    reasons.sample === undefined
      ? { code: 'frontier', bound: reasons.bound ?? 'stopped', states: reasons.open }
      : { code: 'precision', note: reasons.sample },
  ];
  const judge = (property: string, otherwise: Verdict<unknown>): [string, Verdict<unknown>] => {
    const decided = found(property);
    if (decided?.kind === 'seen') return [property, { kind: 'seen', witness: decided.trace }];
    if (decided) return [property, violated(decided)];
    return [property, exhausted ? otherwise : { kind: 'unknown', reasons: open }];
  };
  const section = (name: string, entries: object | undefined, otherwise: Verdict<unknown>) =>
    Object.keys(entries ?? {}).map((key) => judge(`${name}.${key}`, otherwise));
  const notChecked = (property: string, what: string): [string, Verdict<unknown>] => [
    property,
    {
      kind: 'unknown',
      reasons: [
        {
          code: 'notChecked',
          note: `${what} is declared, but this version does not check it yet.`,
        },
      ],
    },
  ];
  return new Map([
    ...section('always', always, { kind: 'holds' }),
    ...section('sometimes', sometimes, { kind: 'unreachable' }),
    ...section('alwaysStep', alwaysStep, { kind: 'holds' }),
    ...section('linearizable', properties.linearizable, { kind: 'holds' }),
    ...section('sequentiallyConsistent', properties.sequentiallyConsistent, { kind: 'holds' }),
    ...(terminal ? [judge('terminal', { kind: 'holds' })] : []),
    ...livenessOf(properties).map((property) => notChecked(property, 'Liveness')),
    ...(refines ? [notChecked('refines', 'Refinement')] : []),
  ]);
}
