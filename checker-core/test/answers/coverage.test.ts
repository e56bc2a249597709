import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { watchedModels, watchedReport } from './watched.ts';

const folder = new URL('./files/', import.meta.url);
const files = readdirSync(folder).map((name) => `./files/${name}`);
const samples = [
  'two-phase/two-phase',
  'die-hard/die-hard',
  'order/order.model',
  'undo-redo/undo-redo.model',
  'raft/raft.model',
  'lock/lock.model',
  'saga/saga.model',
  'cache/cache.model',
  'paxos/paxos.model',
  'link/link.model',
  'sync/sync.model',
  'commit/commit.model',
  'register/single-copy',
  'register/replicated',
];

describe('what the compiled engine runs once for each reading is what the reference engine runs for each state', () => {
  test.each([...files, ...samples.map((name) => `../../../samples/${name}.ts`)])(
    '%s',
    async (file) => {
      const budget = { statesMax: 3_000 };
      const [compiled, reference] = [await watchedModels(file), await watchedModels(file)];
      for (const [index, model] of compiled.entries()) {
        const other = reference[index];
        if (!other) throw new Error('A model is missing.');
        const fast = await watchedReport(model, { budget });
        const plain = await watchedReport(other, { budget, engine: 'reference' });
        expect(fast.coverage).toEqual(plain.coverage);
        expect(fast.statistics.instances).toEqual(plain.statistics.instances);
        expect(fast.coverage?.code?.notFollowed).toEqual([]);
        expect(fast.coverage?.code?.files.length).toBeGreaterThan(0);
      }
    },
  );
});
