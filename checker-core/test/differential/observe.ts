import { visitSteps } from 'everyturn/internal/coverage/step-list';
import type { Exploration, ExploreOptions } from 'everyturn/internal/engine/exploration';
import type { Definition } from 'everyturn/internal/model/definition';
import type { Report, Trace, Verdict } from 'everyturn/internal/model/report';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { encode } from 'everyturn/internal/values/canonical';
import { printValue } from 'everyturn/internal/values/print';
import { type EngineName, exploreWith, type Way } from './explore-with.ts';

/** All that one can see of an exploration, as texts by what they are about. */
export type Observations = ReadonlyMap<string, string>;

/** An exploration, unless it ended with an exception, and what can be seen of it. */
export interface Observed {
  readonly exploration?: Exploration;
  readonly observations: Observations;
  /** Where the exception came from. */
  readonly stack?: string;
}

/** Explores a machine with one engine and looks at everything. */
export async function observe(
  engine: EngineName,
  definition: Definition,
  way: Way,
): Promise<Observed> {
  const announced = new Set<string>();
  const onVerdict: ExploreOptions['onVerdict'] = (property, verdict) => {
    announced.add(`${property}: ${verdictText(verdict)}`);
  };
  try {
    const exploration = await exploreWith(engine, definition, { ...way, onVerdict });
    const observations = new Map([
      ...observationsOf(exploration),
      ['announced', [...announced].sort().join('\n')],
    ]);
    return { exploration, observations };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    return { observations: new Map([['exception', text]]), ...(stack && { stack }) };
  }
}

/** What can be seen of an exploration when it is over. */
export function observationsOf(exploration: Exploration): Observations {
  return new Map([
    ...factsOf(exploration.report),
    ...verdictsOf(exploration),
    ...statesOf(exploration),
    ...reportOf(exploration.report),
  ]);
}

function* factsOf(report: Report<unknown>): Iterable<[string, string]> {
  // What was counted is looked at below, as part of the report in JSON.
  const { verdicts: _, actions, errors, statistics: __, ...facts } = report;
  for (const [name, fact] of Object.entries(facts)) yield [name, JSON.stringify(fact)];
  yield ['actions', JSON.stringify([...actions])];
  yield ['errors', errors.map(({ code, keyPath }) => `${code} ${keyPath}`).join(', ')];
  for (const { code, keyPath, message, trace } of errors) {
    const way = trace === undefined ? 'no trace' : traceText(trace);
    yield [`error ${code} ${keyPath}`, `${message}\n${way}`];
  }
}

function* verdictsOf({ report, traceStates }: Exploration): Iterable<[string, string]> {
  yield ['properties', [...report.verdicts.keys()].join(', ')];
  for (const [property, verdict] of report.verdicts) {
    yield [`verdict ${property}`, verdictText(verdict)];
    yield [`states on the trace of ${property}`, traceStates(property).join(' ')];
  }
}

function* statesOf({ explored }: Exploration): Iterable<[string, string]> {
  const { stateCount, expandedCount, initialCount, exhausted, actions, violations } = explored;
  yield [
    'explored',
    JSON.stringify({ stateCount, expandedCount, initialCount, exhausted, actions }),
  ];
  yield [
    'violations',
    violations
      .map((found) => JSON.stringify(found))
      .sort()
      .join(' '),
  ];
  const inRange: string[][] = Array.from({ length: stateCount }, () => []);
  visitSteps(explored, 0, stateCount, (from, action, target) =>
    inRange[from]?.push(`${action}→${target}`),
  );
  const { isEnd } = explored;
  const ends = isEnd && Array.from({ length: stateCount }, (_, index) => index).filter(isEnd);
  yield ['ends beside failed turns', JSON.stringify(ends ?? [])];
  for (let index = 0; index < stateCount; index += 1) {
    const steps: string[] = [];
    explored.forEachStep(index, (action, target) => steps.push(`${action}→${target}`));
    const place = `depth ${explored.depth(index)}, from ${explored.parent(index)}`;
    yield [`state ${index}`, `${dataText(explored.state(index))}, ${place}`];
    yield [`steps of state ${index}`, steps.join(' ')];
    yield [`steps of state ${index} among others`, inRange[index]?.join(' ') ?? ''];
  }
}

function* reportOf(report: Report<unknown>): Iterable<[string, string]> {
  const modelReport = buildModelReport({ file: 'machine.ts', name: 'model', report });
  for (const [part, content] of Object.entries(modelReport)) {
    yield [`report ${part}`, JSON.stringify(content)];
  }
}

function verdictText(verdict: Verdict<unknown>): string {
  switch (verdict.kind) {
    case 'violated':
      return `violated\n${traceText(verdict.counterexample)}`;
    case 'seen':
      return `seen\n${traceText(verdict.witness)}`;
    case 'unknown':
      return `unknown ${JSON.stringify(verdict.reasons)}`;
    default:
      return verdict.kind;
  }
}

function traceText({ init, steps, ...rest }: Trace<unknown>): string {
  const lines = steps.map(({ by, params, choices, state, ...more }) => {
    const taken = `${by} ${dataText(params)} ${dataText(choices)}`;
    return `  ${taken}: ${dataText(state)} ${JSON.stringify(more)}`;
  });
  return [`  ${dataText(init)} ${JSON.stringify(rest)}`, ...lines].join('\n');
}

/** A value as a person would write it; a value that is not plain data is itself a difference. */
function dataText(value: unknown): string {
  encode(value);
  return printValue(value);
}
