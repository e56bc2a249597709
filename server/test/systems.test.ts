import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import type { Client } from './harness/client.ts';
import { drawn } from './harness/drawn.ts';
import { editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const file = 'link.ts';

const editors = editorsOfTests();
let client: Client;

async function startWith(change: (text: string) => string, opens = false): Promise<string> {
  const text = change(await modelText(file));
  client = await editors.start({ [file]: text });
  await (opens ? client.open(file) : client.openAndCheck(file));
  return text;
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`;
const isFinal = (all: readonly Diagnostic[]) => all.some(({ message }) => /seen\.$/.test(message));

test('finds a system and puts what breaks it on the handler, with the trace', async () => {
  const text = await startWith((model) => model);
  const found = await client.diagnosticsUntil(file, 'both errors', isFinal);
  await expect(drawn(file, text, found)).toMatchFileSnapshot('golden/link.diagnostics.txt');
  await expect(lines(await client.lenses(file))).toMatchFileSnapshot('golden/link.lenses.txt');
});

test('puts a message without a handler on the handlers of its receiver', async () => {
  const isUnhandled = ({ code }: Diagnostic) => code === 'EVT205';
  const unhandled = async (name: string, changed: string) => {
    const text = await startWith((model) => model.replace('item: (s, { n }, turn)', changed));
    const found = await client.diagnosticsUntil(file, name, (all) => all.some(isUnhandled));
    return drawn(file, text, found.filter(isUnhandled));
  };
  const other = await unhandled('another handler', 'ack: (s: { got: number[] }, n: never, turn)');
  await expect(other).toMatchFileSnapshot('golden/EVT205.txt');
});

test('asks for no check of actors, which are parts of systems', async () => {
  await startWith((model) => model.slice(0, model.indexOf('export const link')), true);
  expect(await client.lenses(file)).toEqual([]);
});
