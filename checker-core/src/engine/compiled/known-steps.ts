import { printValue } from '../../values/print.ts';
import type { Outcome } from '../reference/steps.ts';
import type { Front, Origin, Turns } from './fronts/front.ts';
import { applyLeaf, applyOperations, findLeaves } from './kernel/generic-kernel.ts';
import { type FindSteps, type FoundSteps, type KernelHost, standing } from './kernel/kernel.ts';
import { type Leaf, leafKind } from './memo/leaves.ts';
import type { KeptRows } from './store/kept-rows.ts';
import { withTrackedClone } from './turns/tracked-clone.ts';

/** What steps are looked up with. */
export interface StepSurroundings {
  readonly host: KernelHost;
  readonly front: Front;
  readonly rows: KeptRows;
  readonly turns: Turns;
  /** Where a row stands towards the fence. */
  readonly stand: (words: Int32Array, offset: number) => number;
  /** Gives rows the room that they need. */
  readonly relayout: () => void;
  /** Finds the steps of many states, where there is code for it. */
  readonly findSteps: () => FindSteps | undefined;
}

/** So many states are looked at together, and so many steps. */
const statesAtOnce = 1_024;
const stepsAtOnce = 16_384;

/** The steps of expanded states, out of the memo. */
export class KnownSteps {
  readonly #around: StepSurroundings;
  #row = new Int32Array(0);
  /** Room for the steps of many states, which is used again. */
  #room: FoundSteps | undefined;

  constructor(around: StepSurroundings) {
    this.#around = around;
  }

  /** The leaves of a state, in the order of semantics. */
  leavesOf(index: number): Int32Array {
    const { host, relayout } = this.#around;
    let count = withTrackedClone(() => findLeaves(host, index));
    while (count < 0) {
      relayout();
      count = withTrackedClone(() => findLeaves(host, index));
    }
    return host.found(0).slice(0, count);
  }

  /** Writes the successor that a leaf makes of an expanded state; false where it makes none. */
  make(index: number, leaf: number, row: Int32Array): boolean {
    const { host } = this.#around;
    if (!isStep(host.leaves.leaf(leaf).kind)) return false;
    applyLeaf(host, index, leaf, row, 0);
    return !host.hasOperations || applyOperations(host, leaf, row, 0) > 0;
  }

  /** What the memo gives for an expanded state, in the form of plain steps. */
  successors(index: number): readonly Outcome[] {
    const { host, rows, turns } = this.#around;
    const leaves = [...this.leavesOf(index)];
    const row = new Int32Array(rows.layout.words);
    return leaves.flatMap((number): Outcome | readonly Outcome[] => {
      const leaf = host.leaves.leaf(number);
      const { kind, script, choices, failure } = leaf;
      const origin = leaf.origin ?? turns.origins[leaf.instance];
      if (!origin || kind === leafKind.idle) return [];
      if (kind === leafKind.refused) return this.plainOutcome(number, index) ?? [];
      const base = { ...originOf(origin), script, choices };
      if (kind === leafKind.failed) return [{ ...base, ...(failure && { failure }) }];
      if (!this.make(index, number, row)) return this.plainOutcome(number, index) ?? [];
      return [{ ...base, key: rows.text(row, 0), ...(failure && { failure }) }];
    });
  }

  /** Calls `visit` for each step of an expanded state; without a target for one over the fence. */
  forEach(index: number, visit: (action: number, target: number | undefined) => void): void {
    const { host, rows, stand } = this.#around;
    const leaves = this.leavesOf(index);
    const row = this.#rowOf(rows.layout.words);
    for (const leaf of leaves) {
      if (!this.make(index, leaf, row)) continue;
      const where = host.hasFence ? stand(row, 0) : standing.inside;
      if (where === standing.refused) continue;
      if (host.hasSymmetry) rows.represent(row, 0);
      const target = rows.table.find(row, 0);
      visit(host.leaves.leaf(leaf).action, where === standing.inside ? target : undefined);
    }
  }

  /** The same for the states of a range, all of which were expanded. */
  forEachIn(
    from: number,
    to: number,
    visit: (from: number, action: number, target: number | undefined) => void,
  ): void {
    const find = this.#around.findSteps();
    for (let index = from; index < to; ) {
      const end = find ? this.#forEachKnown(find, index, to, visit) : index;
      // A state of which not all is known there is looked at alone.
      if (end === index) this.forEach(end, (action, target) => visit(end, action, target));
      index = Math.max(end, index + 1);
    }
  }

  #forEachKnown(
    find: FindSteps,
    from: number,
    to: number,
    visit: (from: number, action: number, target: number | undefined) => void,
  ): number {
    const { host } = this.#around;
    const steps = this.#roomFor(host.table.width);
    const end = find(host, from, Math.min(to, from + statesAtOnce), steps);
    const { ends, actions, targets } = steps;
    let step = 0;
    for (let index = from; index < end; index += 1) {
      const last = ends[index - from] as number;
      for (; step < last; step += 1) visit(index, actions[step] as number, targets[step] as number);
    }
    return end;
  }

  #roomFor(width: number): FoundSteps {
    if (this.#room?.words.length !== stepsAtOnce * width) {
      this.#room = {
        words: new Int32Array(stepsAtOnce * width),
        hashes: new Int32Array(stepsAtOnce),
        targets: new Int32Array(stepsAtOnce),
        actions: new Int32Array(stepsAtOnce),
        ends: new Int32Array(statesAtOnce),
        touched: 0,
      };
    }
    return this.#room;
  }

  /** Whether nothing is possible in an expanded state: no turn gives a step, and none fails. */
  isEnd(index: number): boolean {
    const { leaves } = this.#around.host;
    return this.leavesOf(index).every((leaf) => leaves.leaf(leaf).kind === leafKind.idle);
  }

  /** Room for one row, which is used again. */
  #rowOf(words: number): Int32Array {
    if (this.#row.length !== words) this.#row = new Int32Array(words);
    return this.#row;
  }

  /** The step of a leaf as plain values give it. */
  plainOutcome(leaf: number, index: number): Outcome | undefined {
    const { host, front, rows, turns } = this.#around;
    const { instance, script, origin = turns.origins[instance] } = host.leaves.leaf(leaf);
    return front.model
      .successors(rows.key(index))
      .find((outcome) => isOf(origin, outcome) && outcome.script.join() === script.join());
  }
}

/** Whether a leaf of this kind makes a successor. */
export function isStep(kind: Leaf['kind']): boolean {
  return kind === leafKind.step || kind === leafKind.failedStep;
}

function originOf({ action, by, params, event }: Origin): Origin {
  return { action, by, params, ...(event !== undefined && { event }) };
}

/** Whether a plain outcome is of this origin. */
function isOf(origin: Origin | undefined, { by, event, params }: Outcome): boolean {
  if (origin?.by !== by || origin.event !== event) return false;
  return origin.params === params || printValue(origin.params) === printValue(params);
}
