/** The entry of a checker process: speaks the protocol by IPC and ends with whoever started it. */
import { existsSync } from 'node:fs';
import { CheckerHost } from './host.ts';
import type { ToChecker } from './protocol.ts';
import { tuneProcess } from './tune-process.ts';

tuneProcess();

// Bundled, the thread's entry lies beside this one under a name of its own.
const bundled = new URL('./checker-worker.js', import.meta.url);
const host = new CheckerHost(
  // A process that was let go of is about to end: what it says then is lost with it.
  (message) => process.send?.(message, undefined, undefined, () => {}),
  existsSync(bundled) ? { workerFile: bundled } : {},
);

process.on('message', (message) => host.post(message as ToChecker));
process.on('disconnect', () => process.exit());
