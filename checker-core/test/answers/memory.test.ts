import { machine } from 'everyturn';
import { explore } from 'everyturn/internal/engine/explore';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { twoPhase } from './models/two-phase.ts';

/** A model with 10^9 states: eight dials. Kept whole, it would need more than ten gigabytes. */
const dials = machine({
  state: z.object({ dials: z.array(z.int().min(0).max(13)).length(8) }),
}).define({
  init: () => ({ dials: [0, 0, 0, 0, 0, 0, 0, 0] }),
  actions: {
    turn: {
      params: { dial: z.int().min(0).max(7) },
      when: (s, { dial }) => (s.dials[dial] ?? 0) < 13,
      next: (s, { dial }) => {
        s.dials[dial] = (s.dials[dial] ?? 0) + 1;
      },
    },
  },
  always: { first: (s) => (s.dials[0] ?? 0) <= 13 },
});

const mebibyte = 2 ** 20;

test('a model that needs far more memory than its budget stops below it, and says so', async () => {
  const memoryBytes = 48 * mebibyte;
  const { report } = await explore(definitionOf(dials) as MachineDefinition, {
    budget: { memoryBytes },
  });
  expect(report).toMatchObject({ exhausted: false, stopped: 'memoryBytes' });
  expect(report.distinctStates).toBeGreaterThan(100_000);
  // Rows of one word, their parents, and a table that is at most half full.
  expect(report.distinctStates * (4 + 4 + 8)).toBeLessThan(memoryBytes);
  expect(report.verdicts.get('always.first')).toMatchObject({
    kind: 'unknown',
    reasons: [{ code: 'frontier', bound: 'memoryBytes' }],
  });
});

test('the memory that the host tells counts, too', async () => {
  const { report } = await explore(definitionOf(dials) as MachineDefinition, {
    budget: { memoryBytes: 100 * mebibyte, statesMax: 100_000 },
    heapBytes: () => 101 * mebibyte,
  });
  expect(report).toMatchObject({ stopped: 'memoryBytes', distinctStates: 1 });
});

test('a state of two-phase commit takes at most 32 bytes: its row, its parent, its share of the table', async () => {
  const definition = definitionOf(twoPhase(7, { liveness: false })) as MachineDefinition;
  const { report, stateBytes = 0 } = await explore(definition, { symmetry: false });
  expect(report.distinctStates).toBe(296_448);
  const bytes = stateBytes / report.distinctStates;
  // Two words and the parent, and at least two entries of the table.
  expect(bytes).toBeGreaterThanOrEqual(2 * 4 + 4 + 2 * 4);
  expect(bytes).toBeLessThanOrEqual(32);
});
