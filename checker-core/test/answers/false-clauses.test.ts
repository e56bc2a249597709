import { explore } from 'everyturn/internal/engine/explore';
import { expect, test } from 'vitest';
import { watchedModels, watchedReport } from './watched.ts';

const files = {
  'two-phase commit': '../../../samples/two-phase/two-phase.ts',
  undo: '../../../samples/undo-redo/undo-redo.model.ts',
};

for (const [name, file] of Object.entries(files)) {
  for (const engine of ['compiled', 'reference'] as const) {
    test(`the conditions that block in each state of ${name} are those of the report, ${engine}`, async () => {
      const [model] = await watchedModels(file);
      if (!model?.code) throw new TypeError('no watched model');
      const { guards = {} } = (await watchedReport(model)).coverage ?? {};
      const { watch } = model.code;
      const options = { engine, watch, onTurn: (keyPath: string) => watch.turn(keyPath) };
      const run = await model.code.during(() => explore(model.definition, options));
      const blocked = new Map<string, number[]>();
      for (let state = 0; state < run.explored.stateCount; state += 1) {
        for (const { by, clause } of run.falseClauses(state)) {
          const counts = blocked.get(by) ?? guards[by]?.clauses.map(() => 0) ?? [];
          counts[clause] = (counts[clause] ?? 0) + 1;
          blocked.set(by, counts);
        }
      }
      expect(Object.values(guards).length).toBeGreaterThan(0);
      for (const [by, { clauses }] of Object.entries(guards)) {
        const none = clauses.map(() => 0);
        expect(blocked.get(by) ?? none, by).toEqual(clauses.map((clause) => clause.blocked));
      }
    });
  }
}
