/** Keeps a model from ending the process that checks it, and catches what it prints. */
import { syncBuiltinESMExports } from 'node:module';

/** Lines of a run that are handed on. */
const linesMax = 100;

/** Makes the ways to end the process throw: an explored turn is code like any other. */
export function forbidEnding(): void {
  for (const name of ['exit', 'reallyExit', 'abort', 'kill'] as const) {
    const refuse = () => {
      throw new Error(`a model must not end the process: it called process.${name}()`);
    };
    Object.defineProperty(process, name, { value: refuse, configurable: true, writable: true });
  }
  syncBuiltinESMExports();
}

/** Hands on the first lines that user code prints, and counts the rest. */
export class CaughtOutput {
  readonly #hear: (text: string) => void;
  #lines = 0;

  constructor(hear: (text: string) => void) {
    this.#hear = hear;
    for (const stream of [process.stdout, process.stderr]) {
      stream.write = (chunk: string | Uint8Array) => {
        this.#print(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
        return true;
      };
    }
  }

  /** Says how much was left out, if anything was. */
  end(): void {
    const left = this.#lines - linesMax;
    if (left > 0) this.#hear(`… ${left} more lines of output are not shown`);
    this.#lines = 0;
  }

  #print(text: string): void {
    const lines = text.replace(/\n$/, '').split('\n');
    const room = Math.max(0, linesMax - this.#lines);
    this.#lines += lines.length;
    if (room > 0) this.#hear(lines.slice(0, room).join('\n'));
  }
}
