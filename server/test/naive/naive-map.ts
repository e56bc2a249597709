import { count, type ListedState, type Listing, tally } from './listing.ts';
import { classesBy, inOneOrder } from './places.ts';

/** What the map should say of one cell. */
export interface NaiveCell {
  readonly states: number;
  readonly open: number;
  readonly depth: readonly [number, number];
  readonly isInitial: boolean;
  readonly fenced: number;
  readonly inner: number;
  /** Steps inside the fence, by action. */
  readonly actions: ReadonlyMap<string, number>;
}

/** The map of a model, counted state by state. */
export interface NaiveMap {
  readonly cellOf: (state: ListedState) => string;
  readonly cells: ReadonlyMap<string, NaiveCell>;
  /** Steps between different cells, as `from → to by action`. */
  readonly edges: ReadonlyMap<string, number>;
}

/** Groups some states of a model by fields. */
export function naiveMap(
  { states: all }: Listing,
  groupBy: readonly string[],
  states: readonly ListedState[] = all,
): NaiveMap {
  const classes = groupBy.map((field) => classesBy(field, states));
  const keys = new Map(
    states.map((state) => [
      state,
      inOneOrder(classes.map((classOf) => classOf(state)).join(' · ') || 'all'),
    ]),
  );
  const cellOf = (state: ListedState) => keys.get(state) ?? 'elsewhere';
  const cells = [...new Set(keys.values())].map((key) => {
    const members = states.filter((state) => cellOf(state) === key);
    return [key, cellOfMembers(members, (state) => cellOf(state) === key)] as const;
  });
  const edges = states.flatMap((state) =>
    state.steps.flatMap(({ action, target }) =>
      target && keys.has(target) && cellOf(target) !== cellOf(state)
        ? [`${cellOf(state)} → ${cellOf(target)} by ${action}`]
        : [],
    ),
  );
  return { cellOf, cells: new Map(cells), edges: tally(edges) };
}

function cellOfMembers(
  members: readonly ListedState[],
  isMember: (state: ListedState) => boolean,
): NaiveCell {
  const steps = members.flatMap((state) => state.steps);
  const inside = steps.flatMap(({ action, target }) => (target ? [{ action, target }] : []));
  const depths = members.map(({ depth }) => depth);
  return {
    states: members.length,
    open: count(members, ({ isExpanded }) => !isExpanded),
    depth: [Math.min(...depths), Math.max(...depths)],
    isInitial: members.some(({ isInitial }) => isInitial),
    fenced: steps.length - inside.length,
    inner: count(inside, ({ target }) => isMember(target)),
    actions: tally(inside.map(({ action }) => action)),
  };
}
