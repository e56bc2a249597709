import { expect, test } from 'vitest';
import * as z from 'zod';
import { actor } from '../model/actor.ts';
import { addresses } from '../model/address.ts';
import { messages } from '../model/messages.ts';
import { system } from '../model/system.ts';
import { check } from './check.ts';

const [a, b] = addresses('a', 'b');
const Msg = messages({ ping: {} });
const behavior = { init: () => ({}), on: {} };
const Idle = actor({ messages: Msg }).define(behavior);
const network = { order: 'any', lose: 0, duplicate: 0 };
const of = (declaration: object, properties: object = {}) =>
  system({ actors: { idle: Idle.at(a) }, network, ...declaration } as never).define(
    properties as never,
  );
const withActor = (declaration: object, more: object = {}, props: object = {}) => {
  const made = actor({ messages: Msg, ...declaration } as never).define({
    ...behavior,
    ...more,
  } as never);
  // Props are given whether their type is known or not.
  const at = made.at as (...placed: readonly unknown[]) => unknown;
  return of({ actors: { one: at(a, props) } });
};
const twice = z.object({ n: z.int() });

test.each([
  [
    'an order that there is not',
    of({ network: { ...network, order: 'lifo' } }),
    'network.order is lifo; there are any and fifo.',
  ],
  [
    'a loss that is no number',
    of({ network: { ...network, lose: -1 } }),
    'network.lose is -1; it is a whole number from 0, or any.',
  ],
  [
    'a queue that keeps its first message',
    of({ network: { order: 'fifo', lose: 0, duplicate: 'any' } }),
    "duplicate: 'any' goes with order: 'any' only",
  ],
  ['no actors', of({ actors: {} }), 'actors is empty'],
  [
    'an actor without address',
    of({ actors: { idle: Idle } }),
    'actors.idle is no actor at an address. Place it: Actor.at(address, props).',
  ],
  [
    'a role with the name of something else',
    of({ actors: { inFlight: Idle.at(a) } }),
    'No role can be called inFlight',
  ],
  [
    'two actors at one address',
    of({ actors: { x: Idle.at(a), y: [Idle.at(b), Idle.at(a)] } }),
    'actors.x and actors.y.1 are at one address, a.',
  ],
  [
    'crashes that cannot be counted',
    of({ faults: { crashes: 0.5, recover: true } }),
    'faults.crashes is 0.5',
  ],
  [
    'crashes of a stranger',
    of({ faults: { crashes: 1, of: [b], recover: true } }),
    'faults.of names b, which is no address of the system.',
  ],
  ['a part that there is not', of({}, { never: {} }), 'never is no part of a system.'],
  [
    'a history that records nothing',
    of({}, { linearizable: { register: {} } }),
    'linearizable.register is no history.',
  ],
  [
    'a field that is durable and volatile',
    withActor({ durable: twice, volatile: twice }),
    'actors.one has n both as durable and as volatile.',
  ],
  [
    'a state without names',
    withActor({ durable: z.array(z.int()) }),
    'actors.one.durable must be a z.object',
  ],
  [
    'a schema of another library',
    withActor({ volatile: { parse: () => ({}) } }),
    'actors.one.volatile is an object; everyturn needs a schema of zod 4.',
  ],
  [
    'a timer without a turn',
    withActor({ timers: { t: { after: 1 } } }),
    'actors.one declares the timer t; add its turn, onTimer.t.',
  ],
  [
    'props outside their schema',
    withActor({ props: twice }, {}, { n: 'x' }),
    'The props of actors.one do not fit their schema at n',
  ],
  [
    'props that are not data',
    withActor({ props: z.any() }, {}, { f: () => 1 }),
    'The props of actors.one hold a function at $.f.',
  ],
])('%s is refused, with what to do', async (_, model, message) => {
  await expect(check(model)).rejects.toThrow(message);
  await expect(check(model)).rejects.toMatchObject({ report: { code: 'EVT501' } });
});
