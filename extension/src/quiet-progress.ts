import type * as vscode from 'vscode';
import type {
  ProgressToken,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient/node.js';

/** Shorter runs are shown in the status bar only. */
const quietMs = 5000;

type Params = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Holds progress back, since it is a notification with a button to cancel, until a run is long. */
export class QuietProgress implements vscode.Disposable {
  readonly #held = new Map<ProgressToken, NodeJS.Timeout>();

  handle(token: ProgressToken, { kind }: Params, show: () => void): void {
    switch (kind) {
      case 'begin':
        this.#held.set(
          token,
          setTimeout(() => {
            this.#held.delete(token);
            show();
          }, quietMs),
        );
        return;
      case 'report':
        if (!this.#held.has(token)) show();
        return;
      case 'end':
        clearTimeout(this.#held.get(token));
        this.#held.delete(token);
        show();
    }
  }

  dispose(): void {
    for (const timer of this.#held.values()) clearTimeout(timer);
  }
}
