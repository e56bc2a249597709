import { expect, test } from 'vitest';
import * as z from 'zod';
import { machine } from '../model/machine.ts';
import { verify } from './verify.ts';

const counter = machine({ state: z.object({ n: z.int().min(0).max(3) }) }).define({
  init: () => ({ n: 0 }),
  actions: { up: { when: (s) => s.n < 3, next: (s) => void s.n++ } },
  always: { isSmall: (s) => s.n < 3 },
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('Nothing was thrown.');
  return error;
}

test('a violation is thrown as the readable report', async () => {
  const { message } = await failureOf(verify(counter));
  expect(message).toContain('the model   4 states · 4 generated · diameter 3 · exhausted');
  expect(message).toContain('✗ always.isSmall   violated after 3 turns');
});

test('what a bound left open is thrown, too, and the bound has its name in a budget', async () => {
  const { message } = await failureOf(verify(counter, { budget: { depthMax: 1 } }));
  expect(message).toContain('the model stopped at depth 1: 1 of 2 states was not expanded.');
  expect(message).toContain('next: Raise depthMax');
});

test('the stack begins in the test', async () => {
  const { message, stack = '' } = await failureOf(verify(counter));
  const [first] = stack.slice(stack.indexOf(message) + message.length + 1).split('\n');
  expect(first).toContain('verify.test.ts');
});
