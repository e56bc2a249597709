/**
 * Makes a small run in a thread that waits for its own, since code is slow the first time: a run of
 * a few hundred states takes several times as long in a cold thread as in a warm one. Nothing of it
 * is seen by the run that follows: the engine and the schemas keep nothing between runs.
 */
import type * as z from 'zod';
import { LiveMap } from '../coverage/live-map.ts';
import { stateMap } from '../coverage/state-map.ts';
import type { Bundle } from '../load/bundle.ts';
import { sourceMapper } from '../load/source-mapper.ts';
import { machine } from '../model/machine.ts';
import { ControlBlock } from './control-block.ts';
import { exportedModels } from './loaded-models.ts';
import { runModel } from './model-run.ts';

/** What the small model needs of zod. */
type Zod = Pick<typeof z, 'enum' | 'int' | 'object' | 'record' | 'set'>;

const file = '/warm-up.ts';

/** Only its syntax is read. */
const text = `import { machine } from 'everyturn';
import * as z from 'zod';
const Worker = z.enum(['a', 'b', 'c']);
export const work = machine({ state: z.object({ total: z.int() }) }).define({
  init: () => ({ total: 0 }),
  actions: {
    start: { params: { worker: Worker }, when: (s) => s.total < 6, next: (s) => void s.total++ },
  },
  always: { few: (s: { total: number }) => s.total < 6 },
});
`;

/**
 * Loads the packages and, if `zod` is among them, explores and reports a small model. Gives the
 * number of states that it saw.
 */
export async function warmUp(preloads: readonly string[]): Promise<number> {
  const loaded: unknown[] = await Promise.all(preloads.map((url) => import(url)));
  const zod = loaded.find(isZod);
  if (zod === undefined) return 0;
  const map = { version: 3, names: [], mappings: '', sources: [file], sourcesContent: [text] };
  const bundle: Bundle = {
    file,
    code: '',
    map: JSON.stringify(map),
    inputs: [file],
    preloads: [],
  };
  const sources = sourceMapper(bundle, 'everyturn-bundle:///warm-up.mjs');
  const exports = { work: smallModel(zod) };
  const models = exportedModels(bundle, { ok: true, exports, mark: smallModel, sources });
  if ('cause' in models) throw new Error(models.message);
  const [model] = models;
  if (!model) throw new Error('There is one small model.');
  const {
    run: { exploration },
  } = await runModel(model, {
    file,
    run: 0,
    options: {},
    sources,
    directives: [],
    control: new ControlBlock(),
    post: () => {},
    onStates: (_, explored) => void new LiveMap(explored).view({}),
    recruit: () => {
      throw new Error('The small model is explored by one thread.');
    },
  });
  stateMap(exploration.explored).view({}, []);
  return exploration.report.distinctStates;
}

function isZod(loaded: unknown): loaded is Zod {
  return (
    typeof loaded === 'object' &&
    loaded !== null &&
    ['enum', 'int', 'object', 'record', 'set'].every((name) => name in loaded)
  );
}

function smallModel(zod: Zod) {
  const Worker = zod.enum(['a', 'b', 'c']);
  const state = zod.object({
    phase: zod.record(Worker, zod.enum(['idle', 'busy', 'done'])),
    seen: zod.set(Worker),
    total: zod.int(),
  });
  return machine({ state }).define({
    init: () => ({ phase: { a: 'idle', b: 'idle', c: 'idle' }, seen: new Set(), total: 0 }),
    actions: {
      start: {
        params: { worker: Worker },
        when: (s, { worker }) => s.phase[worker] === 'idle' && s.total < 6,
        next: (s, { worker }) => {
          s.phase[worker] = 'busy';
          s.total++;
        },
      },
      end: {
        params: { worker: Worker },
        when: (s, { worker }) => s.phase[worker] === 'busy',
        next: (s, { worker }, turn) => {
          s.phase[worker] = turn.choose(['idle', 'done']);
          s.seen.add(worker);
        },
      },
    },
    always: { few: (s) => s.total < 6 },
    alwaysStep: { up: (before, after) => before.total <= after.total },
    sometimes: { all: (s) => s.seen.size === 3 && s.phase.a === 'done' },
  });
}
