import { expect, test } from 'vitest';
import {
  cancelRequest,
  commands,
  type ExtendParams,
  type ExtendResult,
  extendRequest,
  type SearchRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { cutAt, editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';
const model = 'twoPhase';

const editors = editorsOfTests();

async function startCut(depthMax: number, change = (text: string) => text): Promise<Client> {
  return editors.check({ [file]: change(await modelText(file)) }, cutAt(depthMax));
}

const extend = (client: Client, by: ExtendParams['by']) =>
  client.request<ExtendResult>(extendRequest, { uri: client.uri(file), model, by });
const report = (client: Client) => client.status.get(file)?.models[0]?.report;

test('what was not seen can be searched for from its diagnostic, and is then said of the run', async () => {
  const client = await startCut(5);
  const codes = ['EVT403', 'EVT410', 'EVT411'];
  const all = await client.diagnosticsUntil(file, 'what was not seen', (found) =>
    codes.every((code) => found.some((one) => one.code === code)),
  );
  const searches = await Promise.all(
    codes.map(async (code) => {
      const diagnostic = all.find((one) => one.code === code);
      const fixes = diagnostic ? await client.quickFixes(file, diagnostic) : [];
      const fix = fixes.find(({ title }) => title === 'Search for this');
      expect(fix?.command?.command, code).toBe(commands.search);
      // The server itself has put it there.
      return fix?.command?.arguments?.[0] as SearchRequest;
    }),
  );
  expect(searches.map(({ goal }) => goal)).toEqual([
    { field: 'rms', value: "'committed'" },
    { property: 'sometimes.allCommit' },
    { action: 'actions.tmCommit' },
  ]);
  for (const { goal } of searches) {
    const { sought } = await extend(client, { search: goal });
    expect(sought?.kind, JSON.stringify(goal)).toBe('seen');
  }
  await expect
    .poll(() => report(client)?.verdicts['sometimes.allCommit']?.kind, { timeout: 5_000 })
    .toBe('seen');
  expect(report(client)?.exhausted).toBe(false);
  expect(report(client)?.actions['actions.tmCommit']?.states).toBeGreaterThan(0);
});

test('an action whose guard is never true is unreachable only when the run has ended', async () => {
  const client = await startCut(3, (text) => text.replace('s.prepared.add(rm);', ''));
  const goal = { action: 'actions.tmCommit' };
  expect(await extend(client, { search: goal, limits: { timeMs: 10_000, statesMax: 2 } })).toEqual({
    sought: {
      kind: 'unknown',
      sentence: expect.stringMatching(/^Not seen yet: the search tried 2 states/),
    },
  });
  expect((await extend(client, { search: goal })).sought).toEqual({
    kind: 'unreachable',
    sentence: 'Unreachable: the run is exhausted now, 54 states, and it is in none.',
  });
  await expect.poll(() => report(client)?.exhausted, { timeout: 5_000 }).toBe(true);
});

test('a search can be cancelled, and leaves the run as it was', async () => {
  // So many resource managers have far more states than can be tried meanwhile.
  const names = Array.from({ length: 12 }, (_, index) => `rm${index + 1}`);
  const client = await startCut(2, (text) =>
    text
      .replace(
        "z.enum(['rm1', 'rm2', 'rm3'])",
        `z.enum([${names.map((n) => `'${n}'`).join(', ')}])`,
      )
      .replace(/rms: \{ rm1: .*\},/, `rms: { ${names.map((n) => `${n}: 'working'`).join(', ')} },`),
  );
  const before = report(client)?.distinctStates;
  const searching = extend(client, {
    search: { groupBy: ['tm', 'rms'], cell: "'init' · 11 'working', 1 'committed'" },
    limits: { timeMs: 600_000, statesMax: 1_000_000_000 },
  });
  await expect
    .poll(() => client.status.get(file)?.models[0]?.phase, { timeout: 5_000 })
    .toBe('checking');
  await client.request(cancelRequest, { uri: client.uri(file) });
  const { sought } = await searching;
  expect(sought?.kind).toBe('unknown');
  expect(sought?.sentence).toContain('because somebody asked it to');
  await expect
    .poll(() => client.status.get(file)?.models[0]?.phase, { timeout: 5_000 })
    .toBe('finished');
  expect(report(client)?.distinctStates).toBe(before);
});
