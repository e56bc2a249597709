import { expect, test } from 'vitest';
import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { addresses } from '../model/address.ts';
import { machine } from '../model/machine.ts';
import { messages } from '../model/messages.ts';
import { system } from '../model/system.ts';
import { modelOf } from './check.ts';
import { doubtsOf } from './doubts.ts';
import type { ExploreOptions } from './exploration.ts';
import { explore } from './explore.ts';

async function doubts(model: unknown, options: ExploreOptions = {}) {
  const definition = modelOf(model);
  return doubtsOf(await explore(definition, options), definition);
}

const state = z.object({
  count: z.int().min(0).max(9),
  quota: z.object({ least: z.int(), greatest: z.int() }),
  limits: z.tuple([z.int(), z.int()]),
  note: z.string().optional(),
  tags: z.set(z.enum(['a', 'b'])),
});

/** A counter that stays below its quota; `always` and `within` are for the test to say. */
const counter = (always: Record<string, (s: z.infer<typeof state>) => boolean>, fence = 9) =>
  machine({ state }).define({
    init: () => ({
      count: 0,
      quota: { least: 0, greatest: 4 },
      limits: [0, 4],
      tags: new Set(['a'] as const),
    }),
    actions: {
      up: {
        when: (s) => s.count < s.quota.greatest,
        next: (s) => {
          s.count += 1;
          if (s.count === 2) s.note = 'two';
        },
      },
    },
    within: (s) => s.count <= fence,
    // The properties of a test read mutable values and change nothing.
    always: always as never,
    sometimes: { isThree: (s) => s.count === 3, isSeven: (s) => s.count === 7 },
  });

test('a property that reads only what never changes is frozen, with what it reads', async () => {
  const found = await doubts(
    counter({
      ordered: (s) => s.quota.least <= s.quota.greatest,
      inTuple: (s) => s.limits[0] < s.limits[1],
      nothing: () => true,
    }),
  );
  expect(found).toEqual([
    { kind: 'frozen', property: 'always.ordered', parts: ['quota.least', 'quota.greatest'] },
    { kind: 'frozen', property: 'always.inTuple', parts: ['limits[0]', 'limits[1]'] },
    { kind: 'frozen', property: 'always.nothing', parts: [] },
  ]);
});

test('one that looks at anything that may change is not', async () => {
  const found = await doubts(
    counter({
      reached: (s) => s.count <= s.quota.greatest,
      absentAtFirst: (s) => s.note === undefined || s.quota.least === 0,
      inside: (s) => 'note' in s || s.quota.least === 0,
      listed: (s) => Object.keys(s).length > 0,
      spread: (s) => ({ ...s }).quota.least === 0,
      collection: (s) => s.tags.has('a'),
      printed: (s) => JSON.stringify(s) !== '',
      later: (s) => s.quota.least === 0 && s.count >= 0,
    }),
  );
  expect(found).toEqual([]);
});

test('of a run that was cut, of one state and of classes of states nothing is said', async () => {
  const model = counter({ ordered: (s) => s.quota.least <= s.quota.greatest });
  expect(await doubts(model, { budget: { depthMax: 2 } })).toEqual([]);
  const alone = await doubts(counter({ ordered: (s) => s.quota.least === 0 }, 0));
  expect(alone.filter(({ kind }) => kind === 'frozen')).toEqual([]);
  const Name = z.enum(['a', 'b']);
  const passing = machine({
    state: z.object({ holder: Name, times: z.int().min(0).max(2) }),
    symmetry: [Name],
  }).define({
    init: (turn) => ({ holder: turn.choose(['a', 'b'] as const), times: 0 }),
    actions: {
      pass: {
        params: { to: Name },
        when: (s) => s.times < 2,
        next: (s, { to }) => {
          s.holder = to;
          s.times += 1;
        },
      },
    },
    // Of each class the state that is kept has the same holder, others have another one.
    always: { known: (s) => s.holder === 'a' || s.holder === 'b' },
  });
  expect(await doubts(passing)).toEqual([]);
});

test('what is true one step over the fence only is told with that step', async () => {
  const found = await doubts(counter({}, 2));
  expect(found).toMatchObject([
    {
      kind: 'fenced',
      property: 'sometimes.isThree',
      trace: { init: { count: 2 }, steps: [{ by: 'actions.up', state: { count: 3 } }] },
    },
  ]);
  expect(await doubts(counter({}, 3))).toEqual([]);
  expect(await doubts(counter({}, 1))).toEqual([]);
});

const Ping = messages({ ping: {} });

const [echo] = addresses('echo');

/** An actor that sends itself one message after the other, with a limit that never changes. */
const Echo = actor({
  messages: Ping,
  durable: z.object({ heard: z.int().min(0).max(9), limit: z.int() }),
}).define({
  init: () => ({ heard: 0, limit: 3 }),
  start: (_, turn) => turn.send(echo, Ping.ping()),
  on: {
    ping: (s, _, turn) => {
      s.heard += 1;
      if (s.heard < s.limit) turn.send(echo, Ping.ping());
    },
  },
});

test('the same goes for systems', async () => {
  const found = await doubts(
    system({
      actors: { one: Echo.at(echo) },
      network: { order: 'any', lose: 0, duplicate: 0 },
    }).define({
      within: (w) => w.one.heard < 3,
      always: { limited: (w) => w.one.limit < 9, quiet: (w) => w.inFlight.length < 3 },
      sometimes: { done: (w) => w.one.heard === 3 },
    }),
  );
  expect(found).toMatchObject([
    { kind: 'frozen', property: 'always.limited', parts: ['one.limit'] },
    { kind: 'fenced', property: 'sometimes.done', trace: { steps: [{ event: 'deliver' }] } },
  ]);
});
