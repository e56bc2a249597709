import { expect, test } from 'vitest';
import * as z from 'zod';
import { modelOf } from '../engine/check.ts';
import { explore } from '../engine/explore.ts';
import { actor } from '../model/actor.ts';
import { address, addresses } from '../model/address.ts';
import { messages } from '../model/messages.ts';
import { system } from '../model/system.ts';
import { stateMap } from './state-map.ts';

const Msg = messages({ ask: {}, yes: {} });
const hub = address('hub');
const Voter = actor({
  messages: Msg,
  durable: z.object({ phase: z.enum(['waiting', 'asked']) }),
}).define({
  init: () => ({ phase: 'waiting' }),
  on: {
    ask: (s, _, turn) => {
      s.phase = 'asked';
      turn.reply(Msg.yes());
    },
  },
});
const Hub = actor({
  messages: Msg,
  props: z.object({ voters: z.array(z.string()) }),
  volatile: z.object({ votes: z.int().min(0).max(3) }),
}).define({
  init: () => ({ votes: 0 }),
  start: (_, turn) => turn.broadcast(turn.props.voters.map(address), Msg.ask()),
  on: {
    yes: (s) => {
      s.votes += 1;
    },
  },
});
const voters = addresses('v1', 'v2', 'v3');
const vote = system({
  actors: { hub: Hub.at(hub, { voters: [...voters] }), voters: voters.map((at) => Voter.at(at)) },
  network: { order: 'any', lose: 0, duplicate: 0 },
}).define({});

test('the map of a system groups by the fields of its actors, those of one kind together', async () => {
  const { explored } = await explore(modelOf(vote));
  const map = stateMap(explored);
  const names = (groupBy?: readonly string[]) => {
    const view = map.view({ ...(groupBy && { groupBy }) }, []);
    return view.kind === 'view'
      ? view.cells.map(({ label, states }) => [...label, states])
      : view.kind;
  };
  // For each number of voters that were asked, the ways in which votes can have arrived.
  expect(names(['voters[*].phase'])).toEqual([
    ['voters[*].phase: 3 waiting', 1],
    ['voters[*].phase: 2 waiting, 1 asked', 6],
    ['voters[*].phase: 1 waiting, 2 asked', 12],
    ['voters[*].phase: 3 asked', 8],
  ]);
});
