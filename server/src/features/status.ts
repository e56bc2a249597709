import { raisesOf } from 'everyturn/internal/report/raises';
import { statusHeadline } from 'everyturn/internal/report/sentences';
import { glyphs, words } from 'everyturn/internal/report/words';
import type { Session } from '../checks/session.ts';
import type { Feature, ServerContext } from '../context.ts';
import { fileOf } from '../documents/open-documents.ts';
import {
  type ModelStatus,
  type OutputParams,
  outputNotification,
  type StatusParams,
  type StatusResult,
  statusNotification,
  statusRequest,
} from '../protocol/index.ts';
import { goesOnText, isAtWork, progressText } from '../results/texts.ts';
import { Throttle } from '../throttle.ts';

/** At most four notifications a second for each file. */
const notifyDelayMs = 250;

/** How models stand, on request and whenever it changes; what user code prints. */
export const status: Feature = (context) => {
  const { connection, checks, documents } = context;
  connection.onRequest(statusRequest, ({ uri }: StatusParams) => statusOf(context, uri));
  const gatherers = new Map<Session, Throttle>();
  const changed = (session: Session) => {
    const throttle =
      gatherers.get(session) ??
      new Throttle(notifyDelayMs, () => {
        const params = statusOf(context, documents.uriOf(session.file));
        void connection.sendNotification(statusNotification, params);
      });
    gatherers.set(session, throttle);
    throttle.ask();
  };
  context.onSessionChange(changed);
  context.onStaleChange(() => {
    for (const session of checks.sessions) changed(session);
  });
  context.onRunEvent((session, event) => {
    if (event.kind !== 'output') return;
    const params: OutputParams = { uri: documents.uriOf(session.file), text: event.text };
    void connection.sendNotification(outputNotification, params);
  });
  context.own({
    dispose: () => {
      for (const throttle of gatherers.values()) throttle.dispose();
    },
  });
  return {};
};

/** How each model of a file stands. */
function statusOf(context: ServerContext, uri: string): StatusResult {
  const session = context.checks.session(fileOf(uri));
  if (!session) return { uri, models: [] };
  const outlined = context.documents.get(uri)?.source.outline.models ?? [];
  const names = new Set([
    ...outlined.filter(({ isChecked }) => isChecked).map(({ name }) => name),
    ...session.results.keys(),
  ]);
  return { uri, models: [...names].map((name) => modelStatus(context, session, name)) };
}

function modelStatus({ checks }: ServerContext, session: Session, model: string): ModelStatus {
  const result = session.results.get(model);
  const progress = session.progress.get(model);
  const report = result?.report;
  const isHeld = result !== undefined && session.heldRun === result.basis.run;
  const shared = {
    model,
    run: session.run,
    statesHeld: isHeld,
    ...(progress && { progress }),
    ...(report && { report }),
    ...(isHeld && report && !report.exhausted && { raises: raisesOf(report) }),
  };
  if (isAtWork(session) && !(report && result.basis.run === session.run)) {
    const headline = progressText(session, model) ?? `${words.checking}…`;
    return { ...shared, phase: 'checking', headline };
  }
  if (result && checks.isStale(result)) {
    return { ...shared, phase: 'stale', headline: words.stale };
  }
  if (report)
    return {
      ...shared,
      ...(result.delta && { delta: result.delta }),
      phase: 'finished',
      headline: `${statusHeadline(report)}${goesOnText(session, model)}`,
    };
  if (session.trouble) {
    return { ...shared, phase: 'failed', headline: `${glyphs.modelError} ${words.notChecked}` };
  }
  return { ...shared, phase: 'notChecked', headline: words.notChecked };
}
