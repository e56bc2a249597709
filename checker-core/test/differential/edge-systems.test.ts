import { modelOf } from 'everyturn/internal/engine/check';
import { test } from 'vitest';
import { compareModel } from './compare-model.ts';
import { edgeSystems } from './edge-systems.ts';

test.each(Object.entries(edgeSystems))('a system with %s', async (name, model) => {
  await compareModel(modelOf(model()), name);
});
