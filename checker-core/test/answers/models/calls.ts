/** A client, a register and the network between them: what is recorded of their calls. */
import {
  actor,
  addresses,
  type Faults,
  history,
  messages,
  type Network,
  seen,
  sequential,
  system,
} from 'everyturn';
import * as z from 'zod';

const Value = z.int().nullable();

/** Requests and answers. */
export const Call = messages({
  write: { value: Value },
  wrote: {},
  read: {},
  value: { value: Value },
});

const Register = sequential({
  state: z.object({ value: Value }),
  operations: {
    write: { input: { value: Value }, output: z.literal('ok') },
    read: { output: Value },
  },
}).define({
  init: () => ({ value: null }),
  apply: {
    write: (s, { value }) => {
      s.value = value;
      return 'ok';
    },
    read: (s) => s.value,
  },
});

/** What is called and answered, by the messages that cross the network. */
export const calls = () =>
  history(Register, {
    write: {
      invoke: seen(Call.write, ({ value }) => ({ value })),
      response: seen(Call.wrote, () => 'ok'),
    },
    read: { invoke: seen(Call.read, () => ({})), response: seen(Call.value, ({ value }) => value) },
  });

const Server = actor({ messages: Call, volatile: z.object({ value: Value }) }).define({
  init: () => ({ value: null }),
  on: {
    write: (s, { value }, turn) => {
      s.value = value;
      turn.reply(Call.wrote());
    },
    read: (s, _, turn) => turn.reply(Call.value({ value: s.value })),
  },
});

const [server, client] = addresses('server', 'client');

/** Writes 1, 2, … up to `writes`, then reads. */
const Client = actor({
  messages: Call,
  props: z.object({ writes: z.int() }),
  durable: z.object({ written: z.int(), read: Value, late: z.int() }),
}).define({
  init: () => ({ written: 0, read: null, late: 0 }),
  start: (_, turn) => turn.send(server, Call.write({ value: 1 })),
  on: {
    wrote: (s, _, turn) => {
      if (s.written === turn.props.writes) {
        s.late += 1;
        return;
      }
      s.written += 1;
      const isLast = s.written === turn.props.writes;
      turn.reply(isLast ? Call.read() : Call.write({ value: s.written + 1 }));
    },
    value: (s, { value }) => {
      s.read = value;
    },
  },
});

/** One client calls one server. */
export const oneClient = (network: Network, writes = 1, faults?: Faults) => {
  const actors = { server: Server.at(server), client: Client.at(client, { writes }) };
  const recorded = calls();
  return system({ actors, network, ...(faults && { faults }) }).define({
    sometimes: {
      answered: (w) => w.client.read === writes,
      late: (w) => w.client.late > 0,
      forgotten: (w) => w.client.read === null && w.client.written > 0 && w.server.value === null,
    },
    linearizable: { register: recorded },
    sequentiallyConsistent: { register: recorded },
  });
};

/** A client that sends its request a second time before it is answered. */
export const impatient = (network: Network) => {
  const Impatient = actor({ messages: Call, timers: { again: { after: 50 } } }).define({
    init: () => ({}),
    start: (_, turn) => {
      turn.send(server, Call.read());
      turn.setTimer('again');
    },
    on: { value: () => {} },
    onTimer: { again: (_, turn) => turn.send(server, Call.read()) },
  });
  const actors = { server: Server.at(server), client: Impatient.at(client) };
  return system({ actors, network }).define({ linearizable: { register: calls() } });
};
