import { expect, test } from 'vitest';
import type { Client } from './harness/client.ts';
import { cutAt, editorsOfTests } from './harness/editors.ts';
import { modelText } from './harness/workspace.ts';

const editors = editorsOfTests();
const file = 'two-phase.ts';
const sends = 's.prepared.add(rm);';

async function edited(client: Client, from: string, to: string) {
  await client.type(file, from, to);
  const [status] = await client.saveAndCheck(file);
  return status?.delta;
}

test('after an edit one sentence tells what became unreachable, until the next one', async () => {
  const client = await editors.check({ [file]: await modelText(file) });
  expect(client.status.get(file)?.models[0]?.delta).toBeUndefined();
  const delta = await edited(client, sends, '');
  expect(delta?.sentence).toBe(
    "This edit made tm = 'committed', 'committed' in rms, 7 more values unreachable; 288 states became 54.",
  );
  expect(delta?.lost).toContainEqual({ path: 'tm', text: "'committed'" });
  expect((await client.lenses(file))[0]).toContain(delta?.sentence);
  expect(await client.hover(file, 'twoPhase =')).toContain('288 states became 54');
  await client.type(file, 'init: ()', 'init: ( )');
  expect((await client.lenses(file))[0]).not.toContain('This edit');
  const [same] = await client.saveAndCheck(file);
  expect(same?.delta).toBeUndefined();
  const back = await edited(client, "s.rms[rm] = 'prepared';", `s.rms[rm] = 'prepared'; ${sends}`);
  expect(back?.sentence).toMatch(/^This edit made .* reachable; 54 states became 288\.$/);
  expect(back?.gained).toContainEqual({ path: 'tm', text: "'committed'" });
});

test('of runs that a bound has cut it says nothing', async () => {
  const client = await editors.check({ [file]: await modelText(file) }, cutAt(3));
  expect(await edited(client, sends, '')).toBeUndefined();
  expect(client.said.filter((text) => text.includes('This edit'))).toEqual([]);
});
