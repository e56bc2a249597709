/**
 * Kernels as code: the generic kernel for one width of rows, its loops over words unrolled and the
 * words of a state in locals. What is seldom needed (values not met before, turns that are not
 * remembered, failures, steps that break something) is left to the host.
 */

import { makeRoom } from './generic-kernel.ts';
import type { Insert, Kernel, Scan } from './kernel.ts';

/** Wider rows are not unrolled. */
const widthMax = 12;

/** A kernel for one width. */
export interface Compiled {
  readonly kernel: Kernel;
  readonly insert: Insert;
  readonly scan: Scan;
}

/** Compiles the kernel for a width; undefined where code may not be generated. */
export function compile(width: number): Compiled | undefined {
  if (width > widthMax) return undefined;
  try {
    // The text is made of nothing but numbers and the pieces in this file.
    const kernel = new Function('makeRoom', `'use strict'; return ${kernelText(width)}`);
    const insert = new Function(`'use strict'; return ${insertText(width)}`);
    const scan = new Function(`'use strict'; return ${scanText(width)}`);
    return {
      kernel: kernel(makeRoom) as Kernel,
      insert: insert() as Insert,
      scan: scan() as Scan,
    };
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function each(width: number, text: (i: number) => string, between = '\n'): string {
  return Array.from({ length: width }, (_, i) => text(i)).join(between);
}

/** Walks from a child to an answer; what is not known there must be asked. */
const walkPredicate = (from: string, word: string, stop = '') => `
  let number = ${from};
  for (;;) {
    const place = number * 5;
    if (children[place] === -2) {
      if (children[place + 1] !== 1) asks = true;
      break;
    }
    if (children[place + 4] >= 0) { asks = true; break; }
    const group = children[place + 2];
    const where = groupWord[group];
    ${stop}
    const value = (${word} >>> groupShift[group]) & groupMask[group];
    const base = groupBase[group];
    number = base >= 0 ? childTab[base + value] : hashed.find(group, value);
    if (number === 0) { asks = true; break; }
  }`;

/**
 * Takes the arrays anew after the host may have replaced them. This is text, not a closure: variables
 * that a closure assigns do not stay in registers.
 */
const reload = `
    stack = host.stack(0);
    found = host.found(0);
    childTab = tables.childTab;
    groupWord = tables.word;
    groupShift = tables.shift;
    groupMask = tables.mask;
    groupBase = tables.base;
    children = tables.children;
    records = leaves.records;
    hits = leaves.hits;
    ordinal = leaves.ordinal;
    words = candidates.words;
    hashes = candidates.hashes;
    parents = candidates.parents;`;

export function kernelText(width: number): string {
  return `function kernel(host, from, to, limit) {
  const { table, tables, leaves, candidates, tally, recentMask } = host;
  const { enabled } = tally;
  const { rows } = table;
  const { hashed } = tables;
  const recent = host.recent;
  const root = host.root * 5;
  const openSteps = new Int32Array(host.stepRoots.length);
  const hasFence = host.hasFence;
  let stack, found, childTab, groupWord, groupShift, groupMask, groupBase, children;
  let records, hits, ordinal, words, hashes, parents;
  ${reload}
  let waitingRows = candidates.count;
  let generated = 0;
  let index = from;
  states: for (; index < to; index += 1) {
    if (waitingRows >= limit) break;
    const row = index * ${width};
    let waiting = 0;
    let count = 0;
    let place = root;
    for (;;) {
      const groupTo = children[place + 3];
      const leafTo = children[place + 1];
      let group = children[place + 2];
      let leaf = children[place];
      if (waiting + groupTo - group > stack.length) stack = host.stack(waiting + groupTo - group);
      if (count + leafTo - leaf > found.length) found = host.found(count + leafTo - leaf);
      for (let last = groupTo - 1; last >= group; last -= 1) { stack[waiting] = last; waiting += 1; }
      for (; leaf < leafTo; leaf += 1) { found[count] = leaf; count += 1; }
      if (children[place + 4] >= 0) {
        count = host.direct(children[place + 4], index, found, count);
        if (count < 0) break states;
        ${reload}
      }
      if (waiting === 0) break;
      waiting -= 1;
      group = stack[waiting];
      const value = (rows[row + groupWord[group]] >>> groupShift[group]) & groupMask[group];
      const base = groupBase[group];
      let number = base >= 0 ? childTab[base + value] : hashed.find(group, value);
      if (number === 0) {
        number = host.miss(group, value, index);
        if (number < 0) break states;
        ${reload}
      }
      place = number * 5;
    }
    if (count === 0) {
      tally.ends += 1;
      host.end(index);
      ${reload}
      continue;
    }
    for (let i = 1; i < count; i += 1) {
      const leaf = found[i];
      const own = ordinal[leaf];
      let place = i;
      while (place > 0 && ordinal[found[place - 1]] > own) {
        found[place] = found[place - 1];
        place -= 1;
      }
      found[place] = leaf;
    }
    if (waitingRows + count > hashes.length) {
      candidates.count = waitingRows;
      makeRoom(host, count);
      ${reload}
    }
    ${each(width, (i) => `const s${i} = rows[row + ${i}];`)}
    // Step properties that the state before answers alone need no look at the states after.
    const roots = host.stepRoots;
    let asksSteps = false;
    let open = 0;
    for (let p = 0; p < roots.length; p += 1) {
      let asks = false;${walkPredicate(
        'roots[p]',
        'rows[row + where]',
        `if (where >= ${width}) { openSteps[open] = number; open += 1; break; }`,
      )}
      if (asks) asksSteps = true;
    }
    const isAsked = hasFence || asksSteps || open > 0;
    let lastAction = -0x7fffffff;
    let failed = false;
    for (let i = 0; i < count; i += 1) {
      const leaf = found[i];
      const record = leaf * ${2 * width + 1};
      const code = records[record];
      if (code !== lastAction) {
        const action = code < 0 ? -1 - code : code;
        if (action !== lastAction && action < enabled.length) {
          lastAction = action;
          enabled[action] += 1;
        }
        if (code < 0) {
          host.failed(leaf, index);
          failed = true;
          continue;
        }
      }
      ${each(width, (i) => `const n${i} = (s${i} & records[record + ${i + 1}]) | records[record + ${width + i + 1}];`)}
      const offset = waitingRows * ${width};
      if (isAsked) { ${each(width, (i) => `words[offset + ${i}] = n${i};`)} }
      if (hasFence) {
        const roots = host.fenceRoots;
        let asks = false;
        for (let p = 0; p < roots.length && !asks; p += 1) {${walkPredicate('roots[p]', 'words[offset + where]')}
        }
        const where = asks ? host.standing(leaf, index, words, offset) : 1;
        if (asks) { ${reload} }
        if (where === 2) { failed = true; continue; }
        if (where === 0) {
          generated += 1;
          tally.fenced += 1;
          hits[leaf] += 1;
          continue;
        }
      }
      if (asksSteps || open > 0) {
        let asks = asksSteps;
        for (let p = 0; p < open && !asks; p += 1) {${walkPredicate(
          'openSteps[p]',
          `(where < ${width} ? rows[row + where] : words[offset + where - ${width}])`,
        )}
        }
        if (asks) { host.step(index, words, offset); ${reload} }
      }
      generated += 1;
      hits[leaf] += 1;
      ${hashText(width, (i) => `n${i}`)}
      const cached = (h & recentMask) * ${width};
      if (${each(width, (i) => `recent[cached + ${i}] === n${i}`, ' && ')}) continue;
      ${each(width, (i) => `recent[cached + ${i}] = n${i};`)}
      ${each(width, (i) => `words[offset + ${i}] = n${i};`)}
      hashes[waitingRows] = h;
      parents[waitingRows] = index;
      waitingRows += 1;
    }
    if (failed) tally.failed += 1;
  }
  candidates.count = waitingRows;
  tally.generated += generated;
  return index;
}`;
}

/** The same hash as \`hashRow\`. */
function hashText(width: number, word: (i: number) => string): string {
  return `let h = 0;
      ${each(width, (i) => `h = Math.imul(h ^ ${word(i)}, 0x9e3779b1); h ^= h >>> 15;`)}
      h = Math.imul(h, 0x85ebca6b);
      h ^= h >>> 13;`;
}

export function insertText(width: number): string {
  return `function insert(table, candidates) {
  const { words, hashes, parents: from, count } = candidates;
  const { rows, parents, entries, mask } = table;
  let kept = table.count;
  let touched = 0;
  for (let i = 0; i < count; i += 1) touched |= entries[hashes[i] & mask];
  for (let i = 0; i < count; i += 1) {
    const entry = entries[hashes[i] & mask];
    if (entry !== 0) touched |= rows[(entry - 1) * ${width}];
  }
  for (let i = 0; i < count; i += 1) {
    const offset = i * ${width};
    ${each(width, (i) => `const n${i} = words[offset + ${i}];`)}
    let slot = hashes[i] & mask;
    for (;;) {
      const entry = entries[slot];
      if (entry === 0) {
        const row = kept * ${width};
        ${each(width, (i) => `rows[row + ${i}] = n${i};`)}
        parents[kept] = from[i];
        kept += 1;
        entries[slot] = kept;
        break;
      }
      const row = (entry - 1) * ${width};
      if (${each(width, (i) => `rows[row + ${i}] === n${i}`, ' && ')}) break;
      slot = (slot + 1) & mask;
    }
  }
  table.count = kept;
  return touched;
}`;
}

function scanText(width: number): string {
  return `function scan(table, cache, expected, from, to) {
  const { rows } = table;
  const { entries, masks, mask } = cache;
  const known = expected + 1;
  if (masks.length !== ${width}) return from;
  ${each(width, (i) => `const m${i} = masks[${i}];`)}
  for (let index = from; index < to; index += 1) {
    const row = index * ${width};
    ${each(width, (i) => `const w${i} = rows[row + ${i}] & m${i};`)}
    ${hashText(width, (i) => `w${i}`)}
    const place = (h & mask) * ${width + 1};
    if (entries[place + ${width}] !== known) return index;
    if (${each(width, (i) => `entries[place + ${i}] !== w${i}`, ' || ')}) return index;
  }
  return to;
}`;
}
