import type {
  ClientCapabilities,
  Connection,
  Disposable,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { RunEvent } from './checks/checker-process.ts';
import type { Checks } from './checks/checks.ts';
import type { Session } from './checks/session.ts';
import type { OpenDocuments } from './documents/open-documents.ts';
import type { InitializationOptions, Settings } from './protocol/index.ts';

/** What every feature of the server works with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly checks: Checks;
  readonly client: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly settings: () => Settings;
  /** Takes over new settings and tells everybody. */
  readonly changeSettings: (given: unknown) => void;
  readonly log: (message: string) => void;
  /** Runs something that may fail: a failure is logged, and `otherwise` is the result. */
  guard<T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T>;
  /** The client is ready for requests of ours. */
  onReady(listener: () => void | Promise<void>): void;
  /** How a model file stands has changed. */
  onSessionChange(listener: (session: Session) => void): void;
  /** Results have become those of an earlier text, or of the present one again. */
  onStaleChange(listener: () => void): void;
  /** The checker of a model file has said something. */
  onRunEvent(listener: (session: Session, event: RunEvent) => void): void;
  onSettingsChange(listener: (before: Settings) => void): void;
  /** Lets go of something when the server ends. */
  own(disposable: Disposable): void;
}

/** One feature: it listens where it must and says what the server can do because of it. */
export type Feature = (context: ServerContext) => ServerCapabilities;
