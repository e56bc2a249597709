/**
 * What every turn does, by what it reads. A state is led from group to group by the values of its
 * slots and collects the leaves of all enabled steps on its way. Where no child is known yet, the
 * turns that are pending there run once, on this state, and what they read decides where they go.
 * Branches that read the same unit next share a group.
 */
import { decode } from '../../../values/canonical.ts';
import { deepFreeze } from '../../../values/freeze.ts';
import { RefusedValue } from '../../../values/refused-value.ts';
import { type Failure, outsideSchema, threw } from '../../errors.ts';
import { schemaIssue } from '../../reference/state-schema.ts';
import type { ActionInstance, Outcome, Stepper } from '../../reference/steps.ts';
import { readingFailure } from '../../reference/user-functions.ts';
import type { Expanding, TurnSurroundings, Turns } from '../fronts/front.ts';
import type { Shape } from '../shape/shape.ts';
import { absent, type IdSource, type RowCodec } from '../shape/slot-values.ts';
import { at } from '../store/numbers.ts';
import { Branch } from '../turns/branch.ts';
import { type BranchRun, type RunEnd, runBranch } from '../turns/branch-run.ts';
import { firstView, unitCount } from '../turns/reads.ts';
import type { BlockedCounts } from './blocked-counts.ts';
import { child, type GroupTables } from './group-tables.ts';
import { type Leaf, type Leaves, leafKind } from './leaves.ts';
import { knownOnly, UnknownValue } from './unknown-value.ts';

const none: readonly number[] = [];

/** What the pending branches of a child turned out to be. */
interface Resolved {
  readonly leaves: Leaf[];
  readonly pending: Map<number, Branch[]>;
  readonly direct: Branch[];
  /** Instances that a clause of their guard blocks, and the clauses, in turn. */
  readonly blocked: number[];
}

/** The memo of all turns of a machine. */
export class TurnTrie implements Turns {
  readonly #shape: Shape;
  readonly #codec: RowCodec;
  readonly #stepper: Stepper;
  readonly #tables: GroupTables;
  readonly #leaves: Leaves;
  readonly #onTurn: ((keyPath: string) => void) | undefined;
  readonly #pending: (readonly Branch[])[] = [];
  readonly #direct: (readonly Branch[])[] = [];
  readonly #mayNumber: boolean;
  readonly #blocked: BlockedCounts | undefined;
  readonly #clauseOf: (guard: unknown) => number | undefined;
  readonly #known: Uint8Array;
  readonly #root: number;
  #runs = new Map<Branch, BranchRun>();
  #runsOf = -1;

  constructor(
    of: TurnSurroundings & {
      readonly shape: Shape;
      readonly stepper: Stepper;
      readonly onTurn: ((keyPath: string) => void) | undefined;
    },
  ) {
    this.#shape = of.shape;
    this.#codec = of.codec;
    this.#stepper = of.stepper;
    this.#tables = of.tables;
    this.#leaves = of.leaves;
    this.#onTurn = of.onTurn;
    this.#mayNumber = of.mayNumber;
    this.#blocked = of.blocked;
    this.#clauseOf = of.clauseOf;
    this.#known = new Uint8Array(unitCount(of.shape));
    this.#root = of.tables.addChild(-1, 0);
  }

  get root(): number {
    return this.#root;
  }

  get origins(): readonly ActionInstance[] {
    return this.#stepper.instances;
  }

  begin(state: Expanding): void {
    const branches = this.#stepper.instances.map((instance, i) => new Branch(i, instance));
    this.#known.fill(0);
    this.#fill(this.#root, this.#resolveAll(branches, state), 0);
  }

  beginAnew(): void {
    this.#runsOf = -1;
  }

