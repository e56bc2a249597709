/**
 * Kernels as code: the generic kernel for one width of rows, its loops over words unrolled and the
 * words of a state in locals. What is seldom needed (values not met before, turns that are not
 * remembered, failures, steps that break something) is left to the generic one.
 */

import type { Place } from '../store/state-table.ts';
import { assisted } from './generic-kernel.ts';
import type { FindSteps, Insert, Kernel, Scan } from './kernel.ts';
import {
  askFence,
  each,
  type Features,
  hashText,
  leave,
  leaveAll,
  makeAll,
  sort,
  walk,
  walkPredicate,
} from './kernel-pieces.ts';
import { stepsText } from './steps-source.ts';

/** Rows that are sorted before they are placed. */
const placedAtOnce = 1 << 18;

/** Wider rows are not unrolled. */
const widthMax = 12;

/** A kernel for one width. */
export interface Compiled {
  readonly kernel: Kernel;
  readonly insert: Insert;
  readonly place: Place;
  readonly scan: Scan;
  /** Absent where code is not generated. */
  readonly findSteps?: FindSteps;
}

/** Compiles the kernel for a width; undefined where code may not be generated. */
export function compile(width: number, features: Features): Compiled | undefined {
  if (width > widthMax) return undefined;
  try {
    // The text is made of nothing but numbers and the pieces in this file.
    const kernel = new Function(`'use strict'; return ${kernelText(width, features)}`);
    const insert = new Function(`'use strict'; return ${insertText(width)}`);
    const place = new Function(`'use strict'; return ${placeText(width)}`);
    const scan = new Function(`'use strict'; return ${scanText(width)}`);
    const findSteps = new Function(`'use strict'; return ${stepsText(width, features)}`);
    return {
      kernel: assisted(kernel() as Kernel),
      insert: insert() as Insert,
      place: place() as Place,
      scan: scan() as Scan,
      findSteps: findSteps() as FindSteps,
    };
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

/** Step properties that the state before answers alone need no look at the states after. */
const askBefore = (width: number) => `
    let open = 0;
    for (let p = 0; p < stepRoots.length; p += 1) {
      let asks = false;${walkPredicate(
        'stepRoots[p]',
        'rows[row + where]',
        `if (where >= ${width}) { openSteps[open] = at; open += 1; break; }`,
      )}
      if (asks) { left.place = 0; left.count = count; break states; }
    }`;

/** Leaves of one instance follow each other. */
const noteTried = `const instance = instances[leaf];
      if (instance !== lastInstance) { lastInstance = instance; tried[instance] += 1; }`;

const askAfter = (width: number) => `
      for (let p = 0; p < open; p += 1) {
        let asks = false;${walkPredicate(
          'openSteps[p]',
          `(where < ${width} ? rows[row + where] : words[offset + where - ${width}])`,
        )}
        if (asks) ${leave}
      }`;

/**
 * The text of a kernel. It calls nothing, so that every array stays where the processor found it:
 * a state that needs the host is left to the generic kernel, as a whole (`left.place` is -1) or from
 * one of its leaves on.
 */
export function kernelText(
  width: number,
  { hasFence, hasSteps, hasOperations, countsInstances, countsVisits }: Features,
): string {
  const writeCandidate = each(width, (i) => `words[offset + ${i}] = n${i};`);
  return `function kernel(host, from, to, limit) {
  const { table, tables, leaves, candidates, tally, recent, recentMask, left } = host;
  const { enabled, enabledIn, tried } = tally;
  const idle = -2 - enabled.length;
  const { rows } = table;
  const { childTab, children } = tables;
  const { word: groupWord, shift: groupShift, mask: groupMask, base: groupBase } = tables;
  const { entries: hashed, mask: hashedMask } = tables.hashed;
  const { records, hits, instances, ordinal, list } = leaves;
  ${hasOperations ? 'const { operations, operationsFrom, operationsTo } = leaves;' : ''}
  const { words, hashes, parents } = candidates;
  const root = host.root * 5;
  const stack = host.stack(0);
  const found = host.found(0);
  ${hasOperations ? 'const made = host.made(0);' : ''}
  ${hasFence ? 'const { fenceRoots } = host;' : ''}
  ${hasSteps ? 'const { stepRoots } = host; const openSteps = new Int32Array(stepRoots.length);' : ''}
  ${countsVisits ? 'const { visits } = tables; const path = host.path.numbers; const pathRoom = path.length;' : ''}
  const stackRoom = stack.length;
  const foundRoom = found.length;
  const room = hashes.length;
  let waitingRows = candidates.count;
  let generated = 0;
  let index = from;
  left.count = 0;
  states: for (; index < to; index += 1) {
    if (waitingRows >= limit) break;
    const row = index * ${width};
    ${walk(countsVisits)}
    if (count === 0 || waitingRows + count > room) ${leaveAll}
    ${sort}
    ${each(width, (i) => `const s${i} = rows[row + ${i}];`)}
    ${hasOperations ? makeAll(width) : ''}
    ${countsVisits ? 'for (let i = 0; i < passed; i += 1) visits[path[i]] += 1;' : ''}
    ${hasSteps ? askBefore(width) : ''}
    let steps = 0;
    let lastInstance = -1;
    for (let i = 0; i < count; i += 1) {
      const leaf = found[i];
      const record = leaf * ${2 * width + 1};
      const action = records[record];
      if (action <= idle) {
        const own = idle - action;
        if (enabledIn[own] !== index) { enabledIn[own] = index; enabled[own] += 1; }
        continue;
      }
      if (action < 0) ${leave}
      ${each(width, (i) => `const n${i} = ${hasOperations ? `made[i * ${width} + ${i}]` : `(s${i} & records[record + ${i + 1}]) | records[record + ${width + i + 1}]`};`)}
      const offset = waitingRows * ${width};
      ${hasFence ? `${writeCandidate}${askFence}` : ''}
      ${hasSteps ? `if (open > 0) { ${hasFence ? '' : writeCandidate}${askAfter(width)} }` : ''}
      if (enabledIn[action] !== index) { enabledIn[action] = index; enabled[action] += 1; }
      steps += 1;
      ${countsInstances ? noteTried : ''}
      generated += 1;
      hits[leaf] += 1;
      ${hashText(width, (i) => `n${i}`)}
      const cached = (h & recentMask) * ${width};
      if (${each(width, (i) => `recent[cached + ${i}] === n${i}`, ' && ')}) continue;
      ${each(width, (i) => `recent[cached + ${i}] = n${i};`)}
      ${hasFence ? '' : writeCandidate}
      hashes[waitingRows] = h;
      parents[waitingRows] = index;
      waitingRows += 1;
    }
    // All its turns are idle: the host is told that it ends here.
    if (steps === 0) { left.place = count; left.count = count; break; }
  }
  candidates.count = waitingRows;
  tally.generated += generated;
  return index;
}`;
}

export function insertText(width: number): string {
  return `function insert(table, candidates) {
  const { words, hashes, parents: from, count } = candidates;
  const { rows, parents, entries, mask } = table;
  const high = ~mask;
  let kept = table.count;
  let touched = 0;
  for (let i = 0; i < count; i += 1) touched |= entries[hashes[i] & mask];
  for (let i = 0; i < count; i += 1) {
    const hash = hashes[i];
    let slot = hash & mask;
    let entry = entries[slot];
    while (entry !== 0 && ((entry ^ hash) & high) !== 0) {
      slot = (slot + 1) & mask;
      entry = entries[slot];
    }
    if (entry !== 0) touched |= rows[((entry & mask) - 1) * ${width}];
  }
  for (let i = 0; i < count; i += 1) {
    const offset = i * ${width};
    ${each(width, (i) => `const n${i} = words[offset + ${i}];`)}
    const hash = hashes[i];
    let slot = hash & mask;
    for (;;) {
      const entry = entries[slot];
      if (entry === 0) {
        const row = kept * ${width};
        ${each(width, (i) => `rows[row + ${i}] = n${i};`)}
        parents[kept] = from[i];
        kept += 1;
        entries[slot] = (hash & high) | kept;
        break;
      }
      if (((entry ^ hash) & high) === 0) {
        const row = ((entry & mask) - 1) * ${width};
        if (${each(width, (i) => `rows[row + ${i}] === n${i}`, ' && ')}) break;
      }
      slot = (slot + 1) & mask;
    }
  }
  table.count = kept;
  return touched;
}`;
}

/**
 * Places rows some at a time, sorted by the part of the table to which they belong: a large table has
 * more pages than the processor remembers, and would be looked up page by page.
 */
function placeText(width: number): string {
  return `function place(rows, count, entries) {
  const mask = entries.length - 1;
  const high = ~mask;
  const part = Math.max(0, 32 - Math.clz32(mask) - 8);
  const chunk = Math.min(count, ${placedAtOnce});
  const hashes = new Int32Array(chunk);
  const order = new Int32Array(chunk);
  const ends = new Int32Array(257);
  for (let from = 0; from < count; from += chunk) {
    const some = Math.min(chunk, count - from);
    ends.fill(0);
    for (let i = 0; i < some; i += 1) {
      const row = (from + i) * ${width};
      ${hashText(width, (i) => `rows[row + ${i}]`)}
      hashes[i] = h;
      ends[((h & mask) >>> part) + 1] += 1;
    }
    for (let i = 1; i < 257; i += 1) ends[i] += ends[i - 1];
    for (let i = 0; i < some; i += 1) {
      const own = (hashes[i] & mask) >>> part;
      order[ends[own]] = i;
      ends[own] += 1;
    }
    for (let k = 0; k < some; k += 1) {
      const i = order[k];
      const hash = hashes[i];
      let slot = hash & mask;
      while (entries[slot] !== 0) slot = (slot + 1) & mask;
      entries[slot] = (hash & high) | (from + i + 1);
    }
  }
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
