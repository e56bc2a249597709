import { actor, address, messages, system } from 'everyturn';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { definitionOf } from '../../../model/definition.ts';
import { explore } from '../../explore.ts';

const Count = messages({ more: {} });

/** Two actors that count to 9 and know whether they are there. */
function counters(asked: { counter: () => void; whole: () => void }) {
  const counter = actor({
    messages: Count,
    props: z.object({}),
    volatile: z.object({ count: z.int().min(0).max(9), isFull: z.boolean() }),
  });
  const Counter = counter.define({
    init: () => ({ count: 0, isFull: false }),
    start: (_, turn) => turn.send(turn.self, Count.more()),
    on: {
      more: (s, _, turn) => {
        s.count += 1;
        s.isFull = s.count === 9;
        if (!s.isFull) turn.send(turn.self, Count.more());
      },
    },
  });
  return system({
    actors: { both: [Counter.at(address('a'), {}), Counter.at(address('b'), {})] },
    network: { order: 'any', lose: 0, duplicate: 0 },
  }).define({
    always: {
      isBoolean: (w) => {
        asked.counter();
        return w.both.every(({ isFull }) => typeof isFull === 'boolean');
      },
      isFullAtNine: (w) => {
        asked.whole();
        return w.both.every((each) => each.isFull === (each.count === 9));
      },
    },
  });
}

test('a property that reads one field of an actor is asked once for each value of that field', async () => {
  const asked = { counter: 0, whole: 0 };
  const model = counters({
    counter: () => {
      asked.counter += 1;
    },
    whole: () => {
      asked.whole += 1;
    },
  });
  const definition = definitionOf(model);
  if (!definition) throw new Error('no model');
  const { report } = await explore(definition, { engine: 'compiled' });
  expect(report.distinctStates).toBe(100);
  expect(report.verdicts.get('always.isBoolean')?.kind).toBe('holds');
  // Each of both may be full or not: four readings, and the states that are asked about twice.
  const twice = asked.whole - 100;
  expect(asked.counter).toBe(4 + twice);
});