  miss(group: number, value: number, state: Expanding, expanded: number): number | undefined {
    const hopeless = this.#tables.noteMiss(group, expanded);
    if (hopeless >= 0 && !this.#tables.isShort(hopeless)) {
      const number = this.#tables.addChild(-1, 0);
      this.#setDirect(number, this.#pending[hopeless] ?? []);
      this.#tables.short(hopeless, number);
      if (hopeless === group) return number;
    }
    this.#tables.markKnown(group, this.#known);
    const resolved = knownOnly(() => this.#resolveAll(this.#pending[group] ?? [], state));
    if (!resolved) return undefined;
    const number = this.#tables.addChild(group, value);
    this.#fill(number, resolved, expanded);
    return number;
  }

  direct(list: number, state: Expanding): number[] | undefined {
    return knownOnly(() => this.#take(list, state));
  }

  /** Turns of machines write values, and nothing else. */
  operate(): undefined {
    return undefined;
  }

  #take(list: number, state: Expanding): number[] {
    const key = this.#codec.text(state.ids);
    const frozen: unknown = deepFreeze(decode(key));
    return (this.#direct[list] ?? []).flatMap(({ definition, instance, script }) => {
      const outcomes = this.#stepper.take(definition, key, frozen, script);
      if (outcomes.length === 0) this.#noteBlocked(definition, instance, frozen);
      return outcomes.map((outcome) =>
        this.#leaves.addPassing(this.#leafOf(instance, outcome, state)),
      );
    });
  }

  /** Asks the guard alone: what made it false is known right after that. */
  #noteBlocked(definition: ActionInstance, instance: number, frozen: unknown): void {
    if (!this.#blocked) return;
    const clause = this.#stepper.falseClause(definition, frozen, this.#clauseOf);
    if (clause !== undefined) this.#blocked.noteHere(instance, clause);
  }

