/** What a supervisor and the thread in which a model runs say to each other. */
import type { FromChecker, ToChecker } from './protocol.ts';

/** What a thread is started with. */
export interface WorkerStart {
  readonly control: SharedArrayBuffer;
  /** URLs of packages to load before the run is known. */
  readonly preloads: readonly string[];
}

/** Supervisor to thread. A stop goes by way of the control block. */
export type ToWorker = Exclude<ToChecker, { kind: 'stop' | 'prepare' }>;

/** Thread to supervisor. */
export type FromWorker =
  | FromChecker
  /** The functions of the model that is explored next: turns are known by their index here. */
  | { readonly kind: 'turns'; readonly model: string; readonly keyPaths: readonly string[] }
  /** Something of our own failed. */
  | { readonly kind: 'broken'; readonly reason: string };
