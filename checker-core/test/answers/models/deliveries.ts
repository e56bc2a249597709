/** Small systems in which one thing about networks can be seen: 4.1 of the tables. */
import { actor, address, addresses, messages, type Network, system } from 'everyturn';
import * as z from 'zod';

/** How messages travel, where only that differs. */
export const networks = {
  any: { order: 'any', lose: 0, duplicate: 0 },
  fifo: { order: 'fifo', lose: 0, duplicate: 0 },
  dup: { order: 'any', lose: 0, duplicate: 'any' },
  anyLossy: { order: 'any', lose: 'any', duplicate: 0 },
  fifoLossy: { order: 'fifo', lose: 'any', duplicate: 0 },
  dupLossy: { order: 'any', lose: 'any', duplicate: 'any' },
} as const satisfies Record<string, Network>;

const [a, b] = addresses('a', 'b');
const Nothing = messages({});

/** A server that takes note of one message and ignores the other. */
export const ignoring = (network: Network) => {
  const Msg = messages({ ignored: {}, interesting: {} });
  const Client = actor({ messages: Msg }).define({
    init: () => ({}),
    start: (_, turn) => {
      turn.send(b, Msg.ignored());
      turn.send(b, Msg.interesting());
    },
    on: {},
  });
  const Server = actor({ messages: Msg, durable: z.object({ noted: z.boolean() }) }).define({
    init: () => ({ noted: false }),
    on: {
      ignored: () => {},
      interesting: (s) => {
        s.noted = true;
      },
    },
  });
  const actors = { client: Client.at(a), server: Server.at(b) };
  return system({ actors, network }).define({
    sometimes: {
      settled: (w) => w.server.noted && w.inFlight.length === (network.order === 'fifo' ? 0 : 1),
    },
    terminal: (w) => w.server.noted,
  });
};

/** An actor that sends to an address at which there is none. */
export const unknownRecipient = (network: Network) => {
  const Msg = messages({ hello: {} });
  const Sender = actor({ messages: Msg }).define({
    init: () => ({}),
    start: (_, turn) => turn.send(address('nobody'), Msg.hello()),
    on: {},
  });
  return system({ actors: { sender: Sender.at(a) }, network }).define({});
};

/** Two messages, and a receiver that lists what it gets. */
export const order = (network: Network) => {
  const Msg = messages({ number: { n: z.int() } });
  const Sender = actor({ messages: Msg }).define({
    init: () => ({}),
    start: (_, turn) => {
      turn.send(b, Msg.number({ n: 2 }));
      turn.send(b, Msg.number({ n: 1 }));
    },
    on: {},
  });
  const Receiver = actor({ messages: Msg, volatile: z.object({ got: z.array(z.int()) }) }).define({
    init: () => ({ got: [] }),
    on: {
      number: (s, { n }) => {
        s.got.push(n);
      },
    },
  });
  const actors = { sender: Sender.at(a), receiver: Receiver.at(b) };
  return system({ actors, network }).define({
    sometimes: {
      inOrder: (w) => w.receiver.got.join() === '2,1',
      outOfOrder: (w) => w.receiver.got.join() === '1,2',
    },
  });
};

/** An actor that sends the same message several times, and a receiver that counts. */
export const counting = (network: Network, times: number, within = Number.POSITIVE_INFINITY) => {
  const Msg = messages({ tick: {} });
  const Sender = actor({ messages: Msg }).define({
    init: () => ({}),
    start: (_, turn) => {
      for (let i = 0; i < times; i += 1) turn.send(b, Msg.tick());
    },
    on: {},
  });
  const Receiver = actor({ messages: Msg, durable: z.object({ count: z.int() }) }).define({
    init: () => ({ count: 0 }),
    on: {
      tick: (s) => {
        s.count += 1;
      },
    },
  });
  const actors = { sender: Sender.at(a), receiver: Receiver.at(b) };
  return system({ actors, network }).define({
    within: (w) => w.receiver.count < within,
    sometimes: {
      once: (w) => w.receiver.count === 1,
      twice: (w) => w.receiver.count === 2,
      thrice: (w) => w.receiver.count === 3,
    },
  });
};

/** Two actors that say one thing at start and another when they first hear something. */
export const scripted = (network: Network) => {
  const Msg = messages({ say: { what: z.enum(['A', 'B', 'C', 'D']) } });
  const Speaker = actor({
    messages: Msg,
    props: z.object({ lines: z.tuple([z.enum(['A', 'C']), z.enum(['B', 'D'])]) }),
    durable: z.object({ said: z.int().min(0).max(2) }),
  }).define({
    init: () => ({ said: 0 }),
    start: (s, turn) => {
      turn.send(turn.self === a ? b : a, Msg.say({ what: turn.props.lines[0] }));
      s.said = 1;
    },
    on: {
      say: (s, _, turn) => {
        if (s.said === 2) return;
        turn.reply(Msg.say({ what: turn.props.lines[1] }));
        s.said = 2;
      },
    },
  });
  const actors = {
    speakers: [Speaker.at(a, { lines: ['A', 'B'] }), Speaker.at(b, { lines: ['C', 'D'] })],
  };
  return system({ actors, network }).define({
    sometimes: { allSaid: (w) => w.speakers.every(({ said }) => said === 2) },
  });
};

/** Three actors without state or messages, of which some crash. */
export const crashing = (crashes: number, recover: boolean) => {
  const Idle = actor({ messages: Nothing }).define({ init: () => ({}), on: {} });
  const idlers = addresses('x', 'y', 'z').map((at) => Idle.at(at));
  const network = networks.any;
  return system({ actors: { idlers }, network, faults: { crashes, recover } }).define({
    sometimes: { oneDown: (w) => w.crashed.size === 1, twoDown: (w) => w.crashed.size === 2 },
  });
};

/** One actor that counts twice: what is volatile is lost in a crash, what is durable is not. */
export const recovering = (crashes: number) => {
  const Counter = actor({
    messages: Nothing,
    durable: z.object({ d: z.int() }),
    volatile: z.object({ v: z.int() }),
    timers: { tick: { after: 10 } },
  }).define({
    init: () => ({ d: 0, v: 0 }),
    start: (_, turn) => turn.setTimer('tick'),
    recover: (s, turn) => {
      if (s.d < 3) turn.setTimer('tick');
    },
    on: {},
    onTimer: {
      tick: (s, turn) => {
        s.v += 1;
        s.d += 1;
        if (s.d < 3) turn.setTimer('tick');
      },
    },
  });
  const actors = { counter: Counter.at(a) };
  const network = networks.any;
  return system({ actors, network, faults: { crashes, recover: true } }).define({
    always: { volatileIsLess: ({ counter }) => counter.v <= counter.d },
    sometimes: { forgotten: ({ counter }) => counter.d > counter.v },
  });
};
