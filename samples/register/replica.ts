/**
 * A replica of a register, after Attiya, Bar-Noy and Dolev ("Sharing memory robustly in
 * message-passing systems", 1995): read or write a majority, twice. The code that goes into a service.
 */
import { Address, actor, messages, type StateOf, type TurnOf } from 'everyturn';
import * as z from 'zod';
import { RequestId, requests, Value } from './register.ts';

/** Orders writes: by counter, then by the replica that coordinated the write. */
const Stamp = z.object({ count: z.int().min(0).max(3), by: z.string() });
type Stamp = z.output<typeof Stamp>;

export const Abd = messages({
  ...requests,
  query: { id: RequestId },
  report: { id: RequestId, stamp: Stamp, value: Value },
  record: { id: RequestId, stamp: Stamp, value: Value },
  recorded: { id: RequestId },
});

const Request = z.object({
  id: RequestId,
  client: Address,
  /** Null for a read. */
  write: z.object({ value: Value }).nullable(),
});

const Phase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.literal('querying'),
    request: Request,
    heard: z.set(Address),
    /** The newest that was heard of. */
    stamp: Stamp,
    value: Value,
  }),
  z.object({
    kind: z.literal('recording'),
    request: Request,
    heard: z.set(Address),
    value: Value,
  }),
]);

const replica = actor({
  messages: Abd,
  props: z.object({
    peers: z.array(Address),
    majority: z.int().min(1),
    /** Whether a read makes sure that a majority has what it answers. */
    writesBack: z.boolean(),
  }),
  durable: z.object({ stamp: Stamp, value: Value }),
  volatile: z.object({ phase: Phase }),
});
type State = StateOf<typeof replica>;
type Turn = TurnOf<typeof replica>;
type Querying = Extract<State['phase'], { readonly kind: 'querying' }>;

const isNewer = (a: Stamp, b: Stamp) => a.count > b.count || (a.count === b.count && a.by > b.by);

/** Both operations begin by asking the peers for their latest write. */
function askPeers(s: State, turn: Turn, request: z.output<typeof Request>) {
  if (s.phase.kind !== 'idle') return;
  const { stamp, value } = s;
  s.phase = { kind: 'querying', request, heard: new Set([turn.self]), stamp, value };
  turn.broadcast(turn.props.peers, Abd.query({ id: request.id }));
}

/** A majority has reported: what is to be known to a majority from now on? */
function recordNewest(s: State, turn: Turn, { request, stamp, value }: Querying) {
  if (request.write === null && !turn.props.writesBack) {
    s.phase = { kind: 'idle' };
    turn.send(request.client, Abd.getOk({ id: request.id, value }));
    return;
  }
  const newest =
    request.write === null
      ? { stamp, value }
      : { stamp: { count: stamp.count + 1, by: turn.self }, value: request.write.value };
  if (isNewer(newest.stamp, s.stamp)) Object.assign(s, newest);
  s.phase = { kind: 'recording', request, heard: new Set([turn.self]), value: newest.value };
  turn.broadcast(turn.props.peers, Abd.record({ id: request.id, ...newest }));
}

export const Replica = replica.define({
  init: () => ({ stamp: { count: 0, by: '' }, value: null, phase: { kind: 'idle' } }),

  on: {
    put: (s, { id, value }, turn) =>
      askPeers(s, turn, { id, client: turn.sender, write: { value } }),
    get: (s, { id }, turn) => askPeers(s, turn, { id, client: turn.sender, write: null }),

    query: (s, { id }, turn) => {
      turn.reply(Abd.report({ id, stamp: s.stamp, value: s.value }));
    },
    report: (s, { id, stamp, value }, turn) => {
      const { phase } = s;
      if (phase.kind !== 'querying' || phase.request.id !== id) return;
      phase.heard.add(turn.sender);
      if (isNewer(stamp, phase.stamp)) {
        phase.stamp = stamp;
        phase.value = value;
      }
      if (phase.heard.size >= turn.props.majority) recordNewest(s, turn, phase);
    },

    record: (s, { id, stamp, value }, turn) => {
      if (isNewer(stamp, s.stamp)) {
        s.stamp = stamp;
        s.value = value;
      }
      turn.reply(Abd.recorded({ id }));
    },
    recorded: (s, { id }, turn) => {
      const { phase } = s;
      if (phase.kind !== 'recording' || phase.request.id !== id) return;
      phase.heard.add(turn.sender);
      if (phase.heard.size < turn.props.majority) return;
      const { request, value } = phase;
      s.phase = { kind: 'idle' };
      turn.send(
        request.client,
        request.write === null ? Abd.getOk({ id, value }) : Abd.putOk({ id }),
      );
    },

    // Answers to clients never come to a replica, unless it is misconfigured: leave them unhandled.
  },
});
