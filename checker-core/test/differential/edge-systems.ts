/** Small systems that an engine which remembers turns is likely to tell wrongly. */
import {
  type ActorBehavior,
  actor,
  address,
  addresses,
  history,
  messages,
  objects,
  seen,
  system,
} from 'everyturn';
import * as z from 'zod';

const [a, b] = addresses('a', 'b');
const network = { order: 'any', lose: 0, duplicate: 0 } as const;
const alphabet = { add: { amount: z.int() }, added: {} };
const Msg = messages(alphabet);
const timers = { again: { after: 1 } };

type Alphabet = typeof alphabet;
type Behavior = ActorBehavior<object, { count: number }, Alphabet, typeof timers>;

/** Calls of one client to a server; what a response says may be what cannot be told. */
const added = (cannotBeTold: boolean) =>
  history(objects.only(objects.counter(), 'add'), {
    add: {
      invoke: seen(Msg.add, ({ amount }) => ({ amount })),
      response: seen(Msg.added, () => {
        if (cannotBeTold) throw new Error('what was added is unknown');
        return 'ok' as const;
      }),
    },
  });

const Server = actor({ messages: Msg, durable: z.object({ count: z.int() }) }).define({
  init: () => ({ count: 0 }),
  on: {
    add: (s, { amount }, turn) => {
      s.count += amount;
      turn.reply(Msg.added());
    },
  },
});

/** A client that begins one call, with a timer for whatever else it does. */
function calling(behavior: Pick<Behavior, 'on' | 'onTimer'>, cannotBeTold = false) {
  const Client = actor({ messages: Msg, durable: z.object({ count: z.int() }), timers }).define({
    init: () => ({ count: 0 }),
    start: (_, turn) => {
      turn.send(b, Msg.add({ amount: 1 }));
      turn.setTimer('again');
    },
    ...behavior,
  });
  return system({ actors: { client: Client.at(a), server: Server.at(b) }, network }).define({
    always: { few: (w) => w.client.count < 2 },
    linearizable: { added: added(cannotBeTold) },
  });
}

const idle = () => {};

/**
 * Two equal messages, of which the second changes nothing more: that is where everything ends. The
 * first of such ends are allowed: the others are found by other threads.
 */
function endingIdly() {
  const durable = z.object({ got: z.boolean(), seat: z.int() });
  const Peer = actor({ messages: Msg, durable }).define({
    init: (_, turn) => ({ got: false, seat: turn.choose([1, 2, 3, 4]) }),
    start: (_, turn) => turn.send(a, Msg.added()),
    on: {
      added: (s) => {
        s.got = true;
      },
    },
  });
  return system({ actors: { peers: [Peer.at(a), Peer.at(b)] }, network }).define({
    terminal: ({ peers: [first] }) => first.seat < 4,
  });
}

/**
 * Actors that count whatever happens, on a network that loses and repeats, with crashes, a history and a
 * message to nobody: hardly anything is met twice, so what happens is not worth remembering.
 */
function neverRepeating() {
  const durable = z.object({ count: z.int(), log: z.array(z.int()) });
  const volatile = z.object({ mood: z.int() });
  const Caller = actor({ messages: Msg, durable, volatile, timers }).define({
    init: () => ({ count: 0, log: [], mood: 0 }),
    start: (_, turn) => turn.setTimer('again'),
    recover: (s, turn) => {
      s.mood = turn.choose([1, 2]);
      turn.setTimer('again');
    },
    on: {
      added: (s) => {
        s.log.push(s.count);
        if (s.log.length === 3) throw new Error('that is enough');
      },
    },
    onTimer: {
      again: (s, turn) => {
        s.count += 1;
        turn.send(s.count % 3 === 0 ? address('nobody') : b, Msg.add({ amount: s.count }));
        if (s.count < 4) turn.setTimer('again');
      },
    },
  });
  return system({
    actors: { caller: Caller.at(a), server: Server.at(b) },
    network: { order: 'any', lose: 1, duplicate: 1 },
    faults: { crashes: 1, of: [a], recover: true },
    budget: { statesMax: 2_000 },
  }).define({
    always: { little: (w) => w.server.count < 9 },
    alwaysStep: { more: (before, after) => after.server.count >= before.server.count },
    linearizable: { added: added(false) },
    terminal: (w) => w.caller.count > 1,
  });
}

/** Systems by what is odd about them. */
export const edgeSystems = {
  'a deadlock in which deliveries change nothing': endingIdly,
  'actors whose states never repeat': neverRepeating,
  'a response that nobody handles': () => calling({ on: {}, onTimer: { again: idle } }),
  'a response whose turn throws': () =>
    calling({
      on: {
        added: () => {
          throw new Error('refused');
        },
      },
      onTimer: { again: idle },
    }),
  'a response that cannot be told, in a turn that chooses': () =>
    calling(
      {
        on: {
          added: (s, _, turn) => {
            s.count = turn.choose([1, 2]);
          },
        },
        onTimer: { again: idle },
      },
      true,
    ),
  'a response that cannot be told, in a turn that chooses from nothing': () =>
    calling(
      { on: { added: (_, __, turn) => void turn.choose([]) }, onTimer: { again: idle } },
      true,
    ),
  'a turn that throws or begins a second call': () =>
    calling({
      on: { added: idle },
      onTimer: {
        again: (_, turn) => {
          if (turn.choose([true, false])) throw new Error('refused');
          turn.send(b, Msg.add({ amount: 1 }));
        },
      },
    }),
  'a turn that begins a second call and sends to nobody': () =>
    calling({
      on: { added: idle },
      onTimer: {
        again: (s, turn) => {
          s.count += 1;
          turn.send(address('nobody'), Msg.added());
          turn.send(b, Msg.add({ amount: 1 }));
        },
      },
    }),
  'a turn that sends to nobody and changes something': () =>
    calling({
      on: { added: idle },
      onTimer: {
        again: (s, turn) => {
          s.count += 1;
          turn.send(address('nobody'), Msg.added());
        },
      },
    }),
};
