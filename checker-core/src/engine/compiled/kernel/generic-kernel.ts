import type { AnswerCache } from '../memo/answer-cache.ts';
import { child, childSize } from '../memo/group-tables.ts';
import { leafKind } from '../memo/leaves.ts';
import { at, grown } from '../store/numbers.ts';
import type { Place, StateTable } from '../store/state-table.ts';
import { hashRow } from '../store/state-table.ts';
import {
  type Candidates,
  type Kernel,
  type KernelHost,
  type Path,
  standing,
  type Tally,
} from './kernel.ts';

/** Expands states by loops over the words of their rows: for every width, where code is not generated. */
export function genericKernel(host: KernelHost, from: number, to: number, limit: number): number {
  for (let index = from; index < to; index += 1) {
    if (host.candidates.count >= limit) return index;
    const count = findLeaves(host, index);
    if (count < 0) return index;
    if (count > 0 && !makeAll(host, index, count)) return index;
    countVisits(host);
    if (count === 0) {
      host.tally.ends += 1;
      host.end(index);
    } else takeSteps(host, index, count);
  }
  return to;
}

/** Lets a kernel that calls nothing leave single states, or the rest of one, to the generic kernel. */
export function assisted(kernel: Kernel): Kernel {
  return (host, from, to, limit) => {
    const { left } = host;
    for (let index = from; ; index += 1) {
      index = kernel(host, index, to, limit);
      if (left.count === 0) return index;
      if (left.place >= 0) takeSteps(host, index, left.count, left.place);
      else if (genericKernel(host, index, index + 1, Number.POSITIVE_INFINITY) === index) {
        return index;
      }
    }
  };
}

/** Collects the leaves of a state in the order of semantics; -1 when the rows need a new layout. */
export function findLeaves(host: KernelHost, index: number): number {
  const { tables, table, leaves } = host;
  const offset = index * table.width;
  host.blocked?.beginState();
  host.path.count = 0;
  let stack = host.stack(0);
  let found = host.found(0);
  let waiting = 0;
  let count = 0;
  for (let number = host.root; ; ) {
    if (host.blocked) pass(host.path, number);
    const place = number * childSize;
    const { children } = tables;
    const groupTo = at(children, place + child.groupTo);
    const leafTo = at(children, place + child.leafTo);
    const groupFrom = at(children, place + child.groupFrom);
    const leafFrom = at(children, place + child.leafFrom);
    if (waiting + groupTo - groupFrom > stack.length) {
      stack = host.stack(waiting + groupTo - groupFrom);
    }
    if (count + leafTo - leafFrom > found.length) found = host.found(count + leafTo - leafFrom);
    for (let group = groupTo - 1; group >= groupFrom; group -= 1) {
      stack[waiting] = group;
      waiting += 1;
    }
    for (let leaf = leafFrom; leaf < leafTo; leaf += 1) {
      found[count] = at(leaves.list, leaf);
      count += 1;
    }
    const direct = at(children, place + child.direct);
    if (direct >= 0) {
      count = host.direct(direct, index, found, count);
      if (count < 0) return -1;
      found = host.found(0);
    }
    if (waiting === 0) break;
    waiting -= 1;
    const group = at(stack, waiting);
    const word = at(table.rows, offset + at(tables.word, group));
    const value = (word >>> at(tables.shift, group)) & at(tables.mask, group);
    number = tables.find(group, value) || host.miss(group, value, index);
    if (number < 0) return -1;
  }
  sortByOrdinal(found, count, leaves.ordinal);
  return count;
}

function pass(path: Path, number: number): void {
  path.numbers = grown(path.numbers, path.count + 1);
  path.numbers[path.count] = number;
  path.count += 1;
}

/** Counts the state at all children by which it came. */
function countVisits({ blocked, path, tables }: KernelHost): void {
  if (!blocked) return;
  for (let i = 0; i < path.count; i += 1) {
    const number = at(path.numbers, i);
    tables.visits[number] = at(tables.visits, number) + 1;
  }
  blocked.endState();
}

function sortByOrdinal(found: Int32Array, count: number, ordinal: Float64Array): void {
  for (let i = 1; i < count; i += 1) {
    const leaf = at(found, i);
    const own = at(ordinal, leaf);
    let place = i;
    while (place > 0 && at(ordinal, at(found, place - 1)) > own) {
      found[place] = at(found, place - 1);
      place -= 1;
    }
    found[place] = leaf;
  }
}

