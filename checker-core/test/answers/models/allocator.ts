import { type Fairness, type Frozen, machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';
import { names } from './range.ts';

/** All sets of some of these values, but for the empty one. */
function nonEmptySubsets<T>(of: Iterable<T>): Set<T>[] {
  let subsets: T[][] = [[]];
  for (const value of of) subsets = subsets.flatMap((subset) => [subset, [...subset, value]]);
  return subsets.filter((subset) => subset.length > 0).map((subset) => new Set(subset));
}

const includesAll = <T>(set: ReadonlySet<T>, part: ReadonlySet<T>) =>
  [...part].every((value) => set.has(value));

/** Which demands of fairness are made; see the liveness of the simple allocator. */
export interface AllocatorFairness {
  readonly allocate?: Fairness;
  readonly giveBackSatisfied?: Fairness;
  readonly giveBackWanting?: Fairness;
}

/** The simple allocator: clients ask for sets of resources, get some, and give some back. */
export const allocator = (clients: number, resources: number, fair: AllocatorFairness = {}) => {
  const Client = z.enum(names('c', clients));
  const Resource = z.enum(names('r', resources));
  const Holdings = z.record(Client, z.set(Resource));
  type Holdings = z.output<typeof Holdings>;

  const isFree = (alloc: Frozen<Holdings>, wanted: ReadonlySet<string>) =>
    Object.values(alloc).every((held) => [...wanted].every((resource) => !held.has(resource)));
  const none = () =>
    Object.fromEntries(names('c', clients).map((client) => [client, new Set<string>()]));

  return machine({ state: z.object({ unsat: Holdings, alloc: Holdings }) }).define({
    init: () => ({ unsat: none(), alloc: none() }),
    actions: {
      request: {
        params: { client: Client },
        when: (s, { client }) => at(s.unsat, client).size === 0 && at(s.alloc, client).size === 0,
        next: (s, { client }, turn) => {
          s.unsat[client] = turn.choose(nonEmptySubsets(names('r', resources)));
        },
      },
      allocate: {
        params: { client: Client },
        ...(fair.allocate && { fair: fair.allocate }),
        next: (s, { client }, turn) => {
          const wanted = nonEmptySubsets(at(s.unsat, client));
          for (const resource of turn.choose(wanted.filter((some) => isFree(s.alloc, some)))) {
            at(s.unsat, client).delete(resource);
            at(s.alloc, client).add(resource);
          }
        },
      },
      giveBackAllSatisfied: {
        params: { client: Client },
        ...(fair.giveBackSatisfied && { fair: fair.giveBackSatisfied }),
        when: (s, { client }) => at(s.alloc, client).size > 0 && at(s.unsat, client).size === 0,
        next: (s, { client }) => at(s.alloc, client).clear(),
      },
      giveBackAllWanting: {
        params: { client: Client },
        ...(fair.giveBackWanting && { fair: fair.giveBackWanting }),
        when: (s, { client }) => at(s.alloc, client).size > 0 && at(s.unsat, client).size > 0,
        next: (s, { client }) => at(s.alloc, client).clear(),
      },
      giveBackSome: {
        params: { client: Client },
        next: (s, { client }, turn) => {
          const held = at(s.alloc, client);
          const parts = nonEmptySubsets(held).filter((part) => !includesAll(part, held));
          for (const resource of turn.choose(parts)) held.delete(resource);
        },
      },
    },
    always: {
      disjoint: (s) => {
        const held = Object.values(s.alloc).flatMap((resources) => [...resources]);
        return new Set(held).size === held.length;
      },
    },
    leadsTo: {
      whatIsHeldIsGivenBack: {
        from: (s) => at(s.unsat, 'c1').size === 0,
        to: (s) => at(s.alloc, 'c1').size === 0,
      },
      whatIsAskedForIsHeld: {
        from: (s) => at(s.unsat, 'c1').has('r1'),
        to: (s) => at(s.alloc, 'c1').has('r1'),
      },
    },
    alwaysEventually: { satisfied: (s) => at(s.unsat, 'c1').size === 0 },
  });
};
