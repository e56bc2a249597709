/**
 * The steps of expanded states as code: the walk of a kernel without anything that it counts, then a
 * look into the table for all successors at once, so that the waits for memory overlap. A state of
 * which anything is not known, or that has a step over the fence, is left as a whole.
 */
import {
  askFence,
  each,
  type Features,
  hashText,
  leaveAll,
  makeAll,
  sort,
  walk,
} from './kernel-pieces.ts';

/** The text of a function that finds steps, for rows of a width. */
export function stepsText(width: number, { hasFence, hasOperations }: Features): string {
  return `function findSteps(host, from, to, steps) {
  const { table, tables, leaves, tally, left } = host;
  const idle = -2 - tally.enabled.length;
  const { rows } = table;
  const { childTab, children } = tables;
  const { word: groupWord, shift: groupShift, mask: groupMask, base: groupBase } = tables;
  const { entries: hashed, mask: hashedMask } = tables.hashed;
  const { records, ordinal, list } = leaves;
  ${hasOperations ? 'const { operations, operationsFrom, operationsTo } = leaves; const made = host.made(0);' : ''}
  ${hasFence ? 'const { fenceRoots } = host;' : ''}
  const { words, hashes, actions, ends } = steps;
  const root = host.root * 5;
  const stack = host.stack(0);
  const found = host.found(0);
  const stackRoom = stack.length;
  const foundRoom = found.length;
  const room = hashes.length;
  let next = 0;
  let index = from;
  let known = 0;
  left.count = 0;
  states: for (; index < to; index += 1) {
    const row = index * ${width};
    ${walk(false)}
    if (next + count > room) break;
    ${sort}
    ${each(width, (i) => `const s${i} = rows[row + ${i}];`)}
    ${hasOperations ? makeAll(width) : ''}
    for (let i = 0; i < count; i += 1) {
      const leaf = found[i];
      const record = leaf * ${2 * width + 1};
      const action = records[record];
      if (action <= idle) continue;
      if (action < 0) ${leaveAll}
      const offset = next * ${width};
      ${each(width, (i) => `const n${i} = ${hasOperations ? `made[i * ${width} + ${i}]` : `(s${i} & records[record + ${i + 1}]) | records[record + ${width + i + 1}]`};`)}
      ${each(width, (i) => `words[offset + ${i}] = n${i};`)}
      ${hasFence ? askFence : ''}
      ${hashText(width, (i) => `n${i}`)}
      hashes[next] = h;
      actions[next] = action;
      next += 1;
    }
    known = next;
    ends[index - from] = next;
  }
  ${locate(width)}
  return index;
}`;
}

/** Looks up the first `known` successors, all of which are kept. */
const locate = (width: number) => `
  const { entries, mask } = table;
  const { targets } = steps;
  const high = ~mask;
  let touched = 0;
  for (let i = 0; i < known; i += 1) touched |= entries[hashes[i] & mask];
  for (let i = 0; i < known; i += 1) {
    const hash = hashes[i];
    let slot = hash & mask;
    let entry = entries[slot];
    while (entry !== 0 && ((entry ^ hash) & high) !== 0) {
      slot = (slot + 1) & mask;
      entry = entries[slot];
    }
    targets[i] = slot;
    if (entry !== 0) touched |= rows[((entry & mask) - 1) * ${width}];
  }
  for (let i = 0; i < known; i += 1) {
    const hash = hashes[i];
    const offset = i * ${width};
    for (let slot = targets[i]; ; slot = (slot + 1) & mask) {
      const entry = entries[slot];
      if (entry === 0) { targets[i] = -1; break; }
      if (((entry ^ hash) & high) !== 0) continue;
      const row = ((entry & mask) - 1) * ${width};
      if (${each(width, (i) => `rows[row + ${i}] === words[offset + ${i}]`, ' && ')}) {
        targets[i] = (entry & mask) - 1;
        break;
      }
    }
  }
  steps.touched = touched;`;
