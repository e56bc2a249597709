import { printPath, printValue } from '../values/print.ts';
import type { Explored } from './explored.ts';
import type { PathStep } from './field.ts';
import type { Grouping } from './grouping.ts';
import { keyOf } from './quotient.ts';
import type { CellDetails, CellKey, CellSample } from './view.ts';

/** Samples of a cell: its shallowest, a seeded random one, its deepest state. */
export function cellDetailsOf(explored: Explored, grouping: Grouping, key: CellKey): CellDetails {
  const cell = grouping.cells.findIndex((classes) => keyOf(classes) === key);
  const samples = cell < 0 ? [] : sampled(explored, grouping.cellOf, cell);
  return { kind: 'cell', key, samples: samples.map((index) => sampleOf(explored, index)) };
}

/** Different states of a cell, in the order of their depth. */
function sampled(explored: Explored, cellOf: Uint16Array, cell: number): readonly number[] {
  let shallowest = -1;
  let deepest = -1;
  cellOf.forEach((other, index) => {
    if (other !== cell) return;
    if (shallowest < 0 || explored.depth(index) < explored.depth(shallowest)) shallowest = index;
    if (deepest < 0 || explored.depth(index) >= explored.depth(deepest)) deepest = index;
  });
  let between = -1;
  cellOf.forEach((other, index) => {
    if (other !== cell || index === shallowest || index === deepest) return;
    if (between < 0 || scramble(index) < scramble(between)) between = index;
  });
  return [...new Set([shallowest, between, deepest])].filter((index) => index >= 0);
}

/** A fixed pseudo-random number of 32 bits for each index (the finaliser of MurmurHash3). */
function scramble(index: number): number {
  let bits = index ^ 0x9e3779b9;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function sampleOf(explored: Explored, index: number): CellSample {
  const fields: Row[] = [];
  flatten(explored.state(index), [], fields);
  return { depth: explored.depth(index), expanded: explored.isExpanded(index), fields };
}

type Row = CellSample['fields'][number];

/** Whatever lies deeper stands in one row. */
const nestingMax = 6;

/** No longer table is sent. */
const rowsMax = 200;

/** Longer values are cut. */
const valueLengthMax = 120;

/** A row for each part that has no parts of its own. */
function flatten(value: unknown, path: readonly PathStep[], rows: Row[]): void {
  if (rows.length === rowsMax) return;
  const parts = path.length < nestingMax ? partsOf(value) : [];
  if (parts.length === 0) {
    rows.push({ path: printPath(path), value: printValue(value, valueLengthMax) });
  }
  for (const [key, part] of parts) flatten(part, [...path, key], rows);
}

/** Sets, and collections of scalars without names, read better as a whole. */
function partsOf(value: unknown): readonly (readonly [PathStep, unknown])[] {
  if (typeof value !== 'object' || value === null || value instanceof Set) return [];
  if (value instanceof Map) return [...value].some(hasParts) ? [...value] : [];
  if (Array.isArray(value)) return [...value.entries()].some(hasParts) ? [...value.entries()] : [];
  return Object.entries(value);
}

function hasParts([, part]: readonly [unknown, unknown]): boolean {
  return typeof part === 'object' && part !== null;
}
