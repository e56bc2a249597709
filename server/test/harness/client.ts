import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node.js';
import type {
  CodeAction,
  CodeLens,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InitializeResult,
  MarkupContent,
  PublishDiagnosticsParams,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type {
  InitializationOptions,
  ModelStatus,
  OutputParams,
  StatusResult,
} from '../../src/protocol/index.ts';
import type { Workspace } from './workspace.ts';

/** How a test's editor starts the server. */
export interface ClientOptions extends InitializationOptions {
  /** The answer to `workspace/configuration`. */
  readonly everyturn?: unknown;
  readonly workDoneProgress?: boolean;
  /** False for an editor that takes its time: the test says `ready` itself. */
  readonly isReady?: boolean;
}

/** How long a test waits for what must come. */
const patienceMs = 20_000;

/** An editor without a screen: it talks to a real server over a real connection. */
export class Client {
  readonly workspace: Workspace;
  /** What the server has pushed, by file name. */
  readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  readonly status = new Map<string, StatusResult>();
  readonly statusTimes: number[] = [];
  readonly output: OutputParams[] = [];
  readonly log: string[] = [];
  readonly progress: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
  /** Every text that a person could have read, for tests of what must never be said. */
  readonly said: string[] = [];
  capabilities: InitializeResult['capabilities'] = {};
  lensRefreshes = 0;
  everyturn: unknown;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #waiting = new Set<() => void>();
  readonly #progressTokens: (string | number)[] = [];

  private constructor(server: string, workspace: Workspace) {
    this.workspace = workspace;
    this.#process = spawn(process.execPath, [server, '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      cwd: workspace.folder,
    });
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error('The server was started without pipes.');
    this.#connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
  }

  /** Starts a server for a workspace; trusted, unless said otherwise. */
  static async start(
    server: string,
    workspace: Workspace,
    options: ClientOptions = {},
  ): Promise<Client> {
    const client = new Client(server, workspace);
    client.everyturn = options.everyturn;
    client.#listen();
    await client.#initialize({ trusted: true, ...options });
    return client;
  }

  get serverId(): number {
    return this.#process.pid ?? -1;
  }

  get isServerAlive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  uri(file: string): string {
    return URI.file(this.workspace.path(file)).toString();
  }

  /** Ends the greeting: from now on the server may ask. */
  async ready(): Promise<void> {
    await this.notify('initialized', {});
  }

  /** Opens a file as it is on disk. */
  async open(file: string): Promise<void> {
    const text = await this.workspace.read(file);
    const document = TextDocument.create(this.uri(file), 'typescript', 1, text);
    this.#documents.set(file, document);
    const { uri, languageId, version } = document;
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Opens a file, and waits until its models are checked. */
  async openAndCheck(file: string): Promise<readonly ModelStatus[]> {
    const before = this.#run(file);
    await this.open(file);
    return this.checked(file, before);
  }

  /** Replaces the first occurrence of a text, as typing does. */
  async type(file: string, from: string, to: string): Promise<void> {
    const document = this.#document(file);
    const offset = document.getText().indexOf(from);
    if (offset < 0) throw new Error(`${file} does not contain ${from}`);
    const range = {
      start: document.positionAt(offset),
      end: document.positionAt(offset + from.length),
    };
    const changes = [{ range, text: to }];
    const version = document.version + 1;
    this.#documents.set(file, TextDocument.update(document, changes, version));
    await this.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges: changes,
    });
  }

  /** Writes the text on the screen to disk and says so. */
  async save(file: string): Promise<void> {
    const document = this.#document(file);
    await this.workspace.write(file, document.getText());
    await this.notify('textDocument/didSave', { textDocument: { uri: document.uri } });
  }

  async close(file: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(file) } });
    this.#documents.delete(file);
  }

  /** Saves, and waits until the models of the file are checked. */
  async saveAndCheck(file: string): Promise<readonly ModelStatus[]> {
    const before = this.#run(file);
    await this.save(file);
    return this.checked(file, before);
  }

  /** Waits for the end of a run that is newer than `after`. */
  async checked(file: string, after = 0): Promise<readonly ModelStatus[]> {
    const ended = (status: ModelStatus) =>
      status.run > after && (status.phase === 'finished' || status.phase === 'failed');
    return this.until(`the end of a check of ${file}`, () => {
      const models = this.status.get(file)?.models ?? [];
      return models.length > 0 && models.every(ended) ? models : undefined;
    });
  }

  /** Changes a file behind the editor's back; the editor reloads it and says what it saw. */
  async rewrite(file: string, text: string, type: 1 | 2 = 2): Promise<void> {
    await this.workspace.write(file, text);
    const document = this.#documents.get(file);
    if (document && document.getText() !== text) {
      const version = document.version + 1;
      this.#documents.set(file, TextDocument.update(document, [{ text }], version));
      await this.notify('textDocument/didChange', {
        textDocument: { uri: document.uri, version },
        contentChanges: [{ text }],
      });
    }
    await this.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: this.uri(file), type }],
    });
  }

  diagnosticsOf(file: string): readonly Diagnostic[] {
    return this.diagnostics.get(file)?.diagnostics ?? [];
  }

  /** Waits until the diagnostics of a file are as wanted. */
  async diagnosticsUntil(
    file: string,
    what: string,
    isWanted: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    return this.until(`${what} in ${file}`, () => {
      const now = this.diagnosticsOf(file);
      return isWanted(now) ? now : undefined;
    });
  }

  /** The diagnostics of a file when no more come: the end of a run is published once more. */
  async lastDiagnostics(file: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const before = this.diagnosticsOf(file);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await this.request('everyturn/status', { uri: this.uri(file) });
      if (before === this.diagnosticsOf(file)) return before;
    }
  }

  /** Texts of the lenses, as `line: part | part`, line from 1. */
  async lenses(file: string): Promise<string[]> {
    const lenses = await this.rawLenses(file);
    const byLine = new Map<number, string[]>();
    for (const { range, command } of lenses) {
      const line = range.start.line + 1;
      byLine.set(line, [...(byLine.get(line) ?? []), command?.title ?? '']);
    }
    return [...byLine]
      .sort(([a], [b]) => a - b)
      .map(([line, parts]) => `${line}: ${parts.join(' | ')}`);
  }

  async rawLenses(file: string): Promise<CodeLens[]> {
    const params = { textDocument: { uri: this.uri(file) } };
    const lenses = await this.request<CodeLens[]>('textDocument/codeLens', params);
    this.said.push(...lenses.map(({ command }) => command?.title ?? ''));
    return lenses;
  }

  /** The hover on the first occurrence of a text. */
  async hover(file: string, on: string): Promise<string | undefined> {
    const document = this.#document(file);
    const { line, character } = document.positionAt(document.getText().indexOf(on));
    return this.hoverAt(file, { line: line + 1, column: character + 1 });
  }

  /** The hover at a place, from line 1 and column 1. */
  async hoverAt(
    file: string,
    { line, column }: { readonly line: number; readonly column: number },
  ): Promise<string | undefined> {
    const position = { line: line - 1, character: column - 1 };
    const params = { textDocument: { uri: this.uri(file) }, position };
    const hover = await this.request<Hover | null>('textDocument/hover', params);
    if (!hover) return undefined;
    // The server answers with markup.
    const { value } = hover.contents as MarkupContent;
    this.said.push(value);
    return value;
  }

  quickFixes(file: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri: this.uri(file) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }

  symbols(file: string): Promise<DocumentSymbol[]> {
    return this.request('textDocument/documentSymbol', { textDocument: { uri: this.uri(file) } });
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.#connection.sendRequest(method, params);
  }

  notify(method: string, params?: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** Cancels the first work-done progress that the server began. */
  async cancelProgress(): Promise<void> {
    const [token] = this.#progressTokens;
    await this.notify('window/workDoneProgress/cancel', { token });
  }

  /** Waits for something that messages of the server bring about. */
  async until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      if (!this.isServerAlive) throw new Error(`The server died before ${what}.`);
      if (Date.now() > end) throw new Error(`Waited in vain for ${what}.\n${this.#told()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, 200);
        const waiting = this.#waiting;
        function done(): void {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      });
    }
  }

  /** Ids of the checker processes, the spare one included. */
  async checkers(): Promise<number[]> {
    const children = await this.children();
    return children.flatMap(({ id, command }) => (/checker-process/.test(command) ? [id] : []));
  }

  /** Every process that the server has started. */
  async children(): Promise<{ id: number; command: string }[]> {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
    return stdout.split('\n').flatMap((line) => {
      const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(parent) === this.serverId ? [{ id: Number(id), command }] : [];
    });
  }

  /** Ends the server as an editor does, and makes sure that it is gone. */
  async dispose(): Promise<void> {
    if (this.isServerAlive) {
      const exited = new Promise((resolve) => this.#process.once('exit', resolve));
      await this.request('shutdown', undefined);
      await this.notify('exit');
      await exited;
    }
    this.#connection.dispose();
    await this.workspace.dispose();
  }

  #run(file: string): number {
    return Math.max(0, ...(this.status.get(file)?.models ?? []).map(({ run }) => run));
  }

  #document(file: string): TextDocument {
    const document = this.#documents.get(file);
    if (!document) throw new Error(`${file} is not open.`);
    return document;
  }

  #fileOf(uri: string): string {
    return URI.parse(uri).fsPath.slice(this.workspace.folder.length + 1);
  }

  async #initialize(options: ClientOptions): Promise<void> {
    const { everyturn, workDoneProgress = false, isReady = true, ...given } = options;
    const workspace = {
      codeLens: { refreshSupport: true },
      ...(everyturn !== undefined && { configuration: true }),
    };
    const rootUri = this.uri('');
    const died = new Promise<never>((_, reject) =>
      this.#process.once('exit', () => reject(new Error('The server died when it started.'))),
    );
    // Later exits are the business of whoever waits then.
    died.catch(() => {});
    const initialized = this.request<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri,
      capabilities: { workspace, window: { workDoneProgress } },
      initializationOptions: given,
    });
    const { capabilities } = await Promise.race([initialized, died]);
    this.capabilities = capabilities;
    if (isReady) await this.ready();
  }

  #listen(): void {
    const on = <P>(method: string, hear: (params: P) => void) =>
      this.#connection.onNotification(method, (params: P) => {
        hear(params);
        for (const wake of [...this.#waiting]) wake();
      });
    on<PublishDiagnosticsParams>('textDocument/publishDiagnostics', (params) => {
      this.diagnostics.set(this.#fileOf(params.uri), params);
      this.said.push(...params.diagnostics.map(({ message }) => message));
    });
    on<StatusResult>('everyturn/statusChanged', (status) => {
      this.status.set(this.#fileOf(status.uri), status);
      this.statusTimes.push(Date.now());
      this.said.push(...status.models.map(({ headline }) => headline));
    });
    on<OutputParams>('everyturn/output', (params) => this.output.push(params));
    on<{ message: string }>('window/logMessage', ({ message }) => this.log.push(message));
    on<{ value: WorkDoneProgressBegin }>('$/progress', ({ value }) => this.progress.push(value));
    this.#connection.onRequest('workspace/codeLens/refresh', () => {
      this.lensRefreshes++;
      return null;
    });
    this.#connection.onRequest('workspace/configuration', () => [this.everyturn ?? null]);
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest(
      'window/workDoneProgress/create',
      ({ token }: { token: string | number }) => {
        this.#progressTokens.push(token);
        return null;
      },
    );
    this.#connection.listen();
  }

  #told(): string {
    const diagnostics = [...this.diagnostics].map(
      ([file, params]) => `${file}: ${params.diagnostics.map(({ message }) => message).join('; ')}`,
    );
    const status = [...this.status].flatMap(([file, { models }]) =>
      models.map(({ model, phase, headline }) => `${file}: ${model} ${phase} ${headline}`),
    );
    return [...diagnostics, ...status, ...this.log].join('\n').slice(0, 4000);
  }
}
