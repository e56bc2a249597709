import type { Call } from './call.ts';

/** The calls that a search has still to place, and which of them may come next. */
export interface Agenda {
  /** Whether every completed call is placed: pending ones need not take effect. */
  readonly isDone: boolean;
  /** The calls that may come next: completed ones first, and of these the one answered first. */
  candidates(): readonly Call[];
  /** Places a candidate. */
  take(call: Call): void;
  /** Undoes the last `take`. */
  putBack(call: Call): void;
  /** A text that tells the placed calls from all other sets of calls that can be placed. */
  key(): string;
}

/** An invocation or an answer in a doubly linked list, which keeps its own place when it is taken out. */
interface Event {
  readonly id: number;
  readonly call: Call;
  readonly isAnswer: boolean;
  before: Event | undefined;
  after: Event | undefined;
}

/**
 * Real time: a call may come next if no other call that is still to be placed was answered before it
 * was invoked. So the candidates stand before the first answer of the list, the first of each caller.
 * What stands before it, and which answer it is, says all of what was placed: everything else before
 * it is, and nothing behind it can be.
 */
export class RealTimeAgenda implements Agenda {
  readonly #head: Event;
  readonly #events = new Map<Call, { readonly invocation: Event; readonly answer?: Event }>();
  #open = 0;

  constructor(calls: readonly Call[]) {
    const events = calls.flatMap((call) => [
      { call, isAnswer: false, moment: call.invoked },
      ...(call.output === undefined ? [] : [{ call, isAnswer: true, moment: call.answered }]),
    ]);
    events.sort((a, b) => compare(a.moment, b.moment) || Number(b.isAnswer) - Number(a.isAnswer));
    const [first] = calls;
    // The head is never placed: its call is there for the type only.
    this.#head = {
      id: -1,
      call: first as Call,
      isAnswer: false,
      before: undefined,
      after: undefined,
    };
    let last = this.#head;
    for (const [id, { call, isAnswer }] of events.entries()) {
      const event: Event = { id, call, isAnswer, before: last, after: undefined };
      last.after = event;
      last = event;
      const invocation = this.#events.get(call)?.invocation ?? event;
      this.#events.set(call, isAnswer ? { invocation, answer: event } : { invocation });
      if (isAnswer) this.#open += 1;
    }
  }

  get isDone(): boolean {
    return this.#open === 0;
  }

  candidates(): readonly Call[] {
    const found = new Map<string, Call>();
    let event = this.#head.after;
    for (; event !== undefined && !event.isAnswer; event = event.after) {
      const { caller } = event.call;
      if (!found.has(caller)) found.set(caller, event.call);
    }
    return [...found.values()].sort(completedFirst);
  }

  take(call: Call): void {
    const { invocation, answer } = this.#eventsOf(call);
    unlink(invocation);
    if (answer === undefined) return;
    unlink(answer);
    this.#open -= 1;
  }

  putBack(call: Call): void {
    const { invocation, answer } = this.#eventsOf(call);
    if (answer !== undefined) {
      link(answer);
      this.#open += 1;
    }
    link(invocation);
  }

  key(): string {
    let text = '';
    let event = this.#head.after;
    for (; event !== undefined && !event.isAnswer; event = event.after) text += `${event.id},`;
    return `${text}${event?.id ?? ''}`;
  }

  #eventsOf(call: Call) {
    const events = this.#events.get(call);
    if (events === undefined) throw new Error('Internal error: a call of another history.');
    return events;
  }
}

/** The order of each caller alone: the next call of each may come next. */
export class CallerAgenda implements Agenda {
  readonly #calls = new Map<string, readonly Call[]>();
  readonly #placed = new Map<string, number>();
  #open: number;

  constructor(calls: readonly Call[]) {
    for (const call of calls) {
      this.#calls.set(call.caller, [...(this.#calls.get(call.caller) ?? []), call]);
      this.#placed.set(call.caller, 0);
    }
    this.#open = calls.filter(({ output }) => output !== undefined).length;
  }

  get isDone(): boolean {
    return this.#open === 0;
  }

  candidates(): readonly Call[] {
    const next = [...this.#calls].map(([caller, calls]) => calls[this.#placed.get(caller) ?? 0]);
    return next.filter((call) => call !== undefined).sort(completedFirst);
  }

  take(call: Call): void {
    this.#move(call, 1);
  }

  putBack(call: Call): void {
    this.#move(call, -1);
  }

  key(): string {
    return [...this.#placed.values()].join(',');
  }

  #move({ caller, output }: Call, by: number): void {
    this.#placed.set(caller, (this.#placed.get(caller) ?? 0) + by);
    if (output !== undefined) this.#open -= by;
  }
}

function unlink({ before, after }: Event): void {
  if (before !== undefined) before.after = after;
  if (after !== undefined) after.before = before;
}

function link(event: Event): void {
  if (event.before !== undefined) event.before.after = event;
  if (event.after !== undefined) event.after.before = event;
}

/** A difference of two infinite moments would be no number. */
const compare = (a: number, b: number) => (a < b ? -1 : Number(a > b));

const completedFirst = (a: Call, b: Call) =>
  Number(a.output === undefined) - Number(b.output === undefined) ||
  compare(a.answered, b.answered);
