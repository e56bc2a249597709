/** What is declared carries precise types. Checked by the compiler, never run. */
import {
  type Address,
  address,
  cardinality,
  domain,
  messages,
  type Trace,
  type World,
} from 'everyturn';
import * as z from 'zod';
import { expectType, notAny } from './expect-type.ts';
import { register, report } from './models/register.ts';
import { atomicCommit, twoPhase } from './models/two-phase.ts';
import { commitSystem } from './models/two-phase-actors.ts';

type Phase = 'working' | 'prepared' | 'committed' | 'aborted';
type Rms = Record<'rm1' | 'rm2' | 'rm3', Phase>;

// Machines.
expectType(atomicCommit['~state']).toBe<{ rms: Rms }>();
expectType(twoPhase.actions.rmPrepare.params).toBe<{ readonly rm: 'rm1' | 'rm2' | 'rm3' }>();
expectType(twoPhase.actions.tmCommit.params).toBe<{}>();
notAny(twoPhase['~state']);

// Systems.
notAny(commitSystem['~state'].tm);
notAny(register['~state'].clients[0].read);
expectType(commitSystem['~state'].rm1.phase).toBe<Phase>();
expectType(commitSystem['~state'].tm.yes).toBe<Set<Address>>();
expectType(register['~state'].replicas[0].phase.kind).toBe<'idle' | 'querying' | 'recording'>();
expectType(register['~state'].clients[1].read).toBe<'A' | 'B' | null | undefined>();
expectType<World<{}>['inFlight'][number]['message']>(null as never).toBe<never>();
expectType(register['~state'].crashed).toBe<ReadonlySet<Address>>();
expectType(register['~state'].inFlight[0]?.message.kind).toBe<
  'put' | 'putOk' | 'get' | 'getOk' | 'query' | 'report' | 'record' | 'recorded' | undefined
>();

// Reports and values.
expectType<Trace<{ a: Set<number> }>['init']>(null as never).toBe<{
  readonly a: ReadonlySet<number>;
}>();
notAny(await report());
expectType(cardinality(z.boolean())).toBe<bigint | 'unbounded'>();
expectType(domain(z.enum(['x', 'y']))).toBe<readonly ('x' | 'y')[]>();
expectType(address('a')).toBe<Address>();

// Messages.
const Msg = messages({ ping: {}, pong: { n: z.int() } });
expectType(Msg.ping().kind).toBe<'ping'>();
expectType(Msg.pong({ n: 1 }).n).toBe<number>();