  #resolveAll(branches: readonly Branch[], state: Expanding): Resolved {
    if (this.#runsOf !== state.index) {
      this.#runs = new Map();
      this.#runsOf = state.index;
    }
    const resolved: Resolved = { leaves: [], pending: new Map(), direct: [], blocked: [] };
    for (const branch of branches) this.#resolve(branch, state, resolved);
    return resolved;
  }

  #fill(number: number, resolved: Resolved, expanded: number): void {
    const tables = this.#tables;
    const leaves = resolved.leaves.map((leaf) => this.#leaves.add(leaf));
    tables.setChild(number, child.leafFrom, this.#leaves.enlist(leaves));
    tables.setChild(number, child.leafTo, this.#leaves.listed);
    tables.setChild(number, child.groupFrom, tables.groupCount);
    for (const [unit, waiting] of resolved.pending) {
      this.#pending[tables.addGroup(unit, number, expanded)] = waiting;
    }
    tables.setChild(number, child.groupTo, tables.groupCount);
    this.#blocked?.setChild(number, resolved.blocked);
    if (resolved.direct.length > 0) this.#setDirect(number, resolved.direct);
  }

  #setDirect(number: number, branches: readonly Branch[]): void {
    this.#tables.setChild(number, child.direct, this.#direct.length);
    this.#direct.push(branches);
  }

  /** Follows a branch as far as the values known here lead. */
  #resolve(branch: Branch, state: Expanding, resolved: Resolved): void {
    const run = this.#run(branch, state);
    const { units, splits, end } = run;
    if (end.kind === 'unclear' && end.isAbandoned) {
      resolved.direct.push(branch);
      return;
    }
    const split = splits[branch.script.length];
    const unread = units.slice(0, split?.at).find((unit) => !this.#isKnown(unit));
    if (unread !== undefined) {
      const waiting = resolved.pending.get(unread);
      if (waiting) waiting.push(branch);
      else resolved.pending.set(unread, [branch]);
    } else if (split) {
      for (let option = 0; option < split.options; option += 1) {
        const next = branch.option(option);
        // This run went on with the first option.
        if (option === 0) this.#runs.set(next, run);
        this.#resolve(next, state, resolved);
      }
    } else this.#conclude(branch, run, state, resolved);
  }

  #conclude(branch: Branch, run: BranchRun, state: Expanding, resolved: Resolved): void {
    const { end } = run;
    if (end.kind === 'disabled') {
      if (end.clause !== undefined) resolved.blocked.push(branch.instance, end.clause);
      return;
    }
    const writes = end.kind === 'finished' ? this.#admitAll(end.writes) : undefined;
    const { instance, script, definition } = branch;
    const { action } = definition;
    if (writes) {
      const { choices } = run;
      resolved.leaves.push({ instance, action, script, choices, kind: leafKind.step, writes });
      return;
    }
    const failed = this.#failedLeaf(branch, end, state);
    if (failed) resolved.leaves.push(failed);
    else resolved.direct.push(branch);
  }

  /** The failure of a turn as its plain run tells it; undefined when the two runs do not agree. */
  #failedLeaf(branch: Branch, end: RunEnd, state: Expanding): Leaf | undefined {
    const key = this.#codec.text(state.ids);
    const outcome = this.#stepper
      .take(branch.definition, key, deepFreeze(decode(key)), branch.script)
      .find(({ script }) => script.join() === branch.script.join());
    if (!outcome) return undefined;
    const leaf = this.#leafOf(branch.instance, outcome, state);
    if (leaf.kind === leafKind.step) return undefined;
    const agrees = !('error' in end) || isSameError(leaf.failure, end.error);
    return agrees ? leaf : undefined;
  }

  #leafOf(instance: number, outcome: Outcome, { ids }: Expanding): Leaf {
    const { action, script, choices, key, failure } = outcome;
    if (failure || key === undefined) {
      const kind = leafKind.failed;
      return { instance, action, script, choices, kind, writes: none, ...(failure && { failure }) };
    }
    const writes = this.#writesOf(key, ids);
    if (writes) return { instance, action, script, choices, kind: leafKind.step, writes };
    const issue = schemaIssue(this.#stepper.schema, deepFreeze(decode(key)), key);
    if (!issue) throw new Error('Internal error: a part leaves its schema and the whole does not.');
    const refusal = outsideSchema(`${outcome.by}.next`, issue.path, issue.what);
    const kind = leafKind.refused;
    return { instance, action, script, choices, kind, writes: none, failure: refusal };
  }

  /** What differs in a canonical state, or undefined for a state outside its schema. */
  #writesOf(key: string, before: IdSource): readonly number[] | undefined {
    const writes: number[] = [];
    let isValid = true;
    const fits = this.#codec.split(key, (slot, text) => {
      const id = this.#admit(slot, text);
      if (id < 0) isValid = false;
      else if (id !== before.id(slot)) writes.push(slot, id);
    });
    return fits && isValid ? writes : undefined;
  }

  /** The numbers of written values; undefined when one is outside the schema of its slot. */
  #admitAll(texts: readonly (readonly [number, string])[]): readonly number[] | undefined {
    const writes: number[] = [];
    for (const [slot, text] of texts) {
      const id = this.#admit(slot, text);
      if (id < 0) return undefined;
      writes.push(slot, id);
    }
    return writes;
  }

  /** The number of a written value; -1 when it is outside the schema of its slot. */
  #admit(slot: number, text: string): number {
    const values = this.#codec.slot(slot);
    const known = values.find(text);
    if (known >= 0) return known;
    const { schema, kind } = this.#shape.slots[slot] ?? {};
    const isChecked = schema && kind !== 'bit' && text !== absent;
    if (isChecked && schemaIssue(schema, decode(text), text)) return -1;
    if (!this.#mayNumber) throw new UnknownValue();
    return values.intern(text);
  }

  #run(branch: Branch, { ids }: Expanding): BranchRun {
    let run = this.#runs.get(branch);
    if (!run) {
      this.#onTurn?.(`${branch.definition.by}.next`);
      run = runBranch(branch, this.#shape, this.#codec, ids, this.#clauseOf);
      this.#runs.set(branch, run);
    }
    return run;
  }

  #isKnown(unit: number): boolean {
    return isKnown(this.#known, this.#shape, unit);
  }
}

/** Whether a unit follows from what is known; `known` may cover two sides. */
export function isKnown(known: Uint8Array, shape: Shape, unit: number): boolean {
  if (at(known, unit) === 1) return true;
  const base = unit - (unit % unitCount(shape));
  const own = unit - base;
  const view = shape.views[own - firstView(shape)];
  if (view) return at(known, base + view.slot) === 1;
  const cluster = own - shape.slots.length;
  if (cluster >= 0) {
    return (shape.clusters[cluster]?.slots ?? []).every((slot) => at(known, base + slot) === 1);
  }
  return shape.clusters.some(
    ({ slots }, i) => at(known, base + shape.slots.length + i) === 1 && slots.includes(own),
  );
}

function isSameError(failure: Failure | undefined, error: unknown): boolean {
  if (error instanceof RefusedValue) return failure?.code === 'EVT204';
  const { keyPath = '', message } = failure ?? {};
  return (
    message === threw(keyPath, error).message || message === readingFailure(keyPath, error).message
  );
}
