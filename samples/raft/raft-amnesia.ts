/**
 * Raft with nodes that keep everything in memory.
 *
 * What it shows: which data must be on disk before a message leaves. A node gives away its vote, crashes,
 * recovers without a memory of it, and votes again in the same term: two leaders.
 *
 * What to try: find the two votes in the trace. Then move `promised` to where it belongs:
 * `durable: z.object(promised)` and `volatile: z.object(known)`, and the trace is gone.
 */
import { actor } from 'everyturn';
import * as z from 'zod';
import { clusterOf } from './raft.model.ts';
import { behavior, declaration, known, promised } from './raft.ts';

export const ForgetfulNode = actor({
  ...declaration,
  volatile: z.object({ ...promised, ...known }),
}).define(behavior);

export const raftAmnesia = clusterOf(ForgetfulNode);
