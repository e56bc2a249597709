import { expect, test } from 'vitest';
import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { addresses } from '../model/address.ts';
import { messages } from '../model/messages.ts';
import type { Network } from '../model/network.ts';
import { system } from '../model/system.ts';
import { type Replayed, replay } from './replay.ts';
import type { ReplayStep } from './replay-step.ts';

const Msg = messages({ note: { n: z.int() }, hint: {} });
const [ann, bob, eve] = addresses('ann', 'bob', 'eve');

const Sender = actor({
  messages: Msg,
  durable: z.object({ sent: z.int() }),
  timers: { again: { after: 10 } },
}).define({
  init: () => ({ sent: 0 }),
  start: (s, turn) => {
    s.sent = 2;
    turn.send(bob, Msg.note({ n: 1 }));
    turn.send(bob, Msg.note({ n: 2 }));
    turn.setTimer('again');
  },
  on: {},
  onTimer: {
    again: (s, turn) => {
      s.sent += 1;
      turn.send(bob, Msg.hint());
    },
  },
});

const Receiver = actor({
  messages: Msg,
  durable: z.object({ sum: z.int(), mood: z.enum(['good', 'bad']) }),
}).define({
  init: () => ({ sum: 0, mood: 'good' }),
  on: {
    note: (s, { n }) => {
      s.sum += n;
    },
    hint: (s, _, turn) => {
      if (s.sum === 0) return;
      s.mood = turn.choose(['good', 'bad']);
    },
  },
});

/** Notes and a hint for a receiver that may crash once. */
const post = (network: Partial<Network>) =>
  system({
    actors: { ann: Sender.at(ann), others: [Receiver.at(bob), Receiver.at(eve)] },
    network: { order: 'any', lose: 1, duplicate: 1, ...network },
    faults: { crashes: 1, of: [bob], recover: true },
  }).define({
    always: { sumIsSmall: ({ others }) => others.every(({ sum }) => sum < 4) },
    alwaysStep: {
      sumGrows: (before, after) => (after.others[0]?.sum ?? 0) >= (before.others[0]?.sum ?? 0),
    },
    within: ({ others }) => others.every(({ mood }) => mood === 'good'),
  });

const note = (n: number) => ({ from: 'ann', to: 'bob', message: { kind: 'note', n } });
const hint = { from: 'ann', to: 'bob', message: { kind: 'hint' } };
const again: ReplayStep = ['timer', { actor: 'ann', timer: 'again' }];

/** The sums of the receiver on the way, and whatever else is told. */
function told({ states, ...rest }: Replayed<{ others: readonly { readonly sum: number }[] }>) {
  return { sums: states.map(({ others }) => others[0]?.sum), ...rest };
}

test('deliveries, timers and faults are replayed by what happens', () => {
  const steps: readonly ReplayStep[] = [
    ['duplicate', note(2)],
    ['deliver', note(2)],
    again,
    ['lose', note(1)],
    ['crash', { actor: 'bob' }],
    ['recover', { actor: 'bob' }],
  ];
  const replayed = replay(post({}), steps, { mustReplay: true });
  expect(told(replayed)).toEqual({
    sums: [0, 2, 4, 4, 4, 4, 4],
    violated: ['always.sumIsSmall'],
  });
  const [, , , , , crashed, recovered] = replayed.states;
  expect([crashed?.crashed, recovered?.crashed].map((set) => [...(set ?? [])])).toEqual([
    ['bob'],
    [],
  ]);
  expect(crashed?.inFlight).toEqual([hint]);
});

