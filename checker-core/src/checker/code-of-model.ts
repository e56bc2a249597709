/** Watches which code of one model its exploration runs. */
import type { CodePlaces } from '../coverage/code-places.ts';
import {
  type CodeRecord,
  type CodeWatch,
  contextsOf,
  isReplaceable,
  passer,
  turns,
} from '../coverage/code-watch.ts';
import { findCodePlaces } from '../load/find-code-places.ts';
import type { FunctionPlace } from '../load/function-locations.ts';
import type { WatchedBundle } from '../load/import-bundle.ts';
import type { SourceMapper } from '../load/source-mapper.ts';
import type { Definition } from '../model/definition.ts';
import { functionsOf, propertiesOf } from './definition-parts.ts';

/** What is needed to watch a model. */
export interface CodeSource {
  readonly definition: Definition;
  readonly watched: WatchedBundle;
  /** Where its functions lie in the running code, by key path. */
  readonly running: ReadonlyMap<string, FunctionPlace>;
  readonly sources: SourceMapper;
  readonly textOf: (file: string) => string | undefined;
}

/** The watch over one model of a bundle, which others of it share one after the other. */
export class CodeOfModel {
  readonly watch: CodeWatch;
  readonly #source: CodeSource;
  readonly #own: ReadonlyMap<string, number>;
  readonly #contexts: ReadonlyMap<string, number>;
  #record: CodeRecord | undefined;
  #places: CodePlaces | undefined;

  constructor(source: CodeSource) {
    this.#source = source;
    this.watch = source.watched.watch;
    this.#own = ownFunctions(source);
    this.#contexts = contextsOf(propertiesOf(source.definition));
  }

  /** Explores, and notes what runs meanwhile: the first time from nothing, then further. */
  async during<T>(explore: () => Promise<T>): Promise<T> {
    this.watch.begin(this.#contexts, this.#record);
    watchGuards(this.watch, this.#source, this.#own);
    try {
      return await explore();
    } finally {
      this.#record = this.watch.record();
    }
  }

  /**
   * Takes over what another one has noted of a model that differs in functions of properties only,
   * which run anew. False where the rest of the code is not the same.
   */
  takeOver(other: CodeOfModel): boolean {
    const [from, to] = [other.#lasting(), this.#lasting()];
    const record = other.#record;
    if (!record || from.length !== to.length) return false;
    const { code } = this.#source.watched;
    const passed = new Uint8Array(code.places);
    const entered = new Int32Array(code.functions.length);
    const ends = [
      other.#contexts.get('terminal') ?? 0,
      this.#contexts.get('terminal') ?? 0,
    ] as const;
    for (const [i, { index, place, count, outline }] of from.entries()) {
      const same = to[i];
      if (same?.outline.join() !== outline.join()) return false;
      const bits = record.entered[index] ?? 0;
      entered[same.index] = (bits & turns) | ((bits & ends[0]) !== 0 ? ends[1] : 0);
      for (let at = 0; at < count; at += 1) {
        passed[same.place + at] = (record.passed[place + at] ?? 0) & passer.lasting;
      }
    }
    this.#record = { passed, entered };
    return true;
  }

  /** The functions that are no part of a property which may be replaced, in their order. */
  #lasting() {
    const { functions, places } = this.#source.watched.code;
    const replaceable = [...this.#own].flatMap(([keyPath, index]) =>
      isReplaceable(keyPath) ? (functions[index] ?? []) : [],
    );
    return functions
      .map((each, index) => {
        const count = (functions[index + 1]?.place ?? places) - each.place;
        return { ...each, index, count };
      })
      .filter(({ start, end }) =>
        replaceable.every((property) => start < property.start || property.end < end),
      );
  }

  /** What has run, and where it stands. Files are read the first time. */
  get coverage() {
    const { watched, textOf, sources } = this.#source;
    this.#places ??= findCodePlaces(watched.code, textOf, sources, this.#own);
    const record = this.#record ?? this.watch.record();
    return { places: this.#places, record, contexts: this.#contexts };
  }
}

/** The numbers of the model's own functions, by key path. */
export function ownFunctions({
  watched,
  running,
}: Pick<CodeSource, 'watched' | 'running'>): ReadonlyMap<string, number> {
  return new Map(
    [...running].flatMap(([keyPath, { lineNumber, columnNumber }]) => {
      const index = watched.code.functionAt(lineNumber, columnNumber);
      return index < 0 ? [] : [[keyPath, index] as const];
    }),
  );
}

/** Lets a watch know which functions are guards. */
export function watchGuards(
  watch: CodeWatch,
  { definition, watched }: Pick<CodeSource, 'definition' | 'watched'>,
  own: ReadonlyMap<string, number>,
): void {
  const guards = functionsOf(definition).flatMap(([keyPath, guard]) => {
    const index = own.get(keyPath) ?? -1;
    const isGuard = keyPath.startsWith('actions.') && keyPath.endsWith('.when');
    const hasClauses = (watched.code.functions[index]?.clauses ?? 0) > 0;
    return isGuard && hasClauses ? [[guard, index] as const] : [];
  });
  watch.know(new Map(guards));
}
