/**
 * What the code of a model has run. The loader lets every function of the model's own modules tell
 * where it comes by; here that is noted, in flat arrays that cost a write each.
 *
 * The compiled engine runs a function once for each distinct reading of a state, not once for each
 * state. What a function does depends on nothing but what it reads, so the places that are run by
 * distinct readings are exactly those that are run by all turns. How often they run is another matter:
 * nothing here is a number of turns.
 */

/** The part of a watch that the watched code calls. Its names are short, for they fill the code. */
export interface CodeMarks {
  /** By place: whether it was passed. */
  readonly passed: Uint8Array;
  /** By function: the clause of its result that was evaluated last. */
  readonly clause: Int32Array;
  /** A function begins. */
  enter(index: number): void;
  /** Gives a condition back: `place` is passed when it is true, the next place when it is false. */
  test<T>(place: number, value: T): T;
  /** The same, by whether there is a value at all. */
  given<T>(place: number, value: T): T;
}

/** What was noted, or a part of it that is new, as plain data. */
export interface CodeNotes {
  /** Places that were passed. */
  readonly passed: readonly number[];
  /** Functions that were entered, in turn with the bits of the contexts in which they were. */
  readonly entered: readonly number[];
}

/** What an engine has to do with the watch over the code that it runs. */
export interface Watch {
  clauseOf(guard: unknown): number | undefined;
  news(): CodeNotes;
  add(notes: CodeNotes): void;
  turn(keyPath: string): void;
}

/** What the exploration of one model has noted so far. */
export interface CodeRecord {
  readonly passed: Uint8Array;
  /** By function: a bit for each context in which it was entered. */
  readonly entered: Int32Array;
}

/** The context of everything that is not the evaluation of a property. */
const turns = 1;

/** Contexts with bits of their own; further ones share the last bit. */
const contextsMax = 32;

/** Notes what runs. What runs outside an exploration, or beside it, does not count. */
export class CodeWatch implements CodeMarks, Watch {
  readonly passed: Uint8Array;
  readonly clause: Int32Array;
  readonly #entered: Int32Array;
  /** By key path of a property: its bit. */
  #contexts: ReadonlyMap<string, number> = new Map();
  #context = turns;
  readonly #told: CodeRecord;
  #guards: ReadonlyMap<unknown, number> = new Map();

  constructor(places: number, functions: number) {
    this.passed = new Uint8Array(places);
    this.clause = new Int32Array(functions);
    this.#entered = new Int32Array(functions);
    this.#told = { passed: new Uint8Array(places), entered: new Int32Array(functions) };
  }

  enter(index: number): void {
    this.#entered[index] = (this.#entered[index] ?? 0) | this.#context;
  }

  test<T>(place: number, value: T): T {
    this.passed[value ? place : place + 1] = 1;
    return value;
  }

  given<T>(place: number, value: T): T {
    this.passed[value === null || value === undefined ? place + 1 : place] = 1;
    return value;
  }

  /** An exploration begins, or goes on with what it has noted. Each property is a context. */
  begin(contexts: ReadonlyMap<string, number>, record?: CodeRecord): void {
    this.#contexts = contexts;
    this.#context = turns;
    this.#restore(record ?? this.#nothing());
  }

  /** What was noted since an exploration began. */
  record(): CodeRecord {
    return { passed: this.passed.slice(), entered: this.#entered.slice() };
  }

  /** A function of the user begins, by its key path. */
  turn(keyPath: string): void {
    this.#context = this.#contexts.get(keyPath) ?? turns;
  }

  /** Lets functions of the model run on what is no state of it, such as half a turn. */
  aside<T>(run: () => T): T {
    const record = this.record();
    try {
      return run();
    } finally {
      this.#restore(record);
    }
  }

  /** Takes in which functions are guards, by their numbers. */
  know(guards: ReadonlyMap<unknown, number>): void {
    this.#guards = guards;
  }

  /** The clause that made a guard false which has just run; undefined where that is not watched. */
  clauseOf(guard: unknown): number | undefined {
    const index = this.#guards.get(guard);
    return index === undefined ? undefined : this.clause[index];
  }

  /** What was noted since the last time, to be told to another thread. */
  news(): CodeNotes {
    const { passed, entered } = this.#told;
    const news = { passed: [] as number[], entered: [] as number[] };
    for (let place = 0; place < passed.length; place += 1) {
      if (this.passed[place] === passed[place]) continue;
      passed[place] = 1;
      news.passed.push(place);
    }
    for (let index = 0; index < entered.length; index += 1) {
      const bits = this.#entered[index] ?? 0;
      if (bits === entered[index]) continue;
      entered[index] = bits;
      news.entered.push(index, bits);
    }
    return news;
  }

  /** Takes in what another thread has noted. */
  add({ passed, entered }: CodeNotes): void {
    for (const place of passed) this.passed[place] = 1;
    for (let at = 0; at < entered.length; at += 2) {
      const index = entered[at] ?? 0;
      this.#entered[index] = (this.#entered[index] ?? 0) | (entered[at + 1] ?? 0);
    }
  }

  #nothing(): CodeRecord {
    return {
      passed: new Uint8Array(this.passed.length),
      entered: new Int32Array(this.#entered.length),
    };
  }

  #restore({ passed, entered }: CodeRecord): void {
    this.passed.set(passed);
    this.#entered.set(entered);
  }
}

/** A bit for each property, by its key path. */
export function contextsOf(properties: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    properties.map((keyPath, place) => [keyPath, 1 << Math.min(place + 1, contextsMax - 1)]),
  );
}
