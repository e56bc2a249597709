import { availableParallelism } from 'node:os';
import {
  type Connection,
  type Disposable,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { RunEvent } from './checks/checker-process.ts';
import { Checks } from './checks/checks.ts';
import { ProcessPool } from './checks/process-pool.ts';
import type { Session } from './checks/session.ts';
import type { Feature, ServerContext } from './context.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { commandsFeature } from './features/commands.ts';
import { configuration } from './features/configuration.ts';
import { declaring } from './features/declaring.ts';
import { diagnostics } from './features/diagnostics.ts';
import { hovers } from './features/hovers.ts';
import { lenses } from './features/lenses.ts';
import { progress } from './features/progress.ts';
import { quickFixes } from './features/quick-fixes.ts';
import { status } from './features/status.ts';
import { symbols } from './features/symbols.ts';
import { views } from './features/views.ts';
import { watching } from './features/watching.ts';
import { Listeners } from './listeners.ts';
import type { InitializationOptions, Settings } from './protocol/index.ts';
import { defaultSettings, settingsFrom } from './settings.ts';

/** Every feature, by the name under which its failures are logged. */
const features: Readonly<Record<string, Feature>> = {
  configuration,
  watching,
  diagnostics,
  lenses,
  hovers,
  symbols,
  quickFixes,
  commands: commandsFeature,
  views,
  declaring,
  status,
  progress,
};

/** What the server is started with. */
export interface ServerOptions {
  /** The script of the checker process. */
  readonly checkerProcess: string;
}

/** Serves one client over a connection until it says goodbye. */
export function serve(connection: Connection, options: ServerOptions): void {
  const owned: Disposable[] = [];
  connection.onInitialize((params) => {
    const server = new Server(connection, options, params);
    owned.push(server);
    const capabilities: ServerCapabilities = {
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      ...server.register(features),
    };
    return { capabilities, serverInfo: { name: 'Everyturn' } };
  });
  const dispose = () => {
    for (const one of owned.splice(0)) one.dispose();
  };
  connection.onShutdown(dispose);
  connection.onExit(dispose);
  connection.listen();
}

class Server {
  readonly #context: ServerContext;
  readonly #owned: Disposable[] = [];

  constructor(connection: Connection, options: ServerOptions, params: InitializeParams) {
    const log = (message: string) => connection.console.error(message);
    const onFailure = (error: unknown) => log(textOf(error));
    const ready: (() => void | Promise<void>)[] = [];
    const sessionChanged = new Listeners<[Session]>(onFailure);
    const ran = new Listeners<[Session, RunEvent]>(onFailure);
    const settingsChanged = new Listeners<[Settings]>(onFailure);
    const staleChanged = new Listeners<[]>(onFailure);
    // What a client sends when it starts is what our client's types say, or is read with care.
    const given = (params.initializationOptions ?? {}) as InitializationOptions;
    let settings = given.settings ? settingsFrom(given.settings) : defaultSettings;
    const documents = new OpenDocuments();
    const pool = new ProcessPool(options.checkerProcess);
    const checks = new Checks(
      {
        documents,
        pool,
        settings: () => settings,
        runsMax: Math.max(1, Math.floor(availableParallelism() / 2)),
        onChange: sessionChanged.tell,
        onEvent: ran.tell,
        log,
      },
      given.trusted === true,
    );
    this.#owned.push(checks);
    watchStaleness(checks, documents, sessionChanged, staleChanged);
    connection.onInitialized(() => {
      for (const listener of ready) void guarded(log, 'start', async () => listener(), undefined);
    });
    this.#context = {
      connection,
      documents,
      checks,
      client: params.capabilities,
      options: given,
      settings: () => settings,
      changeSettings: (changed) => {
        const before = settings;
        settings = settingsFrom(changed);
        settingsChanged.tell(before);
      },
      log,
      guard: (what, work, otherwise) => guarded(log, what, work, otherwise),
      onReady: (listener) => void ready.push(listener),
      onSessionChange: sessionChanged.add,
      onRunEvent: ran.add,
      onSettingsChange: settingsChanged.add,
      onStaleChange: staleChanged.add,
      own: (disposable) => void this.#owned.push(disposable),
    };
  }

  /** Starts every feature; one that fails is logged and leaves the others working. */
  register(all: Readonly<Record<string, Feature>>): ServerCapabilities {
    const capabilities: ServerCapabilities = {};
    for (const [name, feature] of Object.entries(all)) {
      try {
        Object.assign(capabilities, feature(this.#context));
      } catch (error) {
        this.#context.log(`${name} could not start: ${textOf(error)}`);
      }
    }
    this.#context.documents.listen(this.#context.connection);
    return capabilities;
  }

  dispose(): void {
    for (const one of this.#owned.splice(0)) one.dispose();
  }
}

/** Tells when a result has become one of an earlier text, or fits the present text again. */
function watchStaleness(
  checks: Checks,
  documents: OpenDocuments,
  sessionChanged: Listeners<[Session]>,
  staleChanged: Listeners<[]>,
): void {
  let known = '';
  const look = () => {
    const stale = checks.sessions.flatMap(({ file, results }) =>
      [...results.values()].filter((r) => checks.isStale(r)).map(({ name }) => `${file}#${name}`),
    );
    const now = stale.join('\n');
    if (now === known) return;
    known = now;
    staleChanged.tell();
  };
  documents.onDidChange(look);
  documents.onDidClose(look);
  sessionChanged.add(look);
}

async function guarded<T>(
  log: (message: string) => void,
  what: string,
  work: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log(`${what} failed: ${textOf(error)}`);
    return otherwise;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
