import type { ModelStatus } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { Statuses } from './statuses.ts';

/** The models of the file that the person works on; the panel beside it does not change that. */
export class ActiveModels implements vscode.Disposable {
  readonly #statuses: Statuses;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #owned: vscode.Disposable[];
  #document = documentIn(vscode.window.activeTextEditor);

  readonly onChange = this.#changed.event;

  constructor(statuses: Statuses) {
    this.#statuses = statuses;
    this.#owned = [
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor(() => this.#follow()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#follow()),
      statuses.onChange((uri) => {
        if (uri === this.uri) this.#announce();
      }),
    ];
  }

  /** The file's URI as text. */
  get uri(): string | undefined {
    return this.#document?.uri.toString();
  }

  get models(): readonly ModelStatus[] {
    return this.uri === undefined ? [] : this.#statuses.of(this.uri);
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  #follow(): void {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const isStillSeen = visibleTextEditors.some(({ document }) => document === this.#document);
    const next = documentIn(activeTextEditor) ?? (isStillSeen ? this.#document : undefined);
    if (next === this.#document) return;
    this.#document = next;
    this.#announce();
  }

  #announce(): void {
    const { models } = this;
    const isChecking = models.some(({ phase }) => phase === 'checking');
    void vscode.commands.executeCommand('setContext', 'everyturn.hasModel', models.length > 0);
    void vscode.commands.executeCommand('setContext', 'everyturn.isChecking', isChecking);
    const isCut = models.some(({ raises }) => raises !== undefined);
    void vscode.commands.executeCommand('setContext', 'everyturn.isCut', isCut);
    this.#changed.fire();
  }
}

/** The file in an editor. What else has the focus, such as the output, is not what is worked on. */
function documentIn(editor: vscode.TextEditor | undefined): vscode.TextDocument | undefined {
  return editor?.document.uri.scheme === 'file' ? editor.document : undefined;
}
