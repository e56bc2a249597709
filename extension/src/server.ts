import {
  type CancelParams,
  type CellParams,
  type CellResult,
  type CellTraceResult,
  type CheckParams,
  cancelRequest,
  cellRequest,
  cellTraceRequest,
  checkRequest,
  type DeclareParams,
  type DeclareResult,
  declareRequest,
  type ExtendParams,
  type ExtendResult,
  extendRequest,
  type InitializationOptions,
  type OutputParams,
  outputNotification,
  type StatusNotificationParams,
  type StatusResult,
  statusNotification,
  statusRequest,
  trustNotification,
  type ViewParams,
  type ViewResult,
  viewRequest,
  type WhyNotResult,
  whyNotRequest,
} from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node.js';
import { QuietProgress } from './quiet-progress.ts';

/** The language server, which lives in a process of its own, and what can be asked of it. */
export class Server implements vscode.Disposable {
  readonly #log = vscode.window.createOutputChannel('Everyturn');
  /** What models print, apart from what we have to say. */
  readonly #output = vscode.window.createOutputChannel('Everyturn models');
  readonly #progress = new QuietProgress();
  readonly #status = new vscode.EventEmitter<StatusResult>();
  readonly #starting = new vscode.EventEmitter<void>();
  readonly #client: LanguageClient;
  readonly #owned: vscode.Disposable[];
  #started: Promise<void> | undefined;

  /** How the models of a file stand has changed. */
  readonly onStatus = this.#status.event;

  /** A new process starts: it knows nothing of what the one before has said. */
  readonly onStarting = this.#starting.event;

  constructor(extension: vscode.Uri) {
    const module = vscode.Uri.joinPath(extension, 'dist', 'server', 'server.js').fsPath;
    this.#client = new LanguageClient(
      'everyturn',
      'Everyturn',
      { module, transport: TransportKind.ipc },
      {
        documentSelector: [
          { scheme: 'file', language: 'typescript' },
          { scheme: 'file', language: 'typescriptreact' },
        ],
        outputChannel: this.#log,
        initializationOptions,
        middleware: {
          handleWorkDoneProgress: (token, params, next) =>
            this.#progress.handle(token, params, () => next(token, params)),
        },
      },
    );
    this.#owned = [
      this.#client.onDidChangeState(({ newState }) => {
        if (newState === State.Starting) this.#starting.fire();
      }),
      this.#client.onNotification(statusNotification, (status: StatusNotificationParams) =>
        this.#status.fire(status),
      ),
      this.#client.onNotification(outputNotification, ({ text }: OutputParams) =>
        this.#output.append(text),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(async () => {
        // One that starts later hears of it when it starts.
        await this.#started;
        if (this.#client.isRunning()) await this.#client.sendNotification(trustNotification);
      }),
    ];
  }

  /** Starts the process, if that was not done before. Whoever asks for something does so too. */
  start(): Promise<void> {
    this.#started ??= this.#client.start();
    return this.#started;
  }

  async restart(): Promise<void> {
    if (!this.#started) return this.start();
    await this.#client.restart();
  }

  showLog(): void {
    this.#log.show();
  }

  check(params: CheckParams): Promise<null> {
    return this.#ask(checkRequest, params);
  }

  cancel(params: CancelParams): Promise<null> {
    return this.#ask(cancelRequest, params);
  }

  status(uri: string): Promise<StatusResult> {
    return this.#ask(statusRequest, { uri });
  }

  view(params: ViewParams): Promise<ViewResult> {
    return this.#ask(viewRequest, params);
  }

  cell(params: CellParams): Promise<CellResult> {
    return this.#ask(cellRequest, params);
  }

  whyNot(params: CellParams): Promise<WhyNotResult> {
    return this.#ask(whyNotRequest, params);
  }

  cellTrace(params: CellParams): Promise<CellTraceResult> {
    return this.#ask(cellTraceRequest, params);
  }

  declare(params: DeclareParams): Promise<DeclareResult> {
    return this.#ask(declareRequest, params);
  }

  /** Goes on with the states of a run; answered when that is over. */
  extend(params: ExtendParams): Promise<ExtendResult> {
    return this.#ask(extendRequest, params);
  }

  dispose(): void {
    for (const one of [...this.#owned, this.#progress, this.#status, this.#starting]) one.dispose();
    // VS Code does not wait for us: the server ends by itself when its connection closes.
    void this.#client.dispose().catch(() => {});
    this.#log.dispose();
    this.#output.dispose();
  }

  async #ask<R>(method: string, params: unknown): Promise<R> {
    await this.start();
    return this.#client.sendRequest<R>(method, params);
  }
}

/** Made anew for each start: trust may have been granted in between. */
function initializationOptions(): InitializationOptions {
  return {
    trusted: vscode.workspace.isTrusted,
    ownCommands: true,
    // VS Code would show the outline of every TypeScript file twice.
    documentSymbols: false,
  };
}
