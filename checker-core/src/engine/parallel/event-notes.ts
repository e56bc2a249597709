import type { Failure } from '../errors.ts';
import type { Settled } from '../findings.ts';

/** Stands in for the findings where nobody can judge: notes where the keeper must look. */
export class EventNotes {
  readonly settled = new Map<string, Settled>();
  readonly #failed = new Set<string>();
  #events: number[] = [];

  hasFailed(code: string, keyPath: string): boolean {
    return this.#failed.has(`${code} ${keyPath}`);
  }

  settle(settled: Settled): void {
    if (this.settled.has(settled.property)) return;
    this.settled.set(settled.property, settled);
    this.#events.push(settled.state);
  }

  failIn({ code, keyPath }: Failure, state: number): void {
    if (this.hasFailed(code, keyPath)) return;
    this.#failed.add(`${code} ${keyPath}`);
    this.#events.push(state);
  }

  failAt(failure: Failure, from: number): void {
    this.failIn(failure, from);
  }

  /** The states noted since the last time, each once, in their order. */
  take(): readonly number[] {
    const events = [...new Set(this.#events)];
    this.#events = [];
    return events;
  }

  /** Forgets everything: what was noted may not have been heard. */
  clear(): void {
    this.settled.clear();
    this.#failed.clear();
    this.#events = [];
  }
}
