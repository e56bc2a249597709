/** Pieces of text of which the code of kernels is made. */

/** A piece of text for each word of a row. */
export function each(width: number, text: (i: number) => string, between = '\n'): string {
  return Array.from({ length: width }, (_, i) => text(i)).join(between);
}

/** What the model of a kernel has; the text of a kernel does without the rest. */
export interface Features {
  readonly hasFence: boolean;
  readonly hasSteps: boolean;
  readonly hasOperations: boolean;
  readonly countsInstances: boolean;
  readonly countsVisits: boolean;
}

/** Looks for a group's child in the table of hashed groups, as `HashedChildren.find` does. */
const findHashed = `
      let h = Math.imul(group, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b);
      h ^= h >>> 15;
      h = Math.imul(h, 0xc2b2ae35) ^ (h >>> 13);
      for (let slot = h & hashedMask; ; slot = (slot + 1) & hashedMask) {
        number = hashed[slot * 3 + 2];
        if (number === 0 || (hashed[slot * 3] === group && hashed[slot * 3 + 1] === value)) break;
      }`;

/** Finds the child of `group` for a value; 0 for none. */
const find = (value: string) => `
    const value = ${value};
    const base = groupBase[group];
    let number = 0;
    if (base >= 0) number = childTab[base + value];
    else {${findHashed}
    }`;

/** Walks from a child to an answer; what is not known there must be asked. */
export const walkPredicate = (from: string, word: string, stop = '') => `
  let at = ${from};
  for (;;) {
    const place = at * 5;
    if (children[place] === -2) {
      if (children[place + 1] !== 1) asks = true;
      break;
    }
    if (children[place + 4] >= 0) { asks = true; break; }
    const group = children[place + 2];
    const where = groupWord[group];
    ${stop}
    ${find(`(${word} >>> groupShift[group]) & groupMask[group]`)}
    if (number === 0) { asks = true; break; }
    at = number;
  }`;

/** Notes a child; the state counts there when all its turns are known. */
const passChild = `
      if (passed === pathRoom) { left.place = -1; left.count = 1; break states; }
      path[passed] = place / 5;
      passed += 1;`;

/** Leaves a state to the host as a whole. */
export const leaveAll = '{ left.place = -1; left.count = 1; break states; }';

/** Leaves the rest of a state to the host, from this leaf on. */
export const leave = '{ left.place = i; left.count = count; break states; }';

/** Leaves a state whose successor may not lie inside the fence. */
export const askFence = `
      for (let p = 0; p < fenceRoots.length; p += 1) {
        let asks = false;${walkPredicate('fenceRoots[p]', 'words[offset + where]')}
        if (asks) ${leave}
      }`;

/** Collects the leaves of the state whose row begins at `row`. */
export const walk = (countsVisits: boolean) => `
    let waiting = 0;
    let count = 0;
    let place = root;
    ${countsVisits ? 'let passed = 0;' : ''}
    for (;;) {
      ${countsVisits ? passChild : ''}
      const groupTo = children[place + 3];
      const leafTo = children[place + 1];
      let group = children[place + 2];
      let leaf = children[place];
      if (
        waiting + groupTo - group > stackRoom ||
        count + leafTo - leaf > foundRoom ||
        children[place + 4] >= 0
      ) ${leaveAll}
      for (let last = groupTo - 1; last >= group; last -= 1) { stack[waiting] = last; waiting += 1; }
      for (; leaf < leafTo; leaf += 1) { found[count] = list[leaf]; count += 1; }
      if (waiting === 0) break;
      waiting -= 1;
      group = stack[waiting];
      ${find('(rows[row + groupWord[group]] >>> groupShift[group]) & groupMask[group]')}
      if (number === 0) ${leaveAll}
      place = number * 5;
    }`;

/** Puts the leaves into the order of semantics. */
export const sort = `
    for (let i = 1; i < count; i += 1) {
      const leaf = found[i];
      const own = ordinal[leaf];
      let place = i;
      while (place > 0 && ordinal[found[place - 1]] > own) {
        found[place] = found[place - 1];
        place -= 1;
      }
      found[place] = leaf;
    }`;

/**
 * Makes all successors before anything counts. An operation that is not known leaves the state, and
 * so does a turn that failed: it may have made a step nevertheless.
 */
export const makeAll = (width: number) => `
    if (count * ${width} > made.length) ${leaveAll}
    for (let i = 0; i < count; i += 1) {
      const leaf = found[i];
      const record = leaf * ${2 * width + 1};
      if (records[record] <= idle) continue;
      if (records[record] < 0) ${leaveAll}
      const offset = i * ${width};
      ${each(width, (i) => `made[offset + ${i}] = (s${i} & records[record + ${i + 1}]) | records[record + ${width + i + 1}];`)}
      const operationTo = operationsTo[leaf];
      for (let next = operationsFrom[leaf]; next < operationTo; next += 1) {
        const group = operations[next];
        const where = offset + groupWord[group];
        const shift = groupShift[group];
        const mask = groupMask[group];
        const word = made[where];
        ${find('(word >>> shift) & mask')}
        if (number <= 0) ${leaveAll}
        made[where] = (word & ~(mask << shift)) | ((number - 1) << shift);
      }
    }`;

/** The same hash as `hashRow`, as \`h\`. */
export function hashText(width: number, word: (i: number) => string): string {
  return `let h = 0;
      ${each(width, (i) => `h = Math.imul(h ^ ${word(i)}, 0x9e3779b1); h ^= h >>> 15;`)}
      h = Math.imul(h, 0x85ebca6b);
      h ^= h >>> 13;`;
}
