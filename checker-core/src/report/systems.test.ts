import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { modelOf } from '../engine/check.ts';
import { explore } from '../engine/explore.ts';
import { actor } from '../model/actor.ts';
import { addresses } from '../model/address.ts';
import { definitionOf, type SystemDefinition } from '../model/definition.ts';
import { history, seen } from '../model/history.ts';
import { messages } from '../model/messages.ts';
import type { Trace } from '../model/report.ts';
import { sequential } from '../model/sequential.ts';
import { system } from '../model/system.ts';
import { explainTrace } from '../trace/explain.ts';
import { buildModelReport } from './build-model-report.ts';
import { jsonOfRun, runReport } from './json.ts';
import type { ModelReport, RunReport, TraceReport } from './model-report.ts';
import { textOfReport } from './text.ts';

const Call = messages({
  write: { value: z.int() },
  wrote: {},
  read: {},
  value: { value: z.int() },
});

const Register = sequential({
  state: z.object({ value: z.int() }),
  operations: {
    write: { input: { value: z.int() }, output: z.literal('ok') },
    read: { output: z.int() },
  },
}).define({
  init: () => ({ value: 0 }),
  apply: {
    write: (s, { value }) => {
      s.value = value;
      return 'ok';
    },
    read: (s) => s.value,
  },
});

const Replica = actor({
  messages: Call,
  volatile: z.object({ value: z.int() }),
  timers: { idle: { after: 1 } },
}).define({
  init: () => ({ value: 0 }),
  on: {
    write: (s, { value }, turn) => {
      s.value = value;
      turn.setTimer('idle');
      turn.reply(Call.wrote());
    },
    read: (s, _, turn) => turn.reply(Call.value({ value: s.value })),
    wrote: () => {},
  },
  onTimer: { idle: () => {} },
});

const [r1, r2, c] = addresses('r1', 'r2', 'c');

const Client = actor({ messages: Call, durable: z.object({ step: z.int() }) }).define({
  init: () => ({ step: 0 }),
  start: (_, turn) => turn.send(r1, Call.write({ value: 1 })),
  on: {
    wrote: (s, _, turn) => {
      s.step = turn.choose([1, 2]);
      turn.send(r2, Call.read());
    },
    value: (s) => {
      s.step = 3;
    },
  },
});

/** A register on two replicas that do not tell each other of writes. */
const split = system({
  actors: { replicas: [Replica.at(r1), Replica.at(r2)], client: Client.at(c) },
  network: { order: 'any', lose: 0, duplicate: 0 },
  faults: { crashes: 1, of: [r2], recover: true },
}).define({
  alwaysStep: { slow: (before, after) => before.client.step + 1 >= after.client.step },
  terminal: (w) => w.client.step < 3,
  linearizable: {
    register: history(Register, {
      write: {
        invoke: seen(Call.write, ({ value }) => ({ value })),
        response: seen(Call.wrote, () => 'ok'),
      },
      read: {
        invoke: seen(Call.read, () => ({})),
        response: seen(Call.value, ({ value }) => value),
      },
    }),
  },
});

const reportOf = async () => (await explore(modelOf(split))).report;
const modelReport = async () =>
  buildModelReport({ file: 'm.ts', name: 'split', report: await reportOf(), explain });
const explain = (trace: Trace<unknown>) =>
  explainTrace({
    // `split` is a system, whatever else it says to its users.
    definition: definitionOf(split) as SystemDefinition,
    trace,
    property: undefined,
    keyPathLocation: () => undefined,
    locateStack: () => undefined,
  });
const traceOf = ({ verdicts }: ModelReport, property: string): TraceReport =>
  verdicts[property]?.trace ?? { init: null, steps: [] };

test('each step is named by what happened, with who took part and what was chosen', async () => {
  const { steps } = traceOf(await modelReport(), 'linearizable.register');
  expect(steps.map(({ label }) => label)).toEqual([
    'deliver(write, c → r1)',
    'deliver(wrote, r1 → c, choose: 1)',
    'deliver(read, c → r2)',
    'deliver(value, r2 → c)',
  ]);
});

test('a step shows what its actor changed, then what left and entered the network, then the rest', async () => {
  const { steps } = traceOf(await modelReport(), 'linearizable.register');
  expect(steps[0]).toMatchObject({
    by: 'actors.replicas.0.on.write',
    event: 'deliver',
    params: { from: 'c', to: 'r1', message: { kind: 'write', value: 1 } },
    sent: [{ from: 'r1', to: 'c', message: { kind: 'wrote' } }],
    changes: [
      { path: 'replicas[0].value', kind: 'changed', before: '0', after: '1' },
      { path: 'inFlight', kind: 'removed', before: 'write { value: 1 } c → r1' },
      { path: 'inFlight', kind: 'added', after: 'wrote r1 → c' },
      { path: 'timers.r1', kind: 'added', after: "'idle'" },
    ],
  });
});

test('a trace names the actors of its system, with their roles, whether or not they take part', async () => {
  const report = await modelReport();
  const actors = [
    { address: 'r1', role: 'replicas', member: 0 },
    { address: 'r2', role: 'replicas', member: 1 },
    { address: 'c', role: 'client' },
  ];
  expect(traceOf(report, 'alwaysStep.slow').actors).toEqual(actors);
  expect(traceOf(report, 'terminal').actors).toEqual(actors);
});

test('the last state shows the history and what is left of the faults', async () => {
  const { steps } = traceOf(await modelReport(), 'linearizable.register');
  expect(steps.at(-1)?.state).toMatchObject({
    replicas: [{ value: 1 }, { value: 0 }],
    inFlight: [],
    left: { crashes: 1 },
    histories: {
      register: {
        c: {
          completed: [
            { operation: 'write', input: { value: 1 }, output: 'ok', after: {} },
            { operation: 'read', input: {}, output: 0, after: {} },
          ],
          pending: null,
        },
      },
    },
  });
});

test('sentences say which answer fits nowhere, which step, and that nothing can happen', async () => {
  const { verdicts } = await modelReport();
  const sentences = Object.values(verdicts).map(({ sentence }) => sentence);
  expect(sentences).toEqual([
    'alwaysStep.slow of split is violated by turn 2, deliver(wrote, r1 → c, choose: 2): client.step 0 → 2.',
    "linearizable.register of split is violated after 4 turns: c's read gives 0 where 1 is due; no order of 2 calls explains it.",
    expect.stringMatching(
      /^split deadlocks after \d turns: nothing can happen and terminal is false; /,
    ),
  ]);
});

test('a handler that no actor of its kind runs is a finding, once', async () => {
  const { findings } = await modelReport();
  // Only r1 has a write to handle, and no replica gets an answer. The calls and the timer have 13
  // states, and r2 has three: it has not crashed yet, it is down, it has recovered.
  expect(findings.map(({ message }) => message)).toEqual([
    'replicas.0.on.wrote of split never runs in 39 states (exhausted).',
  ]);
});

test('the report is as the schema says, and the text shows why', async () => {
  const file = new URL('./report.schema.json', import.meta.url);
  const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );
  const models = [await modelReport()];
  const run = runReport({
    version: '1',
    models,
    failures: [],
    directives: [],
    notChecked: [],
    seconds: 0,
  });
  validate(JSON.parse(jsonOfRun(run)) as RunReport);
  expect(validate.errors).toBeNull();
  expect(textOfReport(await reportOf(), 'split')).toContain(
    "\n      c's read gives 0 where 1 is due; no order of 2 calls explains it\n",
  );
});
