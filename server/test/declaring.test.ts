import { expect, test } from 'vitest';
import {
  type DeclareParams,
  type DeclareResult,
  declareRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';
const model = 'twoPhase';
const groupBy = ['tm', 'rms'];

const editors = editorsOfTests();

async function start(text: string): Promise<Client> {
  return editors.check({ [file]: text });
}

const declare = (client: Client, cell: string, as: DeclareParams['as']) =>
  client.request<DeclareResult>(declareRequest, {
    uri: client.uri(file),
    model,
    groupBy,
    cell,
    as,
  });

function applied(text: string, { edit }: DeclareResult): string {
  if (!edit) throw new Error('There is no edit.');
  const lines = text.split('\n');
  const { line, character } = edit.range.start;
  const at = lines.slice(0, line).join('\n').length + 1 + character;
  return text.slice(0, at) + edit.newText + text.slice(at);
}

async function verdictsOf(text: string) {
  const client = await start(text);
  await expect
    .poll(() => client.status.get(file)?.models[0]?.phase, { timeout: 10_000 })
    .toBe('finished');
  return client.status.get(file)?.models[0]?.report?.verdicts ?? {};
}

test('a property for each kind of cell says of the cell what the map says', async () => {
  const text = await modelText(file);
  const client = await start(text);
  const params: ViewParams = { uri: client.uri(file), model, request: { groupBy } };
  const view = await client.request<ViewResult>(viewRequest, params);
  if (view.kind !== 'view' || view.unseen.kind !== 'listed') throw new Error('no map');
  const cell = view.cells.find(({ key }) => key === "'aborted' · 2 'prepared', 1 'aborted'");
  const early = "'init' · 2 'working', 1 'committed'";
  expect(view.unseen.cells.map(({ key }) => key)).toContain(early);
  let next = applied(text, await declare(client, cell?.key ?? '', 'possible'));
  expect(next).toContain("    aborted2Prepared1Aborted: (s) =>\n      s.tm === 'aborted' &&");
  next = applied(next, await declare(client, early, 'possible'));
  const verdicts = await verdictsOf(next);
  expect(verdicts['sometimes.aborted2Prepared1Aborted']?.kind).toBe('seen');
  expect(verdicts['sometimes.aborted2Prepared1Aborted']?.trace?.steps).toHaveLength(
    cell?.depth[0] ?? -1,
  );
  expect(verdicts['sometimes.init2Working1Committed']?.kind).toBe('unreachable');
  const never = applied(text, await declare(client, early, 'impossible'));
  expect((await verdictsOf(never))['always.neverInit2Working1Committed']?.kind).toBe('holds');
});

test('where the source cannot be changed, the condition is said instead', async () => {
  const text = (await modelText(file)).replace(
    / {2}sometimes: \{[\s\S]*?\n {2}\},/,
    "  sometimes: { committed: (s) => s.tm === 'committed' },",
  );
  const client = await start(text);
  const { edit, refused } = await declare(client, "'init' · 3 'working'", 'possible');
  expect(edit).toBeUndefined();
  expect(refused).toContain("s.tm === 'init' && Object.values(s.rms).every(");
});
