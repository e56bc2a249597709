import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';

const editors = editorsOfTests();
let client: Client;

test('starts nothing before the workspace is trusted, and checks when it is', async () => {
  client = await editors.start({ [file]: await modelText(file) }, { trusted: false });
  await client.open(file);
  await client.save(file);
  await client.request('everyturn/check', { uri: client.uri(file) });
  expect(await client.lenses(file)).toEqual(['7: Trust this workspace to check']);
  expect(await client.hover(file, 'twoPhase =')).toBeUndefined();
  expect(await client.children()).toEqual([]);
  expect(client.diagnosticsOf(file)).toEqual([]);

  await client.notify('everyturn/trust');
  const [model] = await client.checked(file);
  expect(model?.headline).toBe('✓ exhausted · 288');
  expect((await client.checkers()).length).toBeGreaterThan(0);
});

test('trusts nothing when the client does not say so', async () => {
  client = await editors.start({ [file]: await modelText(file) }, { trusted: undefined } as never);
  await client.open(file);
  await client.save(file);
  expect(await client.lenses(file)).toEqual(['7: Trust this workspace to check']);
  expect(await client.children()).toEqual([]);
});

test('says on the import that everyturn is not installed, and offers to install it', async () => {
  const text = await modelText(file);
  const files = {
    [`packages/app/${file}`]: text,
    'packages/app/package.json': '{ "type": "module" }',
    'pnpm-lock.yaml': '',
  };
  client = await editors.start(files, { library: false });
  const path = `packages/app/${file}`;
  await client.openAndCheck(path);
  const found = await client.diagnosticsUntil(path, 'the import', (all) => all.length > 0);
  await expect(drawn(path, text, found)).toMatchFileSnapshot('golden/missing-library.txt');
  const [diagnostic] = found;
  if (!diagnostic) throw new Error('There is no diagnostic.');
  const command = 'pnpm add --save-dev path/to/everyturn.tgz zod';
  expect(await client.quickFixes(path, diagnostic)).toMatchObject([
    {
      title: `Install everyturn (${command})`,
      command: {
        command: 'everyturn.install',
        arguments: [{ folder: client.workspace.path('packages/app'), command, isComplete: false }],
      },
    },
  ]);
  const manifest = { type: 'module', devDependencies: { everyturn: 'file:../everyturn.tgz' } };
  await client.workspace.write('packages/app/package.json', JSON.stringify(manifest));
  expect(await client.quickFixes(path, diagnostic)).toMatchObject([
    { command: { arguments: [{ command: 'pnpm install', isComplete: true }] } },
  ]);

  const before = client.status.get(path)?.models[0]?.run ?? 0;
  await client.workspace.install(editors.library);
  await client.rewrite('pnpm-lock.yaml', 'changed: true');
  await client.checked(path, before);
  await client.diagnosticsUntil(path, 'nothing', (all) => all.length === 0);
});

test('offers symbols only to a client that asks for them', async () => {
  const files = { [file]: await modelText(file) };
  client = await editors.start(files, { documentSymbols: true });
  await client.open(file);
  const [model] = await client.symbols(file);
  expect(model?.name).toBe('twoPhase');
  const always = model?.children?.find(({ name }) => name === 'always');
  expect(always?.children?.map(({ name }) => name)).toEqual(['consistent']);

  client = await editors.start(files);
  expect(client.capabilities.documentSymbolProvider).toBeUndefined();
});

test('announces its commands only to a client that has none of its own', async () => {
  client = await editors.start({}, { ownCommands: true });
  expect(client.capabilities.executeCommandProvider).toBeUndefined();

  const files = { [file]: await modelText(file) };
  // Checked on opening, the lens would soon be another one.
  const everyturn = { check: { on: 'manual' } } as const;
  client = await editors.start(files, { everyturn });
  await client.open(file);
  const lens = (await client.rawLenses(file)).find(({ command }) => command?.title === 'Check');
  expect(client.capabilities.executeCommandProvider?.commands).toContain(lens?.command?.command);
  await client.request('workspace/executeCommand', lens?.command);
  const [model] = await client.checked(file);
  expect(model?.phase).toBe('finished');
});

test('checks only on command when the settings say so', async () => {
  const files = { [file]: await modelText(file) };
  client = await editors.start(files, { everyturn: { check: { on: 'manual' } } });
  await client.open(file);
  await client.request('everyturn/check', { uri: client.uri(file) });
  const [first] = await client.checked(file);
  await client.type(file, "s.tm = 'aborted';", "s.tm = 'aborted'; s.rms.rm1 = 'committed';");
  await client.save(file);
  await client.until('stale', () => client.status.get(file)?.models[0]?.phase === 'stale');
  expect((await client.lenses(file))[0]).toMatch(/^7: before the edit · .* \| Check$/);
  await client.request('everyturn/check', { uri: client.uri(file) });
  const [second] = await client.checked(file, first?.run);
  expect(second?.headline).toMatch(/^✗/);
});

test('takes over settings without a restart', async () => {
  const files = { [file]: await modelText(file) };
  client = await editors.start(files, { everyturn: {} });
  const [first] = await client.openAndCheck(file);
  client.everyturn = { budget: { depthMax: 5 }, codeLens: 'verdicts' };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  const [second] = await client.checked(file, first?.run);
  expect(second?.report?.distinctStates).toBe(171);
  expect((await client.lenses(file)).filter((lens) => lens.includes('fired'))).toEqual([]);
  client.everyturn = { budget: { depthMax: 5 }, codeLens: 'off' };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.until('no lenses', () => client.lensRefreshes > 0);
  await expect.poll(() => client.lenses(file)).toEqual([]);
});
