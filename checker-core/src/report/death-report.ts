import type { Death, LoadedModel } from '../checker/protocol.ts';
import type { Report, UnknownReason, Verdict } from '../model/report.ts';
import { noStatistics } from '../model/statistics.ts';
import { buildModelReport } from './build-model-report.ts';
import type { ModelReport, PropertyReport } from './model-report.ts';

/** What is known of a model whose checker ended in the middle of it. */
export interface DeathSource {
  /** Path relative to the folder of the run, with forward slashes. */
  readonly file: string;
  readonly model: LoadedModel;
  readonly death: Death;
  /** What was found before: violations and witnesses stay true. */
  readonly found: ReadonlyMap<string, PropertyReport>;
}

/** The report of a model whose checker ended before its time: what was found, all else open. */
export function reportOfDeath({ file, model, death, found }: DeathSource): ModelReport {
  const { progress, code, message } = death;
  const frontier = progress?.frontier ?? 0;
  const reasons: readonly UnknownReason[] = [
    { code: 'frontier', bound: 'error', states: frontier },
  ];
  const open: Verdict<unknown> = { kind: 'unknown', reasons };
  const report: Report<unknown> = {
    exhausted: false,
    distinctStates: progress?.states ?? 0,
    generatedStates: progress?.transitions ?? 0,
    diameter: progress?.depth ?? 0,
    frontier,
    fenced: 0,
    terminalStates: 0,
    stopped: 'error',
    symmetry: false,
    budget: {},
    verdicts: new Map(model.properties.map((property) => [property, open])),
    actions: new Map(),
    statistics: noStatistics,
    errors: [{ code, keyPath: death.keyPath ?? model.name, message }],
    notes: [],
  };
  const locations = new Map(model.functions.map(({ keyPath, at }) => [keyPath, at]));
  const built = buildModelReport({
    file,
    name: model.name,
    ...(model.at === undefined ? {} : { at: model.at }),
    report,
    locate: (keyPath) => locations.get(keyPath),
    locateError: ({ keyPath }) => death.at ?? locations.get(keyPath) ?? model.at,
  });
  return { ...built, verdicts: { ...built.verdicts, ...Object.fromEntries(found) } };
}
