import type { Exploration } from 'everyturn/internal/engine/exploration';

/** What can be interesting about a machine; a generator must make enough of each kind. */
const traits = {
  'more than one state': ({ report }) => report.distinctStates > 1,
  'more than ten states': ({ report }) => report.distinctStates > 10,
  exhausted: ({ report }) => report.exhausted,
  bounded: ({ report }) => report.frontier > 0,
  'more than one initial state': ({ explored }) => explored.initialCount > 1,
  violated: ({ report }) => kinds(report).includes('violated'),
  'violated after two steps or more': ({ report }) =>
    [...report.verdicts.values()].some(
      (verdict) => verdict.kind === 'violated' && verdict.counterexample.steps.length > 1,
    ),
  seen: ({ report }) => kinds(report).includes('seen'),
  holds: ({ report }) => kinds(report).includes('holds'),
  'wrong in some turn': ({ report }) => report.errors.length > 0,
  fenced: ({ report }) => report.fenced > 0,
  'has ends': ({ report }) => report.terminalStates > 0,
  symmetric: ({ report }) => report.symmetry,
  'an action that happens in some states only': ({ report, explored }) =>
    [...report.actions.values()].some(
      ({ states }) => states > 0 && states < explored.expandedCount,
    ),
} satisfies Record<string, (exploration: Exploration) => boolean>;

/** A kind of machine that is counted. */
export type Trait = keyof typeof traits;

/** Counts how many machines are of which kind. */
export class Statistics {
  #machines = 0;
  #states = 0;
  readonly #counts = new Map<Trait, number>();

  add(exploration: Exploration): void {
    this.#machines += 1;
    this.#states += exploration.report.distinctStates;
    for (const [name, has] of Object.entries(traits)) {
      // Entries forgets which keys there are.
      if (has(exploration)) this.#counts.set(name as Trait, this.#count(name as Trait) + 1);
    }
  }

  get machines(): number {
    return this.#machines;
  }

  /** How much of all machines is of a kind, from 0 to 1. */
  share(trait: Trait): number {
    return this.#count(trait) / this.#machines;
  }

  /** One line for each kind. */
  text(): string {
    const lines = Object.keys(traits).map((trait) => {
      const percent = (100 * this.share(trait as Trait)).toFixed(0);
      return `${percent.padStart(4)} % ${trait}`;
    });
    return [`${this.#machines} machines, ${this.#states} states`, ...lines].join('\n');
  }

  #count(trait: Trait): number {
    return this.#counts.get(trait) ?? 0;
  }
}

function kinds({ verdicts }: Exploration['report']): readonly string[] {
  return [...verdicts.values()].map(({ kind }) => kind);
}
