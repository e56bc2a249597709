import { expect, test } from 'vitest';
import {
  type CellParams,
  type CellTraceResult,
  cellTraceRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
  type WhyNotResult,
  whyNotRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { cutAt, editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';
const model = 'twoPhase';
const early = "'init' · 2 'working', 1 'committed'";

const editors = editorsOfTests();

async function start(depthMax: number | null): Promise<Client> {
  return editors.check({ [file]: await modelText(file) }, cutAt(depthMax));
}

async function view(client: Client, request: ViewParams['request'] = {}) {
  const params: ViewParams = { uri: client.uri(file), model, request };
  const answer = await client.request<ViewResult>(viewRequest, params);
  if (answer.kind !== 'view') throw new Error(`The map was answered with ${answer.kind}.`);
  return answer;
}

const about = (client: Client, cell: string): CellParams => ({
  uri: client.uri(file),
  model,
  groupBy: ['tm', 'rms'],
  cell,
});

test('a declared cell is unreachable in an exhausted run, and not seen yet in one that was cut', async () => {
  const whole = await view(await start(null));
  expect(whole.unseen).toMatchObject({ kind: 'listed', isUnreachable: true, declared: 60 });
  const part = await view(await start(5));
  expect(part.unseen).toMatchObject({ kind: 'listed', isUnreachable: false, declared: 60 });
  for (const { unseen } of [whole, part]) {
    if (unseen.kind === 'untold') throw new Error(unseen.reason);
    expect(unseen.cells.map(({ key }) => key)).toContain(early);
  }
});

test('the cell that is nearest to one that was not reached tells what is possible there', async () => {
  const client = await start(null);
  const answer = await client.request<WhyNotResult>(whyNotRequest, about(client, early));
  expect(answer).toMatchObject({
    kind: 'whyNot',
    nearest: { key: "'init' · 3 'working'", expanded: 1, open: 0 },
  });
});

test('a trace leads to each cell, as deep as the cell is, and through the cells of the map', async () => {
  const client = await start(null);
  const { cells, groupBy } = await view(client);
  for (const { key, depth } of cells.filter((_, index) => index % 5 === 0)) {
    const answer = await client.request<CellTraceResult>(cellTraceRequest, about(client, key));
    if (answer.kind !== 'trace') throw new Error(answer.kind);
    expect(answer.trace?.steps).toHaveLength(depth[0]);
    expect(answer.trace?.steps.every(({ at }) => at !== undefined)).toBe(true);
    const { tracePath } = await view(client, { groupBy, to: { groupBy, cell: key } });
    expect(tracePath).toHaveLength(depth[0] + 1);
    expect([tracePath[0], tracePath.at(-1)]).toEqual([cells[0]?.key, key]);
  }
  const none = await client.request<CellTraceResult>(cellTraceRequest, about(client, early));
  expect(none).toEqual({ kind: 'trace', key: early });
});
