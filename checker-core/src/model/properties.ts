import type { Frozen } from './schema-values.ts';

/** A question about one state, answered without changing it. */
export type Predicate<S> = (state: Frozen<S>) => boolean;

/** What must hold of every behaviour. Shared by machines and systems. */
export interface Properties<S> {
  /** Invariants: true in every reachable state. */
  readonly always?: { readonly [name: string]: Predicate<S> };
  /** Reachability: true in at least one reachable state. Guards against a vacuous model. */
  readonly sometimes?: { readonly [name: string]: Predicate<S> };
  /** Step invariants: true of every transition. */
  readonly alwaysStep?: {
    readonly [name: string]: (before: Frozen<S>, after: Frozen<S>) => boolean;
  };
  /** Liveness: every fair behaviour reaches such a state. */
  readonly eventually?: { readonly [name: string]: Predicate<S> };
  /** Liveness: every fair behaviour passes through such states again and again. */
  readonly alwaysEventually?: { readonly [name: string]: Predicate<S> };
  /** Liveness: on every fair behaviour, a `from` state is followed by a `to` state. */
  readonly leadsTo?: {
    readonly [name: string]: { readonly from: Predicate<S>; readonly to: Predicate<S> };
  };
}

/** Anything the checker can explore. */
export interface Checkable<S> {
  /** For types only; absent at run time. */
  readonly '~state': S;
}

/** A refinement mapping: each step, seen through `map`, is a step of `spec` or no step at all. */
export interface Refinement<S, A> {
  readonly spec: Checkable<A>;
  readonly map: (state: Frozen<S>) => NoInfer<Frozen<A>>;
}
