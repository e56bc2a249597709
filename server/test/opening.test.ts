import { expect, test } from 'vitest';
import type { Client, ClientOptions } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';
const manual: ClientOptions = { everyturn: { check: { on: 'manual' } } };

const editors = editorsOfTests();
let client: Client;

async function start(
  options: ClientOptions = {},
  others: Readonly<Record<string, string>> = {},
): Promise<void> {
  const files = { [file]: await modelText(file), ...others };
  client = await editors.start(files, options);
}

/** Waits until the server has handled everything that was sent before. */
const settle = () => client.request('everyturn/status', { uri: client.uri(file) });

/** Longer than the server gathers events before it starts a run. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 300));

async function expectNothingRuns(): Promise<void> {
  await settle();
  await aMoment();
  expect(client.status.get(file)?.models[0]).toMatchObject({ phase: 'notChecked', run: 0 });
  expect(await client.lenses(file)).toEqual(['7: not checked | Check']);
}

test('checks a model when its file is opened', async () => {
  await start();
  await client.open(file);
  const [model] = await client.checked(file);
  expect(model).toMatchObject({ headline: '✓ exhausted · 288', run: 1 });
});

test('checks once when a file is opened and saved before the first run', async () => {
  await start();
  await client.open(file);
  await client.save(file);
  await client.checked(file);
  await aMoment();
  expect(client.status.get(file)?.models[0]).toMatchObject({ phase: 'finished', run: 1 });
});

test('loses no save that comes before the editor is ready', async () => {
  await start({ isReady: false });
  await client.open(file);
  await client.type(file, '&& domain(Rm).every((rm) => s.tmPrepared.has(rm))', '');
  await client.save(file);
  await settle();
  await aMoment();
  expect(client.status.get(file)?.models[0]).toMatchObject({ phase: 'notChecked', run: 0 });
  await client.ready();
  const [model] = await client.checked(file);
  expect(model).toMatchObject({ headline: expect.stringMatching(/^✗ 1 violated/), run: 1 });
});

test('waits for the settings, so that the first run is made under them', async () => {
  await start({ isReady: false, everyturn: { budget: { depthMax: 5 } } });
  await client.open(file);
  await client.ready();
  const [model] = await client.checked(file);
  expect(model).toMatchObject({ run: 1, report: { distinctStates: 171 } });
});

test('leaves an opened model to the command when the settings say so', async () => {
  await start({ ...manual, isReady: false });
  await client.open(file);
  await client.save(file);
  await client.ready();
  await expectNothingRuns();

  client.everyturn = { check: { on: 'save' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  const [model] = await client.checked(file);
  expect(model?.run).toBe(1);
});

test('makes a check that was asked for before the editor is ready', async () => {
  await start({ ...manual, isReady: false });
  await client.open(file);
  await client.request('everyturn/check', { uri: client.uri(file) });
  await client.ready();
  const [model] = await client.checked(file);
  expect(model?.run).toBe(1);
});

test('checks nothing by itself when a workspace is trusted whose settings ask for commands', async () => {
  await start({ ...manual, trusted: false });
  await client.open(file);
  await client.notify('everyturn/trust');
  await expectNothingRuns();
});

test('starts no process for files without a model of their own', async () => {
  const others = {
    'types.ts': "import type { Report } from 'everyturn';\nexport type R = Report<unknown>;\n",
    'private.ts': (await modelText(file)).replace('export const twoPhase', 'const twoPhase'),
    'plain.ts': 'export const two = 2;\n',
  };
  await start({}, others);
  for (const name of Object.keys(others)) await client.open(name);
  const text = await modelText(file);
  const committed = `git:${client.workspace.path(file)}?HEAD`;
  const document = { uri: committed, languageId: 'typescript', version: 1, text };
  await client.notify('textDocument/didOpen', { textDocument: document });
  await settle();
  await aMoment();
  expect(await client.children()).toEqual([]);
});

test('checks a closed file again when it is opened, only if it changed meanwhile', async () => {
  await start();
  await client.openAndCheck(file);
  await client.close(file);
  await client.open(file);
  await settle();
  await aMoment();
  expect(client.status.get(file)?.models[0]).toMatchObject({ phase: 'finished', run: 1 });

  await client.close(file);
  const text = await client.workspace.read(file);
  await client.workspace.write(file, text.replace('&& domain(Rm).every', '|| domain(Rm).every'));
  await client.open(file);
  const [model] = await client.checked(file, 1);
  expect(model?.headline).toMatch(/^✗/);
});