test('a handler is named by its key path, too, and a delivery by it is no duplicate', () => {
  const replayed = replay(post({}), [
    ['actors.others.0.on.note', note(2)],
    ['actors.ann.onTimer.again', { actor: 'ann', timer: 'again' }],
    ['network.lose', note(1)],
    ['faults.crashes', { actor: 'bob' }],
    ['faults.recover', { actor: 'bob' }],
    ['actors.others.0.on.hint', hint, { choose: ['bad'] }],
  ]);
  expect(told(replayed)).toEqual({
    sums: [0, 2, 2, 2, 2, 2],
    violated: [],
    blockedAt: 5,
    reason: 'It leads to a state outside the fence: within is false.',
  });
});

const crash: ReplayStep = ['crash', { actor: 'bob' }];
test.each<[string, Partial<Network>, readonly ReplayStep[], string]>([
  [
    'an unknown name',
    {},
    [['actors.bob.on.note', note(1)]],
    'Nothing in the system is called actors.bob.on.note. A step is named by what happens (lose, ' +
      'deliver, duplicate, timer, crash, recover) or by the key path of its handler.',
  ],
  [
    'a parameter that is missing',
    {},
    [['timer', { actor: 'ann' }]],
    'A step timer names actor, timer; timer is missing.',
  ],
  ['no losses', { lose: 0 }, [['lose', note(1)]], 'network.lose is 0.'],
  [
    'messages that stay anyhow',
    { duplicate: 'any' },
    [['duplicate', note(1)]],
    "With duplicate: 'any' a delivered message stays; such a step is called deliver.",
  ],
  [
    'nobody at an address',
    {},
    [['crash', { actor: 'tom' }]],
    'There is no actor at tom. There are ann, bob, eve.',
  ],
  ['an actor that is spared', {}, [['crash', { actor: 'ann' }]], 'faults.of does not name ann.'],
  [
    'a budget that is used up',
    {},
    [
      ['lose', note(1)],
      ['lose', note(2)],
    ],
    'network.lose is used up.',
  ],
  [
    'crashes that are used up',
    {},
    [crash, ['recover', { actor: 'bob' }], crash],
    'faults.crashes is used up.',
  ],
  ['an actor that is crashed', {}, [crash, ['deliver', note(1)]], 'bob is crashed.'],
  ['an actor that is not crashed', {}, [['recover', { actor: 'bob' }]], 'bob is not crashed.'],
  ['a timer that is not set', {}, [again, again], 'The timer again of ann is not set.'],
  [
    'a timer that is not declared',
    {},
    [['timer', { actor: 'bob', timer: 'later' }]],
    'bob has no timer later. It has none.',
  ],
  [
    'a message that is not in flight',
    {},
    [['deliver', note(3)]],
    "No { kind: 'note', n: 3 } from ann to bob is in flight; there is { kind: 'note', n: 1 }, " +
      "{ kind: 'note', n: 2 }.",
  ],
  [
    'messages that all have arrived',
    {},
    [
      ['deliver', note(1)],
      ['deliver', note(2)],
      ['deliver', note(2)],
    ],
    "No { kind: 'note', n: 2 } from ann to bob is in flight, and nothing else from ann.",
  ],
  [
    'a message that waits for another',
    { order: 'fifo' },
    [['deliver', note(2)]],
    "{ kind: 'note', n: 1 } from ann to bob comes first.",
  ],
  [
    'a delivery that changes nothing',
    {},
    [again, ['deliver', hint]],
    'actors.others.0.on.hint changes nothing here, so it is no step.',
  ],
  [
    'other choices',
    {},
    [['deliver', note(1)], again, ['deliver', hint, { choose: ['sad'] }]],
    "It is enabled with other choices: ['bad'].",
  ],
])('a step that cannot be taken says why: %s', (_, network, steps, reason) => {
  expect(replay(post(network), steps)).toMatchObject({ blockedAt: steps.length - 1, reason });
});

test('a step that must be replayed fails with its place and the reason', () => {
  expect(() => replay(post({}), [again, again], { mustReplay: true })).toThrow(
    'Step 2 (timer) is not enabled any more. The timer again of ann is not set. Record the trace ' +
      'again, or leave out mustReplay to allow this.',
  );
});
