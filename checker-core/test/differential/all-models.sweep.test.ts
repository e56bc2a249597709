import { test } from 'vitest';
import { largeModels } from './all-models.ts';
import { largeSystems } from './all-systems.ts';
import { compareModel } from './compare-model.ts';

test.each([...largeModels, ...largeSystems])(
  'both engines say the same of %s',
  async (name, definition) => {
    await compareModel(definition, name);
  },
  3_600_000,
);
