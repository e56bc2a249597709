import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
} from 'vscode-languageserver';
import type { Session } from '../checks/session.ts';
import type { Feature, ServerContext } from '../context.ts';
import type { Draft } from '../diagnostics/draft.ts';
import { hintDrafts } from '../diagnostics/hints.ts';
import { modelErrorDrafts, troubleDrafts } from '../diagnostics/model-errors.ts';
import { directiveDrafts, findingDrafts, unknownDrafts } from '../diagnostics/open-questions.ts';
import { isContradicted, type Sight, sightOf } from '../diagnostics/seen.ts';
import { violationDrafts } from '../diagnostics/violations.ts';
import { toRange } from '../documents/source-text.ts';
import { beforeTheEdit, findingsLeftOut } from '../errors.ts';
import { Gatherer } from '../gatherer.ts';
import type { Spot } from '../results/locate.ts';

/** Results that come together are published together; an edit shows within 100 ms. */
const publishDelayMs = 15;

/** More than these would drown a file, or the renderer. */
const perFileMax = 100;
const perCodeMax = 20;
const overallMax = 500;
const relatedMax = 40;

/** What was not seen, as against what is wrong. */
const unknownCodes = /^EVT(4\d\d|30[3-8])$/;

/** Pushes what is known as diagnostics, into whichever file each belongs to. */
export const diagnostics: Feature = (context) => {
  const publisher = new Publisher(context);
  const gatherer = new Gatherer(publishDelayMs, () => publisher.publish());
  context.own(gatherer);
  context.onSessionChange((session) => {
    publisher.forget(session);
    gatherer.ask();
  });
  context.onSettingsChange(() => gatherer.ask());
  context.documents.onDidChange(() => gatherer.ask());
  context.documents.onDidClose(() => gatherer.ask());
  return {};
};

interface DrawnUp {
  readonly drafts: readonly Draft[];
  readonly sight: Sight;
}

class Publisher {
  readonly #context: ServerContext;
  /** What the client has, by URI, as text. */
  readonly #published = new Map<string, string>();

  /** What was drawn up for each session since it last changed: an edit only moves it. */
  readonly #drawnUp = new WeakMap<Session, DrawnUp>();

  constructor(context: ServerContext) {
    this.#context = context;
  }

  /** A session has changed: what was drawn up for it is out of date. */
  forget(session: Session): void {
    this.#drawnUp.delete(session);
  }

  publish(): void {
    const byUri = new Map<string, Diagnostic[]>();
    let room = overallMax;
    const all = this.#context.checks.sessions.map((session) => this.#drawUp(session));
    const sights = all.map(({ sight }) => sight);
    for (const { drafts } of all) {
      for (const draft of drafts) {
        if (!this.#isWanted(draft)) continue;
        if (draft.unseen && isContradicted(draft.unseen, sights)) continue;
        const diagnostic = this.#toScreen(draft);
        if (!diagnostic || room-- <= 0) continue;
        const uri = this.#context.documents.uriOf(draft.spot.source.file);
        byUri.set(uri, [...(byUri.get(uri) ?? []), diagnostic]);
      }
    }
    for (const uri of this.#published.keys()) if (!byUri.has(uri)) byUri.set(uri, []);
    for (const [uri, found] of byUri) this.#send(uri, withinLimits(found));
  }

  /** What is unknown may be left to lenses; a violation may not. */
  #isWanted({ code }: Draft): boolean {
    return this.#context.settings().diagnostics.unknown === 'problems' || !unknownCodes.test(code);
  }

  #drawUp(session: Session): DrawnUp {
    const known = this.#drawnUp.get(session);
    if (known) return known;
    const drawnUp = { drafts: draftsOf(session), sight: sightOf(session) };
    this.#drawnUp.set(session, drawnUp);
    return drawnUp;
  }

  #send(uri: string, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    if ((this.#published.get(uri) ?? '[]') === text) return;
    if (diagnostics.length > 0) this.#published.set(uri, text);
    else this.#published.delete(uri);
    const version = this.#context.documents.get(uri)?.version;
    const params = { uri, diagnostics, ...(version !== undefined && { version }) };
    void this.#context.connection.sendDiagnostics(params);
  }

  /** Carries a draft to the texts on the screen; undefined if its own text was edited. */
  #toScreen(draft: Draft): Diagnostic | undefined {
    const place = this.#locate(draft.spot);
    if (!place) return undefined;
    const isStale = this.#context.checks.isStale(draft);
    // A quiet mark goes with the first edit: it would only be louder as an old one.
    if (isStale && draft.severity === DiagnosticSeverity.Hint) return undefined;
    const fades = draft.fades === true && this.#context.settings().fadeUnreachable;
    const related = draft.related.slice(0, relatedMax).flatMap(({ spot, message }) => {
      const location = this.#locate(spot);
      return location ? [{ location, message }] : [];
    });
    return {
      range: place.range,
      severity: isStale ? DiagnosticSeverity.Information : draft.severity,
      source: 'everyturn',
      code: draft.code,
      message: isStale ? beforeTheEdit(draft.message) : draft.message,
      ...(fades && { tags: [DiagnosticTag.Unnecessary] }),
      ...(related.length > 0 && { relatedInformation: related }),
      data: draft.data,
    };
  }

  #locate({ source, range }: Spot): Location | undefined {
    const { documents } = this.#context;
    const open = documents.ofFile(source.file);
    const now = open ? open.rangeNow(source, range) : toRange(range);
    return now && { uri: open?.uri ?? documents.uriOf(source.file), range: now };
  }
}

function draftsOf(session: Session): Draft[] {
  const results = [...session.results.values()];
  return [
    ...(session.trouble ? troubleDrafts(session, session.trouble) : []),
    // They are of the file: one result tells of them all.
    ...results.slice(0, 1).flatMap(directiveDrafts),
    ...results.flatMap((result) => [
      ...violationDrafts(session, result),
      ...modelErrorDrafts(session, result),
      ...findingDrafts(session, result),
      ...unknownDrafts(session, result),
      ...hintDrafts(session, result),
    ]),
  ];
}

/** Keeps the most severe; what is left out of a code becomes one line on the first line. */
function withinLimits(found: readonly Diagnostic[]): Diagnostic[] {
  const kept: Diagnostic[] = [];
  const left = new Map<string, { count: number; severity: DiagnosticSeverity }>();
  const byCode = new Map<string, number>();
  for (const diagnostic of [...found].sort(bySeverity)) {
    const code = String(diagnostic.code);
    const count = byCode.get(code) ?? 0;
    if (count >= perCodeMax || kept.length >= perFileMax) {
      const { severity = DiagnosticSeverity.Error } = diagnostic;
      left.set(code, { count: (left.get(code)?.count ?? 0) + 1, severity });
      continue;
    }
    byCode.set(code, count + 1);
    kept.push(diagnostic);
  }
  for (const [code, { count, severity }] of left) {
    kept.push({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      // Never louder than what it stands for.
      severity: Math.max(severity, DiagnosticSeverity.Information) as DiagnosticSeverity,
      source: 'everyturn',
      code,
      message: findingsLeftOut(count, code),
    });
  }
  return kept;
}

function bySeverity(a: Diagnostic, b: Diagnostic): number {
  return (a.severity ?? 1) - (b.severity ?? 1);
}
