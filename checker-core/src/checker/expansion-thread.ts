/** Further threads that load the model of a run and expand its states for the thread of the run. */
import { type MessagePort, Worker } from 'node:worker_threads';
import { contextsOf } from '../coverage/code-watch.ts';
import { serveExpansion } from '../engine/parallel/serve-expansion.ts';
import type { ThreadPort } from '../engine/parallel/thread-port.ts';
import type { Bundle } from '../load/bundle.ts';
import { functionPlaces } from '../load/function-locations.ts';
import { importBundle } from '../load/import-bundle.ts';
import { definitionOf } from '../model/definition.ts';
import { ownFunctions, watchGuards } from './code-of-model.ts';
import { functionsOf, propertiesOf } from './definition-parts.ts';

/** What such a thread is started with. */
export interface ExpansionStart {
  readonly bundle: Bundle;
  readonly run: number;
  /** Name of the export. */
  readonly model: string;
  /** Whether the code that runs is watched. */
  readonly isWatched: boolean;
}

/** Starts a thread at the entry `file`. */
export function startExpansion(file: URL, start: ExpansionStart): ThreadPort {
  const worker = new Worker(file, { workerData: start, execArgv: [] });
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    listen: (onMessage, onEnd) => {
      worker.on('message', onMessage);
      worker.on('error', onEnd);
      worker.on('exit', onEnd);
    },
    terminate: () => void worker.terminate(),
  };
}

/** What the thread does, until it is ended. */
export async function serveRun(
  { bundle, run, model, isWatched }: ExpansionStart,
  port: MessagePort,
): Promise<void> {
  // The thread of the run has printed what the model prints.
  for (const stream of [process.stdout, process.stderr]) stream.write = () => true;
  const imported = await importBundle(bundle, run, isWatched);
  const definition = imported.ok ? definitionOf(imported.exports[model]) : undefined;
  // Without an answer the thread of the run works alone, and says what is wrong.
  if (!imported.ok || !definition) return;
  const { watched, mark } = imported;
  if (watched) {
    const running = functionPlaces(functionsOf(definition), mark);
    watched.watch.begin(contextsOf(propertiesOf(definition)));
    watchGuards(watched.watch, { definition, watched }, ownFunctions({ watched, running }));
  }
  const atEnds = {
    postMessage: (message: unknown, transfer?: ArrayBuffer[]) =>
      port.postMessage(message, transfer),
    listen: (onMessage: (message: unknown) => void) => void port.on('message', onMessage),
    terminate: () => port.close(),
  };
  serveExpansion(definition, atEnds, watched?.watch);
}
