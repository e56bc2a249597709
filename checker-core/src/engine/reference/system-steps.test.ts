import { expect, test } from 'vitest';
import * as z from 'zod';
import { actor } from '../../model/actor.ts';
import { address, addresses } from '../../model/address.ts';
import { definitionOf, type SystemDefinition } from '../../model/definition.ts';
import { messages } from '../../model/messages.ts';
import { type SystemDeclaration, system } from '../../model/system.ts';
import { stepLabel } from '../../report/step-label.ts';
import { decode } from '../../values/canonical.ts';
import type { Outcome } from './steps.ts';
import { SystemSteps, stateOf } from './system-steps.ts';

const Msg = messages({ note: { n: z.int() }, tick: {} });
const [x, y] = addresses('x', 'y');

/** At start it sends two notes and a tick to its peer, and sets both its timers. */
const Peer = actor({
  messages: Msg,
  props: z.object({ peer: z.string() }),
  durable: z.object({ sum: z.int() }),
  volatile: z.object({ coin: z.enum(['head', 'tail']) }),
  timers: { b: { after: 1 }, a: { after: 1 } },
}).define({
  init: (_, turn) => ({ sum: 0, coin: turn.choose(['head', 'tail']) }),
  start: (_, turn) => {
    const peer = address(turn.props.peer);
    turn.broadcast([peer, peer], Msg.note({ n: 2 }));
    turn.send(peer, Msg.note({ n: 1 }));
    turn.setTimer('b');
    turn.setTimer('a');
  },
  on: {
    note: (s, { n }) => {
      s.sum += n;
    },
    tick: () => {},
  },
  onTimer: {
    a: (s, turn) => {
      s.sum = turn.choose([7, 8]);
    },
    b: (_, turn) => {
      turn.choose([]);
    },
  },
});

const faults = { crashes: 1, of: [x], recover: true };
const stepsOf = (declaration: Partial<SystemDeclaration<never>>) => {
  const pair = system({
    actors: { late: [Peer.at(y, { peer: 'x' })], early: Peer.at(x, { peer: 'y' }) },
    network: { order: 'any', lose: 1, duplicate: 1 },
    ...declaration,
  }).define({});
  return new SystemSteps(definitionOf(pair) as SystemDefinition);
};

/** As reports name them, with the number of a note. */
const named = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => {
    const { message } = outcome.params as { message?: { n?: number } };
    const choices = outcome.choices.map(decode);
    return `${stepLabel({ ...outcome, choices })}${message?.n ?? ''}`;
  });
const first = (steps: SystemSteps) => stateOf(steps.initial()[0]?.key ?? '');

test('a system begins once for each sequence of choices of its actors, in the order of roles', () => {
  const coins = stepsOf({ faults })
    .initial()
    .map(({ key }) => stateOf(key ?? '').actors.map(({ fields }) => fields));
  expect(coins).toEqual([
    [
      { sum: 0, coin: 'head' },
      { sum: 0, coin: 'head' },
    ],
    [
      { sum: 0, coin: 'head' },
      { sum: 0, coin: 'tail' },
    ],
    [
      { sum: 0, coin: 'tail' },
      { sum: 0, coin: 'head' },
    ],
    [
      { sum: 0, coin: 'tail' },
      { sum: 0, coin: 'tail' },
    ],
  ]);
});

test('steps come by kind, then by role, then by value; choices in the order of their options', () => {
  const steps = stepsOf({ faults });
  expect(named(steps.successors(first(steps)))).toEqual([
    'lose(note, x → y)1',
    'lose(note, x → y)2',
    'lose(note, y → x)1',
    'lose(note, y → x)2',
    'deliver(note, x → y)1',
    'deliver(note, x → y)2',
    'deliver(note, y → x)1',
    'deliver(note, y → x)2',
    'duplicate(note, x → y)1',
    'duplicate(note, x → y)2',
    'duplicate(note, y → x)1',
    'duplicate(note, y → x)2',
    'timer(a, y, choose: 7)',
    'timer(a, y, choose: 8)',
    'timer(a, x, choose: 7)',
    'timer(a, x, choose: 8)',
    "crash(x, choose: 'head')",
    "crash(x, choose: 'tail')",
  ]);
});

test('in a network in order only the first message of each sender can move', () => {
  const steps = stepsOf({
    network: { order: 'fifo', lose: 'any', duplicate: 0 },
  });
  expect(named(steps.successors(first(steps))).slice(0, 4)).toEqual([
    'lose(note, x → y)2',
    'lose(note, y → x)2',
    'deliver(note, x → y)2',
    'deliver(note, y → x)2',
  ]);
});

test('each step names the code that ran, or what lets it happen', () => {
  const steps = stepsOf({ faults });
  const by = new Set(steps.successors(first(steps)).map((outcome) => outcome.by));
  expect([...by]).toEqual([
    'network.lose',
    'actors.late.0.on.note',
    'actors.early.on.note',
    'actors.late.0.onTimer.a',
    'actors.early.onTimer.a',
    'faults.crashes',
  ]);
  expect(steps.actions).toEqual([
    'actors.late.0.on.note',
    'actors.late.0.on.tick',
    'actors.late.0.onTimer.a',
    'actors.late.0.onTimer.b',
    'actors.early.on.note',
    'actors.early.on.tick',
    'actors.early.onTimer.a',
    'actors.early.onTimer.b',
    'network.lose',
    'faults.crashes',
    'faults.recover',
  ]);
});

test('a crash keeps what is durable, and what waits for the actor', () => {
  const steps = stepsOf({ network: { order: 'any', lose: 0, duplicate: 0 }, faults });
  const outcomes = steps.successors(first(steps));
  const noted = outcomes.find(({ by }) => by === 'actors.early.on.note');
  const crashed = steps
    .successors(stateOf(noted?.key ?? ''))
    .filter(({ event }) => event === 'crash')
    .map(({ key }) => stateOf(key ?? ''));
  const inbox = [2, 2].map((n) => ({ from: 'y', to: 'x', message: { kind: 'note', n } }));
  expect(crashed.map(({ actors }) => actors[1])).toEqual([
    { fields: { sum: 1, coin: 'head' }, inbox, timers: new Set(), crashed: true },
    { fields: { sum: 1, coin: 'tail' }, inbox, timers: new Set(), crashed: true },
  ]);
  const [down] = crashed;
  expect(down && named(steps.successors(down)).filter((name) => /\bx\b/.test(name))).toEqual([
    'deliver(note, x → y)1',
    'deliver(note, x → y)2',
    'recover(x)',
  ]);
});
