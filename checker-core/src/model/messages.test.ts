import { expect, test } from 'vitest';
import * as z from 'zod';
import { messages } from './messages.ts';

const Msg = messages({ ping: {}, pong: { n: z.int() } });

test('a message carries its kind and its fields', () => {
  expect(Msg.ping()).toEqual({ kind: 'ping' });
  expect(Msg.pong({ n: 1 })).toEqual({ kind: 'pong', n: 1 });
});

test('a message cannot be changed after it was made', () => {
  expect(() => Object.assign(Msg.pong({ n: 1 }), { n: 2 })).toThrow(TypeError);
});

test('a creator tells the kind that it makes', () => {
  expect(Msg.pong.kind).toBe('pong');
});
