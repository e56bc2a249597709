import type { ToPanel } from 'everyturn-webview/messages';
import * as vscode from 'vscode';
import { ModelPanel, type PanelModel, viewType } from './model-panel.ts';
import { parseModelAddress } from './parse-address.ts';
import type { Server } from './server.ts';
import { type Statuses, sameText } from './statuses.ts';

type Focus = Extract<ToPanel, { kind: 'focus' }>;

/** The open panels: at most one for each model. They come back when the window is reloaded. */
export class ModelPanels implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #server: Server;
  readonly #statuses: Statuses;
  readonly #open = new Map<string, ModelPanel>();
  readonly #owned: vscode.Disposable[];

  constructor(extension: vscode.Uri, server: Server, statuses: Statuses) {
    this.#extension = extension;
    this.#server = server;
    this.#statuses = statuses;
    this.#owned = [
      statuses.onChange((uri) => {
        for (const panel of this.#open.values()) if (panel.about.uri === uri) panel.update();
      }),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (webview, state) => this.#restore(webview, state),
      }),
    ];
  }

  /** Brings the panel of a model to the front, beside the editor when it is new. */
  async show(about: PanelModel, focus: Focus): Promise<void> {
    const address = { uri: sameText(about.uri), model: about.model };
    if (!this.#statuses.model(address.uri, address.model)) await this.#statuses.ask(address.uri);
    const panel =
      this.#open.get(keyOf(address)) ??
      this.#adopt(
        vscode.window.createWebviewPanel(viewType, address.model, {
          viewColumn: vscode.ViewColumn.Beside,
          preserveFocus: true,
        }),
        address,
      );
    panel.focus(focus);
  }

  /** The panels themselves stay: VS Code hands them back after a reload. */
  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  async #restore(webview: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { uri, model } = parseModelAddress(state) ?? {};
    if (uri === undefined || model === undefined) {
      webview.dispose();
      return;
    }
    this.#adopt(webview, { uri: sameText(uri), model });
    await this.#statuses.ask(uri);
    const isAutomatic = vscode.workspace.getConfiguration('everyturn').get('check.on') === 'save';
    // Of a file that is open the server takes care by itself.
    const isKnown = this.#statuses.has(uri);
    if (isAutomatic && !isKnown) await this.#server.check({ uri });
  }

  #adopt(webview: vscode.WebviewPanel, about: PanelModel): ModelPanel {
    const key = keyOf(about);
    this.#open.get(key)?.dispose();
    const panel = new ModelPanel(webview, about, {
      extension: this.#extension,
      server: this.#server,
      statuses: this.#statuses,
    });
    this.#open.set(key, panel);
    panel.onDispose(() => {
      if (this.#open.get(key) === panel) this.#open.delete(key);
    });
    return panel;
  }
}

function keyOf({ uri, model }: PanelModel): string {
  return JSON.stringify([uri, model]);
}
