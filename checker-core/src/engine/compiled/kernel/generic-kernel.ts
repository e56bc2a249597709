import type { AnswerCache } from '../memo/answer-cache.ts';
import { child, childSize } from '../memo/group-tables.ts';
import { at } from '../store/numbers.ts';
import type { Place, StateTable } from '../store/state-table.ts';
import { hashRow } from '../store/state-table.ts';
import { type Candidates, type Kernel, type KernelHost, standing } from './kernel.ts';

/** Expands states by loops over the words of their rows: for every width, where code is not generated. */
export function genericKernel(host: KernelHost, from: number, to: number, limit: number): number {
  for (let index = from; index < to; index += 1) {
    if (host.candidates.count >= limit) return index;
    const count = findLeaves(host, index);
    if (count < 0) return index;
    if (count === 0) {
      host.tally.ends += 1;
      host.end(index);
    } else if (host.hasSymmetry && !representAll(host, index, count)) return index;
    else takeSteps(host, index, count);
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
  let stack = host.stack(0);
  let found = host.found(0);
  let waiting = 0;
  let count = 0;
  for (let number = host.root; ; ) {
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
      found[count] = leaf;
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
  const { leaves, tally } = host;
  const found = host.found(0);
  makeRoom(host, count);
  const codeOf = (leaf: number) => at(leaves.records, leaf * leaves.size);
  let failed = false;
  let lastAction = from > 0 ? codeOf(at(found, from - 1)) : -1;
  for (let i = from; i < count; i += 1) {
    const leaf = at(found, i);
    const code = codeOf(leaf);
    const action = code < 0 ? -1 - code : code;
    if (action !== lastAction && action < tally.enabled.length) {
      lastAction = action;
      tally.enabled[action] = at(tally.enabled, action) + 1;
    }
    if (code < 0) {
      host.failed(leaf, index);
      failed = true;
    } else if (!takeStep(host, index, leaf, i)) failed = true;
  }
  if (failed) tally.failed += 1;
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

/** Finds the representatives of all successors, before anything counts. */
function representAll(host: KernelHost, index: number, count: number): boolean {
  const { width } = host.table;
  const found = host.found(0);
  const rows = host.represented(count * width);
  for (let i = 0; i < count; i += 1) {
    const leaf = at(found, i);
    if (at(host.leaves.records, leaf * host.leaves.size) < 0) continue;
    applyLeaf(host, index, leaf, rows, i * width);
    if (!host.represent(rows, i * width)) return false;
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
  if (host.hasFence) {
    const where = host.standing(leaf, index, words, offset);
    if (where !== standing.inside) return countOutside(host, leaf, where);
  }
  if (host.stepRoots.length > 0) host.step(index, words, offset);
  if (host.hasSymmetry) {
    const from = place * width;
    words.set(host.represented(0).subarray(from, from + width), offset);
  }
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