/** Makes the successors of a state from one of its leaves on and lets the new ones wait. */
function takeSteps(host: KernelHost, index: number, count: number, from = 0): void {
  const { tally } = host;
  const found = host.found(0);
  makeRoom(host, count);
  let failed = false;
  let lastInstance = from > 0 ? instanceOf(host, at(found, from - 1)) : -1;
  for (let i = from; i < count; i += 1) {
    const leaf = at(found, i);
    if (leaf < 0) {
      host.undone(-1 - leaf, index);
      failed = true;
      continue;
    }
    const instance = instanceOf(host, leaf);
    const isCounted = instance !== lastInstance && instance < tally.tried.length;
    if (isCounted) tally.tried[instance] = at(tally.tried, instance) + 1;
    lastInstance = instance;
    const code = codeOf(host, leaf);
    const actions = tally.enabled.length;
    const action = code >= 0 ? code : code < -1 - actions ? -2 - actions - code : -1 - code;
    const isStep = code >= 0 || host.leaves.leaf(leaf).kind === leafKind.failedStep;
    noteEnabled(tally, isStep ? host.leaves.leaf(leaf).action : action, index);
    if (isFailed(host, leaf)) {
      host.failed(leaf, index);
      failed = true;
    }
    if (isStep && !takeStep(host, index, leaf, i)) failed = true;
  }
  if (failed) tally.failed += 1;
  endWithoutSteps(host, index, count);
}

/** Whether a leaf tells of a failure. */
function isFailed(host: KernelHost, leaf: number): boolean {
  const code = codeOf(host, leaf);
  return code < 0 && code >= -1 - host.tally.enabled.length;
}

function instanceOf({ leaves }: KernelHost, leaf: number): number {
  return at(leaves.instances, leaf < 0 ? -1 - leaf : leaf);
}

function codeOf({ leaves }: KernelHost, leaf: number): number {
  return at(leaves.records, leaf * leaves.size);
}

function noteEnabled(tally: Tally, action: number, index: number): void {
  if (action < 0 || action >= tally.enabled.length) return;
  if (at(tally.enabledIn, action) === index) return;
  tally.enabledIn[action] = index;
  tally.enabled[action] = at(tally.enabled, action) + 1;
}

/** A state whose turns are all idle has no steps. */
function endWithoutSteps(host: KernelHost, index: number, count: number): void {
  const found = host.found(0);
  for (let i = 0; i < count; i += 1) {
    const leaf = at(found, i);
    if (leaf < 0 || codeOf(host, leaf) >= -1 - host.tally.enabled.length) return;
  }
  host.tally.ends += 1;
  host.end(index);
}

/** Writes the successor that a leaf makes of a state. */
export function applyLeaf(
  { table, leaves }: KernelHost,
  index: number,
  leaf: number,
  words: Int32Array,
  offset: number,
): void {
  const { width, rows } = table;
  const { records, size } = leaves;
  const bits = leaf * size + 1;
  for (let i = 0; i < width; i += 1) {
    const kept = at(rows, index * width + i) & at(records, bits + i);
    words[offset + i] = kept | at(records, bits + width + i);
  }
}

/** Applies the operations of a leaf to a row: 1, or the first number that is none. */
export function applyOperations(
  host: KernelHost,
  leaf: number,
  words: Int32Array,
  offset: number,
): number {
  const { leaves, tables } = host;
  const to = at(leaves.operationsTo, leaf);
  for (let place = at(leaves.operationsFrom, leaf); place < to; place += 1) {
    const operation = at(leaves.operations, place);
    const where = offset + at(tables.word, operation);
    const shift = at(tables.shift, operation);
    const mask = at(tables.mask, operation);
    const word = at(words, where);
    const value = (word >>> shift) & mask;
    const made = tables.find(operation, value) || host.operate(operation, value);
    if (made <= 0) return made;
    words[where] = (word & ~(mask << shift)) | ((made - 1) << shift);
  }
  return 1;
}

/**
 * Makes all successors before anything counts, where that can fail: by operations, or by symmetry.
 * A leaf whose operations cannot be done is turned into -1 minus itself.
 */
