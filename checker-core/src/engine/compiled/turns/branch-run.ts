import { encode } from '../../../values/canonical.ts';
import type { Shape } from '../shape/shape.ts';
import type { IdSource, RowCodec } from '../shape/slot-values.ts';
import type { Branch } from './branch.ts';
import { Reads } from './reads.ts';
import { TrackedState, Tracking } from './tracked-state.ts';

/** How a run of a turn ended. */
export type RunEnd =
  /** With the slots that changed and the canonical texts of their new values. */
  | { readonly kind: 'finished'; readonly writes: readonly (readonly [number, string])[] }
  /** The guard is false, by this clause if that is known; or the turn chose from nothing. */
  | { readonly kind: 'disabled'; readonly clause?: number | undefined }
  /** It threw, left the shape of the state, or did what cannot be followed. */
  | { readonly kind: 'unclear'; readonly isAbandoned: boolean; readonly error?: unknown };

/** One run of a turn on a tracked state: what it read and chose, in order, and how it ended. */
export interface BranchRun {
  /** Units read, in order. */
  readonly units: readonly number[];
  /** For each choice, how many units had been read and how many options there were. */
  readonly splits: readonly { readonly at: number; readonly options: number }[];
  /** Canonical texts of what was chosen. */
  readonly choices: readonly string[];
  readonly end: RunEnd;
}

class ChoseFromNothing extends Error {}

/** Runs guard and turn of a branch; beyond its script the first option is chosen. */
export function runBranch(
  branch: Branch,
  shape: Shape,
  codec: RowCodec,
  ids: IdSource,
  clauseOf: (guard: unknown) => number | undefined,
): BranchRun {
  const reads = new Reads(shape);
  const splits: { at: number; options: number }[] = [];
  const choices: string[] = [];
  let choseFromNothing = false;
  const choose = (options: Iterable<unknown>) => {
    const list = [...options];
    splits.push({ at: reads.units.length, options: list.length });
    if (list.length === 0) {
      choseFromNothing = true;
      throw new ChoseFromNothing('This turn chooses from nothing, so it is not enabled.');
    }
    const chosen = list[branch.script[choices.length] ?? 0];
    choices.push(encode(chosen));
    return chosen;
  };
  const finish = (end: RunEnd): BranchRun => ({ units: reads.units, splits, choices, end });
  const unclear = () => ({ kind: 'unclear', isAbandoned: reads.isAbandoned }) as const;
  try {
    const { definition, params } = branch.definition;
    if (definition.when) {
      const shown = new TrackedState(shape.root, new Tracking(codec, ids, reads, 0, true));
      const enabled = definition.when(shown.value, params);
      if (reads.isAbandoned || typeof enabled !== 'boolean') return finish(unclear());
      if (!enabled) return finish({ kind: 'disabled', clause: clauseOf(definition.when) });
    }
    const draft = new TrackedState(shape.root, new Tracking(codec, ids, reads, 0, false));
    const result = definition.next(draft.value, params, { choose });
    const writes: (readonly [number, string])[] = [];
    const fits = draft.changes((slot, text) => writes.push([slot, text]));
    if (choseFromNothing && !reads.isAbandoned) return finish({ kind: 'disabled' });
    if (!fits || reads.isAbandoned || result !== undefined) return finish(unclear());
    return finish({ kind: 'finished', writes });
  } catch (error) {
    if (choseFromNothing && !reads.isAbandoned) return finish({ kind: 'disabled' });
    return finish({ ...unclear(), error });
  }
}
