import type { StateParts } from './domain.ts';
import type { PathStep } from './field.ts';
import { eachPart, partAt, sizeOf } from './parts.ts';

/** The parts of states that are given one by one. */
export function listedParts(stateCount: number, state: (index: number) => unknown): StateParts {
  const each = (visit: (state: unknown) => void) => {
    for (let index = 0; index < stateCount; index += 1) visit(state(index));
  };
  return {
    stateCount,
    visit: (path, visit) => each((whole) => eachPart(whole, path, (part) => visit(part, 1))),
    visitSizes: (path, visit) => each((whole) => visit(sizeOf(partAt(whole, path)), 1)),
    visitPairs: (a, b, visit) =>
      each((whole) => {
        const seconds = partsAt(whole, b);
        for (const first of partsAt(whole, a)) {
          for (const second of seconds) visit(first, second, 1);
        }
      }),
  };
}

function partsAt(whole: unknown, path: readonly PathStep[]): readonly unknown[] {
  const parts: unknown[] = [];
  eachPart(whole, path, (part) => parts.push(part));
  return parts;
}
