/** What can be done about what a bound has left unknown: go on, raise the bound, or accept it. */
import { raisesOf } from 'everyturn/internal/report/raises';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { ModelResult, Session } from '../checks/session.ts';
import type { ServerContext } from '../context.ts';
import type { DiagnosticData } from '../diagnostics/draft.ts';
import { ownBoundSpot } from '../diagnostics/open-questions.ts';
import { toRange } from '../documents/source-text.ts';
import { acceptReason, acceptTitle, extendTitle, raiseTitle, searchTitle } from '../errors.ts';
import {
  type AcceptRequest,
  commands,
  type ExtendRequest,
  type SearchRequest,
} from '../protocol/index.ts';
import type { Spot } from '../results/locate.ts';

/** Diagnostics of a run that a bound has cut. */
const codesOfCutRuns: ReadonlySet<unknown> = new Set([
  'EVT401',
  'EVT403',
  'EVT404',
  'EVT410',
  'EVT411',
]);

/** The quick fixes of one diagnostic; none of a result that is out of date. */
export function boundFixes(context: ServerContext, uri: string, diagnostic: Diagnostic) {
  if (diagnostic.source !== 'everyturn' || !codesOfCutRuns.has(diagnostic.code)) return [];
  // `data` of a diagnostic of ours is what we put there.
  const { run, model } = (diagnostic.data ?? {}) as Partial<DiagnosticData>;
  for (const session of context.checks.sessions) {
    const result = model === undefined ? undefined : session.results.get(model);
    if (!result?.report || result.basis.run !== run || context.checks.isStale(result)) continue;
    const ofBound = diagnostic.code === 'EVT401';
    return [
      ...searchFix(context, session, result, diagnostic),
      ...extendFixes(context, session, result, diagnostic),
      ...(ofBound ? raiseFix(context, session, result, diagnostic) : []),
      ...(ofBound ? acceptFix(context, uri, diagnostic) : []),
    ];
  }
  return [];
}

/** Goes on towards what was not seen yet. */
function searchFix(
  { documents }: ServerContext,
  session: Session,
  { report, name: model, basis }: ModelResult,
  diagnostic: Diagnostic,
): CodeAction[] {
  // `data` of a diagnostic of ours is what we put there.
  const { goal } = (diagnostic.data ?? {}) as Partial<DiagnosticData>;
  if (!goal || !report || session.heldRun !== basis.run) return [];
  const request: SearchRequest = { uri: documents.uriOf(session.file), model, goal };
  return [
    {
      title: searchTitle,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: searchTitle, command: commands.search, arguments: [request] },
    },
  ];
}

function extendFixes(
  { documents }: ServerContext,
  session: Session,
  { report, name: model, basis }: ModelResult,
  diagnostic: Diagnostic,
): CodeAction[] {
  if (!report || session.heldRun !== basis.run) return [];
  return raisesOf(report).map(({ text, budget }) => {
    const title = extendTitle(text);
    const request: ExtendRequest = { uri: documents.uriOf(session.file), model, budget };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: commands.extend, arguments: [request] },
    };
  });
}

/** Of a bound that the model itself declares with a number. */
function raiseFix(
  { documents }: ServerContext,
  session: Session,
  result: ModelResult,
  diagnostic: Diagnostic,
): CodeAction[] {
  const { report } = result;
  const bound = report && ownBoundSpot(session, result, report.stopped);
  const [raise] = report ? raisesOf(report) : [];
  const next = raise?.budget[boundOf(report?.stopped)];
  const number = bound && numberAfter(bound);
  if (!number || next === undefined) return [];
  const edit = { range: toRange(number.range), newText: String(next) };
  return [
    {
      title: raiseTitle(boundOf(report?.stopped), next, raise?.estimate),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      edit: { changes: { [documents.uriOf(number.source.file)]: [edit] } },
    },
  ];
}

/** `raisesOf` has raises of these three only. */
const boundOf = (stopped: string | undefined) => stopped as 'depthMax' | 'statesMax' | 'timeMs';

/** The number that a key is given, on the same line. */
function numberAfter({ source, range: { start, end } }: Spot): Spot | undefined {
  const line = source.lineRange(start.line);
  const rest = source.textIn({ start: end, end: line.end });
  const [, between = '', number = ''] = /^(\s*:\s*)([\d_]+)(?![\w.*+/-])/.exec(rest) ?? [];
  if (number === '') return undefined;
  const from = { line: end.line, column: end.column + between.length };
  const to = { line: end.line, column: from.column + number.length };
  return { source, range: { start: from, end: to } };
}

/** A comment above the line; our own client asks for the reason in it. */
function acceptFix(
  { options, documents }: ServerContext,
  uri: string,
  diagnostic: Diagnostic,
): CodeAction[] {
  const { line } = diagnostic.range.start;
  const shared = { title: acceptTitle, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  if (options.ownCommands) {
    const request: AcceptRequest = { uri, line, code: 'U1' };
    const command = { title: acceptTitle, command: commands.accept, arguments: [request] };
    return [{ ...shared, command }];
  }
  const text = documents.get(uri)?.text.split(/\r?\n/)[line] ?? '';
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  const start = { line, character: 0 };
  const newText = `${indent}// everyturn-accept U1 ${acceptReason}\n`;
  return [{ ...shared, edit: { changes: { [uri]: [{ range: { start, end: start }, newText }] } } }];
}
