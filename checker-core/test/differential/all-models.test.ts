import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleModels, smallModels } from './all-models.ts';
import { compareModel } from './compare-model.ts';

test.each(smallModels)('both engines say the same of %s', async (name, definition) => {
  await compareModel(definition, name);
});

const samples = await sampleModels();

test.each(samples)('both engines say the same of the sample %s', async (name, definition) => {
  await compareModel(definition, name);
});

test('every model of known answers is compared', () => {
  const list = readFileSync(new URL('all-models.ts', import.meta.url), 'utf8');
  const models = readdirSync(new URL('../answers/models/', import.meta.url)).filter((file) => {
    const source = readFileSync(new URL(`../answers/models/${file}`, import.meta.url), 'utf8');
    return source.includes('machine(');
  });
  expect(models.length).toBeGreaterThan(20);
  for (const model of models) expect(list).toContain(`answers/models/${model}'`);
  expect(samples.length).toBeGreaterThan(5);
});
