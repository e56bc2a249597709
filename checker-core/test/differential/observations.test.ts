/**
 * A turn whose reads are tracked must see what it sees on plain values, and do what it does there.
 * Each way to look and to change is tried on all states that moving a few parts gives.
 */
import type { MachineDefinition } from 'everyturn/internal/model/definition';
import { expect, test } from 'vitest';
import { compareEngines } from './compare.ts';
import { changes } from './observed-changes.ts';
import { choices } from './observed-choices.ts';
import { turnMachine, viewMachine } from './observed-machine.ts';
import { views } from './observed-views.ts';
import { unfollowed } from './unfollowed-cases.ts';

const tunings = [
  { recheckFirst: 0, recheckEvery: [1_000_000, 1_000_000] },
  { recheckEvery: [1, 1], batch: 1, recentStates: 1, patience: 1, missesMax: 0 },
] as const;

test.each(views)('a turn sees the same: %s', async (what, parts, look) => {
  await compare(turnMachine(parts, look), what);
});

test.each(views)('a guard and properties see the same: %s', async (what, parts, look) => {
  await compare(viewMachine(parts, look), what);
});

test.each(changes)('a turn does the same: %s', async (what, parts, change) => {
  await compare(turnMachine(parts, change), what);
});

test.each(changes)('guards and properties fail alike: %s', async (what, parts, change) => {
  await compare(viewMachine(parts, change), what);
});

test.each(choices)('a turn chooses the same: %s', async (what, parts, choose) => {
  await compare(turnMachine(parts, choose), what);
});

test.each(unfollowed)('what cannot be followed is run on plain values: %s', async (...observed) => {
  const [what, parts, look] = observed;
  await compare(turnMachine(parts, look), what, fallback);
  await compare(viewMachine(parts, look), what, fallback);
});

/** What tells that an engine began again on plain values. */
const fallback = ['notes', 'report unknown', 'announced'];

async function compare(definition: MachineDefinition, what: string, ignored?: readonly string[]) {
  for (const tuning of tunings) {
    const options = { budget: { statesMax: 300 }, tuning };
    const { report } = await compareEngines(definition, options, what, ignored);
    expect(report.distinctStates).toBeGreaterThan(1);
  }
}
