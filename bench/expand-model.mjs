// A further thread of a run of run-model.mjs: expands states of the same model.

import { parentPort, workerData } from 'node:worker_threads';
import { serveExpansion } from 'everyturn/internal/engine/parallel/serve-expansion';
import { definitionOf } from 'everyturn/internal/model/definition';

const { bundle, name } = workerData;
const { [name]: model } = await import(bundle);

serveExpansion(definitionOf(model), {
  postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
  listen: (onMessage) => parentPort.on('message', onMessage),
  terminate: () => parentPort.close(),
});
