import { expect, test } from 'vitest';
import * as z from 'zod';
import { actor } from './actor.ts';
import { Address, address, addresses } from './address.ts';
import { definitionOf, definitionVersion, instanceKey } from './definition.ts';
import { messages } from './messages.ts';
import { system } from './system.ts';

const declaration = { messages: messages({ ping: {} }), props: z.object({ peer: Address }) };
const behavior = { init: () => ({}), on: {} };
const [a, b] = addresses('a', 'b');

test('addresses keep the order of their names', () => {
  expect([a, b]).toEqual(['a', 'b']);
});

test('an empty name is no address', () => {
  expect(() => address('')).toThrow();
});

test('an instance carries its actor, its address and its props', () => {
  const instance = actor(declaration).define(behavior).at(a, { peer: b });
  expect(instance).toEqual({
    address: a,
    [instanceKey]: { declaration, behavior, props: { peer: b } },
  });
});

test('a system carries a definition of this version', () => {
  const Peer = actor(declaration).define(behavior);
  const actors = { left: Peer.at(a, { peer: b }), right: Peer.at(b, { peer: a }) };
  const properties = { always: { fine: () => true } };
  const network = { order: 'any', lose: 0, duplicate: 0 } as const;
  const pair = system({ actors, network }).define(properties);
  expect(definitionOf(pair)).toMatchObject({
    version: definitionVersion,
    kind: 'system',
    declaration: { actors, network },
    properties,
  });
  expect(pair.actors).toBe(actors);
});
