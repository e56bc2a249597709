import { readdirSync } from 'node:fs';
import type { HintReport } from 'everyturn/internal/report/coverage-report';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { textOfModel } from 'everyturn/internal/report/text';
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
      const budget = { statesMax: 1_500 };
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

/** The model of things that never happen. */
async function parcel(depthMax?: number): Promise<ModelReport> {
  const [model] = await watchedModels('./coverage/parcel.ts');
  if (!model) throw new Error('There is no model.');
  return watchedReport(model, depthMax === undefined ? {} : { budget: { depthMax } });
}

/** A hint in one line: its code, where it is, and what it says first. */
function lineOf({ code, at, message }: HintReport): string {
  const end = at && 'endLine' in at ? `-${at.endLine}:${at.endColumn}` : '';
  return `${code} ${at?.line}:${at?.column}${end} ${message.replace(/ \(.*| in all.*/, '')}`;
}

test('explored to the end, every one of them is named, with its place', async () => {
  const { coverage, findings } = await parcel();
  expect(coverage?.hints.map(lineOf)).toEqual([
    'EVT303 63:7 This guard is true',
    "EVT307 4:48 Unreachable: no reachable state has phase = 'lost'",
    'EVT307 7:3 Unreachable: no reachable state has weight = 4',
    "EVT307 9:27 Unreachable: no reachable state has 'fragile' in labels",
    "EVT307 9:38 Unreachable: no reachable state has 'heavy' in labels",
    'EVT308 24:27-27:10 This is never run',
    'EVT308 37:26-39:10 This function is never called',
    'EVT308 51:11-52:30 This is never run',
    'EVT308 57:20-57:32 This condition is always true',
    'EVT308 57:58-57:78 This is never run',
    'EVT308 68:39-68:54 This is never run',
    'EVT308 74:47-74:67 This is never run',
    'EVT308 75:43-75:70 This function is never called',
    'EVT308 77:11-77:29 This condition is always true',
    'EVT308 78:7-78:27 This is never run',
  ]);
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "EVT301 find of parcel is never enabled in 6 states (exhausted): line 57, s.phase === 'lost' is false in 6.",
    'EVT301 drop of parcel is never enabled in 6 states (exhausted).',
    'EVT302 always.lostIsNoted of parcel never gets to s.note !== undefined: what comes before decides it in all 6 states.',
    'EVT302 always.labelsAreShort of parcel never gets to (label) => label.length < 8: what comes before decides it in all 6 states.',
    'EVT302 always.isWeighed of parcel never gets to return s.weight > 0: what comes before decides it in all 6 states.',
  ]);
});

test('cut, nothing is claimed of states that were not seen', async () => {
  const report = await parcel(2);
  const { coverage, findings, unknown } = report;
  const codes = new Set(coverage?.hints.map(({ code }) => code));
  expect([...codes].sort()).toEqual(['EVT403', 'EVT404', 'EVT411']);
  expect(findings).toEqual([]);
  expect(unknown.map(({ code }) => code)).toEqual(['U1', 'U3', 'U4']);
  const text = [textOfModel(report), ...(coverage?.hints ?? []).map(({ message }) => message)];
  for (const line of text) expect(line).not.toMatch(/never|unreachable|exhausted(?! )|is always/i);
  const lines = coverage?.hints.map(lineOf) ?? [];
  expect(lines).toContain("EVT403 4:40 Not seen yet: phase = 'sent'");
  expect(lines).toContain('EVT404 24:27-27:10 Not run yet');
  // Of a `sometimes` that is open still, what did not run is open, too.
  expect(lines).toContain('EVT404 83:42-83:63 Not run yet');
});

test('a guard tells how often each of its conditions was the first that failed', async () => {
  const { coverage } = await parcel();
  const guards = Object.entries(coverage?.guards ?? {}).map(([keyPath, guard]) => {
    const clauses = guard.clauses.map(
      ({ text, isNegated, blocked }) => `${isNegated ? '!' : ''}${text} ${blocked}`,
    );
    return [keyPath, guard.asked, guard.enabled, guard.otherwise, ...clauses];
  });
  expect(guards).toEqual([
    ['actions.fill', 6, 3, 0, "s.phase === 'new' 2", 'isLight(s) 1'],
    ['actions.pack', 6, 2, 0, "!s.phase !== 'new' 2", 's.weight > 1 2', 's.labels.length === 0 0'],
    ['actions.send', 6, 1, 0, "s.phase === 'packed' 5"],
    ['actions.find', 6, 0, 0, 's.weight < 9 0', "s.phase === 'lost' 6", 's.note !== undefined 0'],
    ['actions.wait', 6, 6, 0, 's.weight >= 0 0'],
  ]);
});

test('what a decided property did not run is not held against it', async () => {
  const { coverage } = await parcel();
  const [file] = coverage?.code?.files ?? [];
  const incomplete = file?.functions.filter(({ isComplete }) => !isComplete);
  expect(incomplete?.map(({ at }) => at.line)).toEqual([83]);
});

test('of a system, messages that nobody sends and values that no actor has are named', async () => {
  const [model] = await watchedModels('./coverage/mail.ts');
  if (!model) throw new Error('There is no model.');
  const { coverage, findings } = await watchedReport(model);
  expect(coverage?.hints.map(({ code, message }) => `${code} ${message}`)).toEqual([
    "EVT307 Unreachable: no reachable state has writer.phase = 'idle' (3 states, exhausted).",
    "EVT307 Unreachable: no reachable state has writer.phase = 'lost' (3 states, exhausted).",
    'EVT307 Unreachable: no reachable state has reader.read = 2 (3 states, exhausted).',
    'EVT308 This is never run (3 states, exhausted, diameter 2).',
  ]);
  expect(findings.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual([
    'EVT301 actors.writer.on.letter',
    'EVT301 actors.writer.on.parcel',
    'EVT301 actors.reader.on.parcel',
    'EVT301 actors.reader.on.receipt',
    'EVT306 messages.parcel',
  ]);
});

test('of a system that was cut, they are only not seen yet', async () => {
  const [model] = await watchedModels('./coverage/mail.ts');
  if (!model) throw new Error('There is no model.');
  const { coverage, findings } = await watchedReport(model, { budget: { depthMax: 1 } });
  expect(findings).toEqual([]);
  const messages = coverage?.hints.map(({ code, message }) => `${code} ${message}`) ?? [];
  expect(messages).toContain(
    "EVT403 Not seen yet: 'parcel' in inFlight[*].message.kind (2 states, depth ≤ 1, 1 not expanded).",
  );
  for (const message of messages) expect(message).not.toMatch(/never|unreachable/i);
});
