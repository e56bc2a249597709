import { expect, test } from 'vitest';
import * as z from 'zod';
import { machine } from '../model/machine.ts';
import { replay } from './replay.ts';

const Rm = z.enum(['rm1', 'rm2']);
const State = z.object({ rms: z.record(Rm, z.enum(['working', 'prepared', 'aborted'])) });

const subject = machine({ state: State }).define({
  init: () => ({ rms: { rm1: 'working', rm2: 'working' } }),
  actions: {
    prepare: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] === 'working',
      next: (s, { rm }) => {
        s.rms[rm] = 'prepared';
      },
    },
    decide: {
      params: { rm: Rm },
      when: (s, { rm }) => s.rms[rm] !== 'aborted',
      next: (s, { rm }, turn) => {
        s.rms[rm] = turn.choose(['prepared', 'aborted']);
      },
    },
    explode: {
      next: () => {
        throw new Error('no way on');
      },
    },
  },
  always: { noneAborted: (s) => !Object.values(s.rms).includes('aborted') },
  alwaysStep: { oneOnly: (before, after) => before.rms.rm2 === after.rms.rm2 },
});

test('the states of a trace are those that the code gives', () => {
  const replayed = replay(subject, [['actions.prepare', { rm: 'rm1' }]]);
  expect(replayed).toEqual({
    states: [
      { rms: { rm1: 'working', rm2: 'working' } },
      { rms: { rm1: 'prepared', rm2: 'working' } },
    ],
    violated: [],
  });
});

test('a recorded choice leads to the violation that was found with it', () => {
  const replayed = replay(subject, [
    ['actions.prepare', { rm: 'rm1' }],
    ['actions.decide', { rm: 'rm2' }, { choose: ['aborted'] }],
  ]);
  expect(replayed.violated).toEqual(['always.noneAborted', 'alwaysStep.oneOnly']);
});

test('a step that is not enabled any more ends the replay', () => {
  const steps = [
    ['actions.prepare', { rm: 'rm1' }],
    ['actions.prepare', { rm: 'rm1' }],
  ] as const;
  const replayed = replay(subject, steps);
  expect(replayed.blockedAt).toBe(1);
  expect(replayed.states).toHaveLength(2);
  expect(() => replay(subject, steps, { mustReplay: true })).toThrow(
    'Step 2 (actions.prepare) is not enabled any more. actions.prepare.when is false. Record',
  );
});

test('an action, a parameter or a choice that is gone blocks the replay', () => {
  expect(replay(subject, [['actions.gone']])).toMatchObject({
    blockedAt: 0,
    reason:
      'The model has no actions.gone. There are actions.prepare, actions.decide, actions.explode.',
  });
  expect(replay(subject, [['actions.prepare', { rm: 'rm9' }]])).toMatchObject({
    blockedAt: 0,
    reason: "actions.prepare does not take { rm: 'rm9' } any more.",
  });
  const decide = (choose: string[]) =>
    replay(subject, [['actions.decide', { rm: 'rm1' }, { choose }]]).reason;
  const other = "It is enabled with other choices: ['prepared'], ['aborted'].";
  expect([decide([]), decide(['lost']), decide(['aborted'])]).toEqual([other, other, undefined]);
});

test('a turn that throws is an error of the model and no verdict', () => {
  expect(() => replay(subject, [['actions.explode']])).toThrow('actions.explode.next throws');
});

const counter = machine({ state: z.object({ n: z.int().min(0).max(3) }) }).define({
  init: (turn) => ({ n: turn.choose([0, 2]) }),
  actions: {
    up: {
      when: (s) => s.n < 2,
      next: (s) => {
        s.n += 1;
      },
    },
    leave: {
      when: (s) => s.n === 0,
      next: (s) => {
        s.n = -1;
      },
    },
  },
  within: (s) => s.n !== 1,
  terminal: (s) => s.n === 3,
});

test('a model whose init chooses is begun with its choice', () => {
  const begun = replay(counter, [['init', {}, { choose: [2] }]]);
  expect(begun).toEqual({ states: [{ n: 2 }], violated: ['terminal'] });
  expect(() => replay(counter, [])).toThrow('init chooses');
});

test('a step over the fence is no step of the model', () => {
  const replayed = replay(counter, [['init', {}, { choose: [0] }], ['actions.up']]);
  const reason = 'It leads to a state outside the fence: within is false.';
  expect(replayed).toEqual({ states: [{ n: 0 }], violated: [], blockedAt: 1, reason });
});

test('a state outside its schema is an error of the model', () => {
  const steps = [['init', {}, { choose: [0] }], ['actions.leave']] as const;
  expect(() => replay(counter, steps)).toThrow('The state at n leaves its schema');
});

test('what is no machine cannot be replayed', () => {
  expect(() => replay({} as never, [])).toThrow('replay needs a model');
});
