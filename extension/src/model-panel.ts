import { randomBytes } from 'node:crypto';
import type { ModelStatus } from 'everyturn-language-server/protocol';
import type { Freshness, FromPanel, ToPanel } from 'everyturn-webview/messages';
import { panelHtml } from 'everyturn-webview/page';
import * as vscode from 'vscode';
import { declare } from './declare.ts';
import { parseFromPanel } from './parse-from-panel.ts';
import { reveal } from './reveal.ts';
import type { Server } from './server.ts';
import type { Statuses } from './statuses.ts';

/** The kind of our panels, under which VS Code restores them. */
export const viewType = 'everyturn.model';

/** What a panel shows. */
export interface PanelModel {
  readonly uri: string;
  readonly model: string;
}

interface Parts {
  readonly extension: vscode.Uri;
  readonly server: Server;
  readonly statuses: Statuses;
}

/** The panel of one model: passes on what the server knows and what the panel asks. */
export class ModelPanel implements vscode.Disposable {
  readonly about: PanelModel;
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: Parts;
  /** What is said once the page has loaded; undefined from then on. */
  #waiting: ToPanel[] | undefined = [];

  constructor(panel: vscode.WebviewPanel, about: PanelModel, parts: Parts) {
    this.about = about;
    this.#panel = panel;
    this.#parts = parts;
    const folder = vscode.Uri.joinPath(parts.extension, 'dist', 'panel');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((data: unknown) => {
      const message = parseFromPanel(data);
      if (message) void this.#receive(message);
    });
    const address = (file: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
    webview.html = panelHtml({
      scriptUri: address('panel.js'),
      styleUri: address('panel.css'),
      nonce: randomBytes(16).toString('base64url'),
      cspSource: webview.cspSource,
    });
    // Tabs are narrow: the name of the model is what tells them apart, the icon says the rest.
    panel.title = about.model;
    panel.iconPath = {
      light: vscode.Uri.joinPath(parts.extension, 'media', 'map-light.svg'),
      dark: vscode.Uri.joinPath(parts.extension, 'media', 'map-dark.svg'),
    };
  }

  /** Brings the panel, a tab of it and perhaps a trace to the front. */
  focus(focus: Extract<ToPanel, { kind: 'focus' }>): void {
    this.#panel.reveal(undefined, true);
    this.#post(focus);
  }

  /** Tells the panel how its model stands now. */
  update(): void {
    if (!this.#waiting) this.#post(this.#model());
  }

  onDispose(listen: () => void): void {
    this.#panel.onDidDispose(listen);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #receive(message: FromPanel): Promise<void> {
    const { server, statuses } = this.#parts;
    switch (message.kind) {
      case 'ready':
        return this.#start();
      case 'askView': {
        const { id, request } = message;
        return this.#answer(id, async () => {
          const view = await server.view({ ...this.about, request });
          return { kind: 'view', id, view };
        });
      }
      case 'askCell': {
        const { id, groupBy, cell } = message;
        return this.#answer(id, async () => {
          const details = await server.cell({ ...this.about, groupBy, cell });
          return { kind: 'cell', id, cell: details };
        });
      }
      case 'askWhyNot': {
        const { id, groupBy, cell } = message;
        return this.#answer(id, async () => {
          const whyNot = await server.whyNot({ ...this.about, groupBy, cell });
          return { kind: 'whyNot', id, whyNot };
        });
      }
      case 'askTrace': {
        const { id, groupBy, cell } = message;
        return this.#answer(id, async () => {
          const trace = await server.cellTrace({ ...this.about, groupBy, cell });
          return { kind: 'trace', id, trace };
        });
      }
      case 'declare': {
        const { id, groupBy, cell, as } = message;
        return this.#answer(id, async () => {
          const refused = await declare(server, { ...this.about, groupBy, cell, as });
          return { kind: 'declared', id, ...(refused !== undefined && { refused }) };
        });
      }
      case 'extend': {
        const { id, by } = message;
        return this.#answer(id, async () => {
          const result = await server.extend({ ...this.about, by });
          return { kind: 'extended', id, ...result };
        });
      }
      case 'reveal':
        return reveal(message.at, message.keepFocus, (uri) => statuses.has(uri));
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'check':
        await server.check(this.about);
        return;
      case 'cancel':
        await server.cancel(this.about);
    }
  }

  /** Also when the page has loaded anew, as when its tab was hidden for a while. */
  #start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const message of [this.#model(), ...waiting]) this.#post(message);
  }

  #post(message: ToPanel): void {
    if (this.#waiting) this.#waiting.push(message);
    else void this.#panel.webview.postMessage(message);
  }

  async #answer(id: number, ask: () => Promise<ToPanel>): Promise<void> {
    try {
      this.#post(await ask());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ kind: 'refused', id, reason });
    }
  }

  #model(): ToPanel {
    const status = this.#parts.statuses.model(this.about.uri, this.about.model);
    return {
      kind: 'model',
      ...this.about,
      freshness: freshnessOf(status),
      run: status?.run ?? 0,
      ...(status?.report && { report: status.report }),
      ...(status?.progress && { progress: status.progress }),
      ...(status?.raises && { raises: status.raises }),
    };
  }
}

function freshnessOf(status: ModelStatus | undefined): Freshness {
  if (!status) return 'current';
  const { phase, report, statesHeld } = status;
  if (phase === 'checking') return 'checking';
  if (report && !statesHeld) return 'released';
  return phase === 'stale' ? 'stale' : 'current';
}
