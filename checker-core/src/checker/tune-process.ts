import { setFlagsFromString } from 'node:v8';

/**
 * Suits V8 to a process that does nothing but check. A search runs a few hot loops and a great many
 * lukewarm functions, of which each is compiled with all that it calls: inlining less saves more time
 * on the compiler's threads than it costs in the loops (3 to 6 % of a run, as bench/ measures it).
 */
export function tuneProcess(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
}
