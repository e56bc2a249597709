import { basename } from 'node:path';
import { progressHeadline } from 'everyturn/internal/report/sentences';
import type { WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Session } from '../checks/session.ts';
import type { Feature, ServerContext } from '../context.ts';

/** Shorter runs need no progress: they would only flicker. */
const quietMs = 500;

/** Progress in the client's own way, with a way to cancel, for runs that take a while. */
export const progress: Feature = (context) => {
  if (!context.client.window?.workDoneProgress) return {};
  const shown = new Map<Session, ShownProgress>();
  context.onSessionChange((session) => {
    const isRunning = session.phase === 'bundling' || session.phase === 'running';
    const isAtWork = isRunning && !session.background;
    const now = shown.get(session);
    if (isAtWork && !now) shown.set(session, new ShownProgress(context, session));
    if (!isAtWork && now) {
      now.dispose();
      shown.delete(session);
    }
  });
  context.onRunEvent((session, event) => {
    if (event.kind !== 'progress') return;
    shown.get(session)?.report(`${event.model}: ${progressHeadline(event.progress)}`);
  });
  context.own({
    dispose: () => {
      for (const one of shown.values()) one.dispose();
    },
  });
  return {};
};

/** The progress of one file, from its first second to its end. */
class ShownProgress {
  readonly #timer: NodeJS.Timeout;
  #reporter: WorkDoneProgressServerReporter | undefined;
  #isOver = false;

  constructor(context: ServerContext, session: Session) {
    this.#timer = setTimeout(() => {
      void context.guard('progress', () => this.#begin(context, session), undefined);
    }, quietMs);
  }

  report(message: string): void {
    this.#reporter?.report(message);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#reporter?.done();
  }

  async #begin({ connection, checks }: ServerContext, session: Session): Promise<void> {
    const reporter = await connection.window.createWorkDoneProgress();
    if (this.#isOver) return;
    this.#reporter = reporter;
    reporter.begin('Everyturn', undefined, basename(session.file), true);
    reporter.token.onCancellationRequested(() => checks.cancel(session.file));
  }
}
