/** Where interruptions come from, and how a process ends at once. */
export interface Interruptible {
  on(event: 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
}

/** The exit code of a process that Ctrl+C ended, as shells know it. */
const interruptedCode = 130;

/** A signal for the first Ctrl+C, after which results are still printed; the second ends at once. */
export function stopOnInterruption(
  process: Interruptible,
  tell: (message: string) => void,
): AbortSignal {
  const stopping = new AbortController();
  process.on('SIGINT', () => {
    if (stopping.signal.aborted) process.exit(interruptedCode);
    stopping.abort();
    tell('Stopping and reporting what was reached. Ctrl+C once more ends at once.');
  });
  return stopping.signal;
}
