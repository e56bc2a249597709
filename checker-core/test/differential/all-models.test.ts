import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleModels, smallModels } from './all-models.ts';
import { begunSystems, sampleSystems, smallSystems } from './all-systems.ts';
import { compareModel } from './compare-model.ts';

test.each(smallModels)('both engines say the same of %s', async (name, definition) => {
  await compareModel(definition, name);
});

test.each([...smallSystems, ...begunSystems])(
  'both engines say the same of the system %s',
  async (name, definition) => {
    await compareModel(definition, name);
  },
);

const samples = [...(await sampleModels()), ...(await sampleSystems())];

test.each(samples)('both engines say the same of the sample %s', async (name, definition) => {
  await compareModel(definition, name);
});

test('every model of known answers is compared', () => {
  const list = ['all-models.ts', 'all-systems.ts']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('');
  const models = readdirSync(new URL('../answers/models/', import.meta.url)).filter((file) => {
    const source = readFileSync(new URL(`../answers/models/${file}`, import.meta.url), 'utf8');
    return /\b(machine|system)\(/.test(source);
  });
  expect(models.length).toBeGreaterThan(30);
  for (const model of models) expect(list).toContain(`answers/models/${model}'`);
  expect(samples.length).toBeGreaterThan(10);
});
