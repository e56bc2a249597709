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
  /** By function: the clause of its result that was evaluated last. */
  readonly clause: Int32Array;
  /** A function begins. */
  enter(index: number): void;
  /** A place is passed. */
  pass(place: number): void;
  /** Gives a condition back: `place` is passed when it is true, the next place when it is false. */
  test<T>(place: number, value: T): T;
  /** The same, by whether there is a value at all. */
  given<T>(place: number, value: T): T;
}

/** What was noted, or a part of it that is new, as plain data. */
export interface CodeNotes {
  /** Places, in turn with the bits of who passed them. */
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
  /** By place: 0, or bits of who passed it. */
  readonly passed: Uint8Array;
  /** By function: a bit for each context in which it was entered. */
  readonly entered: Int32Array;
}

/** The context of everything that is not the evaluation of a property. */
export const turns = 1;

/** Who passes a place: properties that may be replaced in a model whose states are known, or others. */
export const passer = { lasting: 1, replaceable: 2 } as const;

/** Whether what runs for a key path runs anew when the states are judged by other properties. */
export function isReplaceable(keyPath: string): boolean {
  return /^(always|sometimes|alwaysStep)\./.test(keyPath);
}

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
  #passer: number = passer.lasting;
  readonly #told: CodeRecord;
  #guards: ReadonlyMap<unknown, number> = new Map();

  constructor(places: number, functions: number) {
    this.passed = new Uint8Array(places);
    this.clause = new Int32Array(functions);
    this.#entered = new Int32Array(functions);
    this.#told = { passed: new Uint8Array(places), entered: new Int32Array(functions) };
  }

  pass(place: number): void {
    this.passed[place] = (this.passed[place] ?? 0) | this.#passer;
  }

  enter(index: number): void {
    this.#entered[index] = (this.#entered[index] ?? 0) | this.#context;
  }

  test<T>(place: number, value: T): T {
    this.pass(value ? place : place + 1);
    return value;
  }

  given<T>(place: number, value: T): T {
    this.pass(value === null || value === undefined ? place + 1 : place);
    return value;
  }

  /** An exploration begins, or goes on with what it has noted. Each property is a context. */
  begin(contexts: ReadonlyMap<string, number>, record?: CodeRecord): void {
    this.#contexts = contexts;
    this.turn('');
    this.#restore(record ?? this.#nothing());
  }

  /** What was noted since an exploration began. */
  record(): CodeRecord {
    return { passed: this.passed.slice(), entered: this.#entered.slice() };
  }

  /** A function of the user begins, by its key path. */
  turn(keyPath: string): void {
    this.#context = this.#contexts.get(keyPath) ?? turns;
    this.#passer = isReplaceable(keyPath) ? passer.replaceable : passer.lasting;
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
      const bits = this.passed[place] ?? 0;
      if (bits === passed[place]) continue;
      passed[place] = bits;
      news.passed.push(place, bits);
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
    for (let at = 0; at < passed.length; at += 2) {
      const place = passed[at] ?? 0;
      this.passed[place] = (this.passed[place] ?? 0) | (passed[at + 1] ?? 0);
    }
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
