import { modelOf } from 'everyturn/internal/engine/check';
import { explore } from 'everyturn/internal/engine/explore';
import type { SystemDefinition } from 'everyturn/internal/model/definition';
import type { Trace } from 'everyturn/internal/model/report';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import type { ModelReport, TraceReport } from 'everyturn/internal/report/model-report';
import { explainTrace } from 'everyturn/internal/trace/explain';

/** Explores a system and reports on it as the checker does, but for the places in its source. */
export async function systemReport(subject: unknown, name: string): Promise<ModelReport> {
  const model = modelOf(subject);
  const { report } = await explore(model);
  const lines = new Map<string, number>();
  const placeOf = (keyPath: string) => {
    const line = lines.get(keyPath) ?? 10 * (lines.size + 1);
    lines.set(keyPath, line);
    return { file: `/project/${name}.ts`, line, column: 5 };
  };
  const explain = (trace: Trace<unknown>, property?: string) =>
    explainTrace({
      // Only systems are asked about here.
      definition: model as SystemDefinition,
      trace,
      property,
      keyPathLocation: placeOf,
      locateStack: () => undefined,
    });
  return buildModelReport({ file: `/project/${name}.ts`, name, report, locate: placeOf, explain });
}

/** The trace of a property of a report. */
export function traceOf(report: ModelReport, property: string): TraceReport {
  const trace = report.verdicts[property]?.trace;
  if (!trace) throw new Error(`${property} has no trace`);
  return trace;
}
