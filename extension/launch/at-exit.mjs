import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `cleanUp` (synchronous) when this process ends, also by Ctrl+C or a signal; the returned
 * function takes it back.
 */
export function atExit(cleanUp) {
  // An exit with a code, not death by the signal itself: only then do the 'exit' listeners run.
  const onSignal = (_name, number) => process.exit(128 + number);
  process.once('exit', cleanUp);
  for (const signal of signals) process.once(signal, onSignal);
  return () => {
    process.off('exit', cleanUp);
    for (const signal of signals) process.off(signal, onSignal);
  };
}