function makeAll(host: KernelHost, index: number, count: number): boolean {
  if (!host.hasSymmetry && !host.hasOperations) return true;
  const { width } = host.table;
  const found = host.found(0);
  const rows = host.made(count * width);
  for (let i = 0; i < count; i += 1) {
    const leaf = at(found, i);
    if (codeOf(host, leaf) < 0 && host.leaves.leaf(leaf).kind !== leafKind.failedStep) continue;
    applyLeaf(host, index, leaf, rows, i * width);
    const made = host.hasOperations ? applyOperations(host, leaf, rows, i * width) : 1;
    if (made === 0) return false;
    if (made < 0) found[i] = -1 - leaf;
    else if (host.hasSymmetry && !host.represent(rows, i * width)) return false;
  }
  return true;
}

/** Makes one successor; false when the fence could not be asked about it. */
function takeStep(host: KernelHost, index: number, leaf: number, place: number): boolean {
  const { table, leaves, candidates, tally, recent } = host;
  const { width } = table;
  const { words } = candidates;
  const offset = candidates.count * width;
  applyLeaf(host, index, leaf, words, offset);
  if (host.hasOperations) copyMade(host, place, offset);
  if (host.hasFence) {
    const where = host.standing(leaf, index, words, offset);
    if (where !== standing.inside) return countOutside(host, leaf, where);
  }
  if (host.stepRoots.length > 0) host.step(index, words, offset);
  if (host.hasSymmetry) copyMade(host, place, offset);
  const hash = hashRow(words, offset, width);
  const cached = (hash & host.recentMask) * width;
  let isRecent = true;
  for (let i = 0; i < width; i += 1) {
    if (at(recent, cached + i) !== at(words, offset + i)) isRecent = false;
  }
  tally.generated += 1;
  leaves.hits[leaf] = at(leaves.hits, leaf) + 1;
  if (isRecent) return true;
  for (let i = 0; i < width; i += 1) recent[cached + i] = at(words, offset + i);
  candidates.hashes[candidates.count] = hash;
  candidates.parents[candidates.count] = index;
  candidates.count += 1;
  return true;
}

function copyMade(host: KernelHost, place: number, offset: number): void {
  const { width } = host.table;
  const made = host.made(0);
  const { words } = host.candidates;
  for (let i = 0; i < width; i += 1) words[offset + i] = at(made, place * width + i);
}

function countOutside(host: KernelHost, leaf: number, where: number): boolean {
  if (where === standing.refused) return false;
  const { tally, leaves } = host;
  tally.generated += 1;
  tally.fenced += 1;
  leaves.hits[leaf] = at(leaves.hits, leaf) + 1;
  return true;
}

/** Lets more candidates wait. */
export function makeRoom({ candidates, table }: KernelHost, more: number): void {
  const needed = candidates.count + more;
  if (needed <= candidates.hashes.length) return;
  const size = Math.max(needed, 2 * candidates.hashes.length);
  const words = new Int32Array(size * table.width);
  words.set(candidates.words);
  const hashes = new Int32Array(size);
  hashes.set(candidates.hashes);
  const parents = new Int32Array(size);
  parents.set(candidates.parents);
  Object.assign(candidates, { words, hashes, parents });
}

/** Puts candidates into the table in three passes, so that the waits for memory overlap. */
export function genericInsert(table: StateTable, candidates: Candidates): number {
  const { words, hashes, parents, count } = candidates;
  const { rows, width, entries, mask } = table;
  let touched = 0;
  for (let i = 0; i < count; i += 1) touched |= at(entries, at(hashes, i) & mask);
  for (let i = 0; i < count; i += 1) {
    const entry = at(entries, at(hashes, i) & mask);
    if (entry !== 0) touched |= at(rows, ((entry & mask) - 1) * width);
  }
  for (let i = 0; i < count; i += 1) {
    table.insert(words, i * width, at(hashes, i), at(parents, i));
  }
  return touched;
}

/** Fills an empty table with rows of a width. */
export const genericPlace =
  (width: number): Place =>
  (rows, count, entries) => {
    const mask = entries.length - 1;
    for (let number = 0; number < count; number += 1) {
      const hash = hashRow(rows, number * width, width);
      let slot = hash & mask;
      while (at(entries, slot) !== 0) slot = (slot + 1) & mask;
      entries[slot] = (hash & ~mask) | (number + 1);
    }
  };

/** Looks for a state with another or an unknown answer. */
export function genericScan(
  table: StateTable,
  cache: AnswerCache,
  expected: number,
  from: number,
  to: number,
): number {
  for (let index = from; index < to; index += 1) {
    if (cache.find(table.rows, index * table.width) !== expected) return index;
  }
  return to;
}
