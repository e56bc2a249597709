import type { Agenda } from './agenda.ts';
import type { Call } from './call.ts';
import type { ObjectState, ReferenceObject } from './reference-object.ts';

/** A call in its place, with what the object returned there. */
export interface Placed {
  readonly call: Call;
  /** Canonical text. */
  readonly output: string;
}

/** A completed call that does not fit, with what the object would have returned. */
export interface BlockedCall extends Placed {
  /** Canonical text. */
  readonly expected: string;
}

/** An order of all completed calls, or how far one can get. */
export type SearchResult =
  | { readonly explained: true; readonly order: readonly Placed[] }
  | {
      readonly explained: false;
      readonly longestPrefix: readonly Placed[];
      readonly blocked: readonly BlockedCall[];
    };

/** What stands at one depth of the search. */
interface Frame {
  readonly state: ObjectState;
  readonly candidates: readonly Call[];
  /** The candidate to try next. */
  next: number;
  /** How the frame was reached from the one before. */
  readonly placed: Placed | undefined;
  /** How many completed calls are placed. */
  readonly completed: number;
}

/** Looks for an order that the object explains. See judge.ts for the algorithm and its sources. */
export function search(agenda: Agenda, object: ReferenceObject): SearchResult {
  const frames: Frame[] = [{ ...begin(agenda, object.initial()), placed: undefined, completed: 0 }];
  const entered = new Set<string>();
  let longest: DeadEnd = { completed: -1, order: [], blocked: [] };
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    if (agenda.isDone) return { explained: true, order: orderOf(frames) };
    const call = top.candidates[top.next];
    if (call === undefined) {
      longest = longer(longest, frames, object);
      frames.pop();
      if (top.placed !== undefined) agenda.putBack(top.placed.call);
      continue;
    }
    top.next += 1;
    const { output, state } = object.apply(top.state, call.operation, call.input);
    if (call.output !== undefined && call.output !== output) continue;
    const isPending = call.output === undefined;
    if (isPending && state.id === top.state.id) continue;
    agenda.take(call);
    const key = `${agenda.key()} ${state.id}`;
    if (entered.has(key)) {
      agenda.putBack(call);
      continue;
    }
    entered.add(key);
    const completed = top.completed + (isPending ? 0 : 1);
    frames.push({ ...begin(agenda, state), placed: { call, output }, completed });
  }
  return { explained: false, longestPrefix: longest.order, blocked: longest.blocked };
}

const begin = (agenda: Agenda, state: ObjectState) => ({
  state,
  candidates: agenda.candidates(),
  next: 0,
});

const orderOf = (frames: readonly Frame[]) =>
  frames.flatMap(({ placed }) => (placed === undefined ? [] : [placed]));

interface DeadEnd {
  /** How many completed calls are placed. */
  readonly completed: number;
  readonly order: readonly Placed[];
  readonly blocked: readonly BlockedCall[];
}

/**
 * The dead end with more completed calls. Where there are most, no completed candidate fits, or one
 * more could have been placed.
 */
function longer(longest: DeadEnd, frames: readonly Frame[], object: ReferenceObject): DeadEnd {
  const top = frames.at(-1);
  if (top === undefined || top.completed <= longest.completed) return longest;
  const blocked = top.candidates.flatMap((call) => {
    if (call.output === undefined) return [];
    const expected = object.apply(top.state, call.operation, call.input).output;
    return [{ call, output: call.output, expected }];
  });
  return { completed: top.completed, order: orderOf(frames), blocked };
}
