import { expect, test } from 'vitest';
import {
  type ExtendParams,
  type ExtendResult,
  extendRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { cutAt, editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';
const model = 'twoPhase';

const editors = editorsOfTests();

/** A run that is cut at this depth. */
async function startCut(depthMax: number, more = ''): Promise<Client> {
  const text = (await modelText(file)) + more;
  return editors.check({ [file]: text }, cutAt(depthMax));
}

async function map(client: Client, of = model) {
  const params: ViewParams = { uri: client.uri(file), model: of, request: {} };
  const view = await client.request<ViewResult>(viewRequest, params);
  if (view.kind !== 'view') throw new Error(`The map was answered with ${view.kind}.`);
  return view;
}

const extend = (client: Client, by: ExtendParams['by'], of = model) =>
  client.request<ExtendResult>(extendRequest, { uri: client.uri(file), model: of, by });

test('the open states of one cell are expanded, and those of no other', async () => {
  const client = await startCut(5);
  const before = await map(client);
  expect([before.states, before.open]).toEqual([171, 54]);
  const cell = before.cells.reduce((most, other) => (other.open > most.open ? other : most));
  const by = { groupBy: before.groupBy, cell: cell.key };
  expect(await extend(client, by)).toEqual({});
  const after = await map(client);
  expect(after.exhausted).toBe(false);
  // Its states lead to states that were not known, some of which may lie in the same cell.
  const opened = after.cells.reduce((sum, { open }) => sum + open, 0);
  expect(opened).toBe(54 - cell.open + (after.states - 171));
  for (const { key, open, states } of before.cells) {
    const now = after.cells.find((other) => other.key === key);
    const found = (now?.states ?? 0) - states;
    expect(now?.open, key).toBe((key === cell.key ? 0 : open) + found);
  }
  // How a run stands is told a few times a second.
  const status = () => client.status.get(file)?.models[0];
  await expect
    .poll(status, { timeout: 5_000 })
    .toMatchObject({ statesHeld: true, report: { distinctStates: after.states } });
});

test('cell after cell, the run comes to its end', async () => {
  const client = await startCut(7);
  let view = await map(client);
  for (let round = 0; view.open > 0 && round < 200; round += 1) {
    const cell = view.cells.find(({ open }) => open > 0);
    if (!cell) throw new Error('Some cell has open states.');
    expect(await extend(client, { groupBy: view.groupBy, cell: cell.key })).toEqual({});
    view = await map(client);
  }
  expect([view.states, view.open, view.exhausted]).toEqual([288, 0, true]);
  await expect
    .poll(() => client.status.get(file)?.models[0]?.headline, { timeout: 5_000 })
    .toContain('288');
});

test('a run that is cut goes on under another budget', async () => {
  const client = await startCut(5);
  expect(await extend(client, { budget: { depthMax: 6 } })).toEqual({});
  expect((await map(client)).exhausted).toBe(false);
  expect(await extend(client, { budget: {} })).toEqual({});
  const { states, open, exhausted } = await map(client);
  expect([states, open, exhausted]).toEqual([288, 0, true]);
});

test('the other models of the file keep their states', async () => {
  const lamp = `
export const lamp = machine({ state: z.object({ on: z.boolean() }) }).define({
  init: () => ({ on: false }),
  actions: { press: { next: (s) => { s.on = !s.on; } } },
});
`;
  const client = await startCut(5, lamp);
  expect(await extend(client, { budget: { depthMax: 6 } })).toEqual({});
  expect((await map(client, 'lamp')).states).toBe(2);
  const models = () => client.status.get(file)?.models ?? [];
  await client.until('the states of both', () =>
    models().every(({ phase, statesHeld }) => phase === 'finished' && statesHeld),
  );
  expect(await extend(client, { budget: {} }, 'lamp')).toEqual({});
  expect((await map(client)).exhausted).toBe(false);
});

test('it is said why a run cannot be extended', async () => {
  const client = await startCut(5);
  const refused = await extend(client, { budget: {} }, 'other');
  expect(refused.refused).toContain('other');
  const { states, open } = await map(client);
  expect([states, open]).toEqual([171, 54]);
  const nowhere = await client.request<ExtendResult>(extendRequest, {
    uri: client.uri('nowhere.ts'),
    model,
    by: { budget: {} },
  });
  expect(nowhere.refused).toContain('Check again');
});
