import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'two-phase.ts';

const editors = editorsOfTests();

async function start(text: string): Promise<Client> {
  return editors.check({ [file]: text });
}

/** Ids of the checkers, once the one that waits for the next run has been started. */
async function twoCheckers(client: Client): Promise<readonly number[]> {
  await expect.poll(async () => (await client.checkers()).length, { timeout: 5000 }).toBe(2);
  return client.checkers();
}

/** Everything that a person sees of the file, once it is all there. */
async function seen(client: Client, isViolated: boolean): Promise<string> {
  await client.diagnosticsUntil(
    file,
    isViolated ? 'violations' : 'no violation',
    (all) =>
      all.some(({ severity }) => severity === 1) === isViolated &&
      // A violation that is told early does not know the number of states yet.
      all.some(({ message }) => message.endsWith('288 states seen.')) === isViolated &&
      all.every(({ message }) => !message.startsWith('Before the edit')),
  );
  // A run has ended a moment after its last finding was told.
  const models = () => client.status.get(file)?.models ?? [];
  await client.until('the states', () =>
    models().every(({ phase, statesHeld }) => phase === 'finished' && statesHeld),
  );
  const text = JSON.stringify(
    [client.diagnosticsOf(file), await client.lenses(file), models()],
    // The number of the run is its own.
    (key, value: unknown) => (key === 'run' ? undefined : value),
    1,
  );
  return text.replaceAll(client.workspace.folder, '').replaceAll(client.uri(''), '');
}

const edits = [
  ['always: {', 'always: {\n    never: (s) => s.tm !== "aborted",', true],
  ['s.tm !== "aborted"', '{\n  return s.tm !== "committed";\n}', true],
  ['never: ', 'seldom: ', true],
  ['s.tm !== "committed"', 's.tm !== "dead" as string', false],
] as const;

test('edits of properties are judged by the process that has the states, as a new one would', async () => {
  let text = await modelText(file);
  const client = await start(text);
  for (const [from, to, isViolated] of edits) {
    const before = await twoCheckers(client);
    text = text.replace(from, to);
    await client.type(file, from, to);
    await client.saveAndCheck(file);
    const shown = await seen(client, isViolated);
    expect(await twoCheckers(client), to).toEqual(before);
    const fresh = await start(text);
    expect(shown).toBe(await seen(fresh, isViolated));
  }
});

test('another edit, or a property that throws, takes a new process', async () => {
  const client = await start(await modelText(file));
  const [first] = await twoCheckers(client);
  await client.type(file, 'always: {', 'always: {\n    bad: (s) => s.rms.rm1.missing.length > 0,');
  await client.saveAndCheck(file);
  const then = await twoCheckers(client);
  expect(then).not.toContain(first);
  await client.until('the error', () =>
    client.diagnosticsOf(file).some(({ message }) => message.includes('TypeError')),
  );
  await client.type(file, 's.rms.rm1.missing.length > 0', 's.rms.rm1 !== undefined');
  await client.saveAndCheck(file);
  const last = await twoCheckers(client);
  expect(last.filter((id) => then.includes(id)).length).toBe(1);
});
