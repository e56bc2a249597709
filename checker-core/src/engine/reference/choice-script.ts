import { encode } from '../../values/canonical.ts';

/** One run of a turn under a script of choices. */
export interface ScriptedRun {
  /** The places of what was chosen among its options, in order. */
  readonly script: readonly number[];
  /** Canonical texts of what was chosen, in order. */
  readonly choices: readonly string[];
  /** Whether the turn chose from nothing, which disables it. */
  readonly disabled: boolean;
  readonly error?: unknown;
}

class ChoseFromNothing extends Error {}

/**
 * Runs `body` once for each sequence of choices, in lexicographic order of the options' places.
 * A turn is run again from its start with a longer or the next script: it cannot be copied half-way.
 * With a prefix, only the sequences that begin with it.
 */
export function forEachChoice(
  body: (choose: (options: Iterable<unknown>) => unknown) => void,
  finished: (run: ScriptedRun) => void,
  prefix: readonly number[] = [],
): void {
  let script = prefix;
  for (;;) {
    const counts: number[] = [];
    const choices: string[] = [];
    let disabled = false;
    const choose = (options: Iterable<unknown>) => {
      const list = [...options];
      if (list.length === 0) {
        disabled = true;
        throw new ChoseFromNothing('This turn chooses from nothing, so it is not enabled.');
      }
      const place = script[counts.length] ?? 0;
      counts.push(list.length);
      choices.push(encode(list[place]));
      return list[place];
    };
    const places = script;
    let error: unknown;
    let threw = false;
    try {
      body(choose);
    } catch (caught) {
      threw = !disabled;
      error = caught;
    }
    const taken = counts.map((_, place) => places[place] ?? 0);
    finished({
      script: taken,
      choices,
      disabled,
      ...(threw && { error: error ?? new Error('undefined') }),
    });
    script = next(places, counts);
    if (script.length <= prefix.length) return;
  }
}

/** The script after this one, or an empty one at the end. */
function next(script: readonly number[], counts: readonly number[]): number[] {
  for (let i = counts.length - 1; i >= 0; i -= 1) {
    const place = (script[i] ?? 0) + 1;
    if (place < (counts[i] ?? 0)) {
      return [...counts.slice(0, i).map((_, earlier) => script[earlier] ?? 0), place];
    }
  }
  return [];
}
