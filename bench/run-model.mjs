// Checks one model in a process of its own and prints the counts as JSON.
// Arguments: the bundle of the models, the name of one of them, the options of the check as JSON.

import { Worker } from 'node:worker_threads';
import { tuneProcess } from 'everyturn/internal/checker/tune-process';
import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf } from 'everyturn/internal/model/definition';

// As the command line and the editor do.
tuneProcess();

const [bundle, name, options] = process.argv.slice(2);
const { [name]: model } = await import(bundle);
const { user, system } = process.cpuUsage();

try {
  const { report, stateBytes } = await run({ symmetry: false, ...JSON.parse(options) });
  assertComplete(report);
  console.log(
    JSON.stringify({
      states: report.distinctStates,
      generated: report.generatedStates,
      refuted: [...report.verdicts].filter(isRefuted).map(([keyPath]) => keyPath),
      startSeconds: (user + system) / 1e6,
      ...(stateBytes && { bytesPerState: stateBytes / report.distinctStates }),
    }),
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** As `check` does, which tells nothing of memory. */
function run(options) {
  const threads = options.workers === undefined ? {} : { recruit };
  return explore(definitionOf(model), { ...options, ...threads });
}

/** One thread more. */
function recruit() {
  const url = new URL('./expand-model.mjs', import.meta.url);
  const worker = new Worker(url, { workerData: { bundle, name } });
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

/** An exploration that was cut short is no measurement. */
function assertComplete({ frontier, stopped, errors, verdicts }) {
  const reasons = [...verdicts.values()].flatMap(({ reasons = [] }) => reasons);
  const open = reasons.filter(({ code }) => code !== 'notChecked');
  if (frontier > 0 || stopped || errors.length > 0 || open.length > 0) {
    throw new Error(`${name} is not complete: ${JSON.stringify({ stopped, errors, open })}`);
  }
}

function isRefuted([, { kind }]) {
  return kind === 'violated' || kind === 'unreachable';
}
