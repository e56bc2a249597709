/**
 * The report of a run in SARIF 2.1.0, the format in which code scanning reads results. A trace is a
 * code flow with one thread flow for each actor; `executionOrder` puts their steps in one order.
 */
import type { SourceLocation } from '../model/report.ts';
import { type Code, codeTitles, openCode, unknownCodes, violationCode } from './codes.ts';
import type { HintReport } from './coverage-report.ts';
import type {
  ModelReport,
  PropertyReport,
  RunReport,
  SourceAnswer,
  UnknownReport,
} from './model-report.ts';
import { type CodeFlow, codeFlow } from './sarif-flow.ts';
import { type Location, location, type Message, message } from './sarif-parts.ts';
import { breakingWriteSentence, notReachedSentence } from './sentences.ts';
import { isNotChecked } from './words.ts';

/** How much a result matters. */
type Level = 'error' | 'warning' | 'note';

interface Result {
  readonly ruleId: Code;
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly codeFlows?: readonly [CodeFlow];
  readonly suppressions?: readonly [Suppression];
}

/** That a comment in the source says not to mind the result. */
interface Suppression {
  readonly kind: 'inSource';
  readonly justification: string;
  readonly location: Location;
}

/** The report of a run as SARIF text. */
export function sarifOfRun(run: RunReport): string {
  const results = [
    ...run.models.flatMap(modelResults),
    ...run.failures.map(
      ({ code, message: text, file, at }): Result => ({
        ruleId: code,
        level: 'error',
        message: message(text),
        locations: [location(at ?? firstLine(file), file)],
      }),
    ),
    ...run.directives.map(
      ({ code, message: text, at }): Result => ({
        ruleId: code,
        level: 'warning',
        message: message(text),
        locations: [location(at)],
      }),
    ),
  ];
  const codes = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'everyturn', semanticVersion: run.everyturn, rules: codes.map(rule) },
        },
        originalUriBaseIds: {
          '%SRCROOT%': { description: message('The folder in which everyturn ran.') },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(run)],
        results: results.map((result) => ({ ...result, ruleIndex: codes.indexOf(result.ruleId) })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule(code: Code) {
  return { id: code, shortDescription: message(`${codeTitles[code]}.`) };
}

/** What was not looked at is no result: it is told of the invocation. */
function invocation({ failures, notChecked }: RunReport) {
  return {
    executionSuccessful: failures.length === 0 && notChecked.length === 0,
    toolExecutionNotifications: notChecked.map((what) => ({
      level: 'warning',
      message: message(notReachedSentence(what)),
    })),
  };
}

function modelResults(model: ModelReport): readonly Result[] {
  const place = model.at ?? firstLine(model.file);
  const at = (where: SourceLocation | undefined, part?: string): readonly [Location] => [
    location(where ?? place, part === undefined ? model.name : `${model.name}.${part}`),
  ];
  return [
    ...Object.entries(model.verdicts).flatMap(([keyPath, property]) =>
      propertyResults(keyPath, property, model, at(property.at, keyPath)),
    ),
    ...model.errors.map(
      ({ code, keyPath, message: text, at: where, trace }): Result => ({
        ruleId: code,
        level: 'error',
        message: message(text),
        locations: at(where, keyPath),
        ...(trace && { codeFlows: [codeFlow(trace, place)] }),
      }),
    ),
    ...model.findings.map(
      ({ code, keyPath, message: text, at: where, ignored }): Result => ({
        ruleId: code,
        level: 'warning',
        message: message(text),
        locations: at(where, keyPath),
        ...suppressed(ignored),
      }),
    ),
    ...hintResults(model, at),
    ...model.unknown.filter(isNotToldByPlaces(model)).map(
      ({ code, reason, next, at: where, accepted }): Result => ({
        ruleId: unknownCodes[code],
        level: code === 'U1' ? 'warning' : 'note',
        message: message(`${reason} ${next}`),
        locations: at(where),
        ...suppressed(accepted),
      }),
    ),
  ];
}

/** What was not seen, place by place: never more than a note. */
function hintResults(
  { coverage, unknown }: ModelReport,
  at: (where: SourceLocation | undefined, part?: string) => readonly [Location],
): readonly Result[] {
  return (coverage?.hints ?? []).map(({ code, message: text, keyPath, at: where, ignored }) => {
    // What is accepted of a kind is accepted of each of its places.
    const kind = kindOfHint[code];
    const accepted = unknown.find((one) => one.code === kind)?.accepted;
    return {
      ruleId: code,
      level: 'note',
      message: message(text),
      locations: at(where, keyPath),
      ...suppressed(ignored ?? accepted),
    };
  });
}

/** Which kind of unknown has a hint for each of its places. */
const kindOfHint: { readonly [code in HintReport['code']]?: UnknownReport['code'] } = {
  EVT403: 'U3',
  EVT404: 'U4',
};

/** Leaves out the summary of what is told place by place. */
function isNotToldByPlaces({ coverage }: ModelReport): (unknown: UnknownReport) => boolean {
  const told = new Set((coverage?.hints ?? []).map(({ code }) => kindOfHint[code]));
  return ({ code }) => !told.has(code);
}

function suppressed(answer: SourceAnswer | undefined): Pick<Result, 'suppressions'> {
  if (answer === undefined) return {};
  const { reason: justification, at } = answer;
  return { suppressions: [{ kind: 'inSource', justification, location: location(at) }] };
}

/** What holds or was seen is no result; what was left open is one where it has no cause of its own. */
function propertyResults(
  keyPath: string,
  property: PropertyReport,
  model: ModelReport,
  locations: readonly [Location],
): readonly Result[] {
  const { kind, sentence, trace, brokenBy } = property;
  if (kind === 'violated' || kind === 'unreachable') {
    const place = property.at ?? model.at ?? firstLine(model.file);
    const blame = brokenBy && { ...brokenBy, steps: trace?.steps.length ?? 0 };
    const write = blame && {
      ...location(blame.at),
      message: message(breakingWriteSentence(keyPath, model.name, blame)),
    };
    return [
      {
        ruleId: violationCode(keyPath),
        level: 'error',
        message: message(sentence),
        locations,
        ...(write && { relatedLocations: [write] }),
        ...(trace && { codeFlows: [codeFlow(trace, place, brokenBy?.step)] }),
      },
    ];
  }
  const ruleId = openCode(keyPath);
  const isResult = ruleId === 'EVT410' || isNotChecked(property);
  if (kind !== 'unknown' || !isResult) return [];
  return [{ ruleId, level: 'note', message: message(sentence), locations }];
}

function firstLine(file: string): SourceLocation {
  return { file, line: 1, column: 1 };
}
