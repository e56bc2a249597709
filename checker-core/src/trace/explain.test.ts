import { expect, test } from 'vitest';
import * as z from 'zod';
import { definitionOf, type MachineDefinition } from '../model/definition.ts';
import { machine } from '../model/machine.ts';
import type { Trace } from '../model/report.ts';
import { explainTrace } from './explain.ts';

const State = z.object({
  rms: z.record(z.string(), z.string()),
  tokens: z.set(z.string()),
  queue: z.array(z.int()),
  votes: z.map(z.string(), z.int()),
});
const empty = { rms: { rm1: 'working' }, tokens: new Set<string>(), queue: [1], votes: new Map() };

/** Lines of this file, told by the functions in which a write happened. */
const places: Record<string, number> = { next: 10, grant: 20 };

function explain(
  subject: unknown,
  property: string | undefined,
  steps: readonly Partial<Trace<unknown>['steps'][number]>[],
) {
  const at = (line: number) => ({ file: 'model.ts', line, column: 1 });
  return explainTrace({
    definition: definitionOf(subject) as MachineDefinition,
    trace: {
      init: empty,
      steps: steps.map((step) => ({ by: '', params: {}, choices: [], state: empty, ...step })),
    },
    property,
    keyPathLocation: (keyPath) => (keyPath === 'init' ? at(1) : at(2)),
    locateStack: (stack) => {
      const name = /at (?:\w+\.)?(next|grant) /.exec(stack)?.[1];
      return name === undefined ? undefined : at(places[name] ?? 0);
    },
  });
}

function grant(tokens: Set<string>, name: string) {
  tokens.add(name);
}

const subject = machine({ state: State }).define({
  init: () => structuredClone(empty),
  actions: {
    inRecord: {
      next: (s) => {
        s.queue.push(9);
        s.rms['rm1'] = 'aborted';
        s.votes.set('late', 1);
      },
    },
    inSet: {
      next: (s) => {
        const alias = s.tokens;
        s.rms['rm1'] = 'prepared';
        grant(alias, 'a');
        s.queue.push(2);
      },
    },
    inArray: {
      next: (s) => {
        s.rms['rm1'] = 'prepared';
        s.queue.splice(0, 1);
        s.votes.set('late', 1);
      },
    },
    inMap: {
      next: (s) => {
        s.queue.push(2);
        s.votes.set('a', 7);
        s.queue.push(3);
      },
    },
    transient: {
      next: (s) => {
        s.rms['rm1'] = 'aborted';
        s.rms['rm1'] = 'working';
        s.queue.push(2);
        s.rms['rm1'] = 'aborted';
        s.votes.set('late', 1);
      },
    },
    choosing: {
      next: (s, _params, turn) => {
        s.rms['rm1'] = turn.choose(['prepared', 'aborted']);
      },
    },
    idle: { next: () => {} },
    throwing: {
      next: (s) => {
        s.queue.push(2);
        throw new Error('half way');
      },
    },
  },
  always: {
    notAborted: (s) => s.rms['rm1'] !== 'aborted',
    noTokens: (s) => s.tokens.size === 0,
    hasWork: (s) => s.queue.length > 0,
    noSevens: (s) => s.votes.get('a') !== 7,
    picky: (s) => {
      if (s.rms['rm1'] === 'aborted') throw new Error('cannot tell');
      return false;
    },
  },
  alwaysStep: { grows: (before, after) => after.queue.length <= before.queue.length },
});

test('the breaking write of an invariant is found in a nested record', () => {
  const { brokenBy, stepAt } = explain(subject, 'always.notAborted', [{ by: 'actions.inRecord' }]);
  expect(brokenBy).toMatchObject({
    step: 1,
    write: { path: ['rms', 'rm1'], before: 'working', after: 'aborted' },
  });
  expect(stepAt).toEqual([brokenBy?.at]);
});

test('the breaking write is found in a function to which the draft was passed', () => {
  const { brokenBy } = explain(subject, 'always.noTokens', [{ by: 'actions.inSet' }]);
  expect(brokenBy?.write?.path).toEqual(['tokens', 'a']);
  expect(brokenBy?.at.line).toBe(places['grant']);
});

test('the breaking write is found in an array', () => {
  const { brokenBy } = explain(subject, 'always.hasWork', [{ by: 'actions.inArray' }]);
  expect(brokenBy?.write).toMatchObject({ path: ['queue', 0], before: 1, after: undefined });
});

test('the breaking write is found in a map', () => {
  const { brokenBy } = explain(subject, 'always.noSevens', [{ by: 'actions.inMap' }]);
  expect(brokenBy?.write).toMatchObject({ path: ['votes', 'a'], after: 7 });
});

test('a property that is false for a while only is broken by the write after which it stays so', () => {
  const steps = [{ by: 'actions.transient' }];
  const { brokenBy } = explain(subject, 'always.notAborted', steps);
  expect(brokenBy?.write?.path).toEqual(['rms', 'rm1']);
  const broken = explain(subject, 'alwaysStep.grows', steps).brokenBy;
  expect(broken?.write).toMatchObject({ path: ['queue', 1], after: 2 });
});

test('a property that cannot be evaluated on the last state blames the last write', () => {
  const { brokenBy } = explain(subject, 'always.picky', [{ by: 'actions.transient' }]);
  expect(brokenBy?.write?.path).toEqual(['votes', 'late']);
});

test('a deadlock is put down to the last write of the last turn', () => {
  const { brokenBy } = explain(subject, 'terminal', [{ by: 'actions.inMap' }]);
  expect(brokenBy?.write?.path).toEqual(['queue', 2]);
});

test('choices are made as they were recorded', () => {
  const steps = [{ by: 'actions.choosing', choices: ['aborted'] }];
  const { brokenBy } = explain(subject, 'always.notAborted', steps);
  expect(brokenBy?.write?.after).toBe('aborted');
});

test('a chosen element is the one of the draft, so that a write to it is found', () => {
  const init = { jobs: [{ done: false }, { done: false, late: true }] };
  const chooser = machine({ state: z.object({ jobs: z.array(z.json()) }) }).define({
    init: () => init,
    actions: {
      finish: {
        next: (s, _params, turn) => {
          Object.assign(turn.choose(s.jobs) ?? {}, { done: true });
        },
      },
    },
    always: { someOpen: () => false },
  });
  const { brokenBy } = explainTrace({
    definition: definitionOf(chooser) as MachineDefinition,
    trace: {
      init,
      steps: [
        { by: 'actions.finish', params: {}, choices: [{ late: true, done: false }], state: init },
      ],
    },
    property: 'always.someOpen',
    keyPathLocation: () => ({ file: 'model.ts', line: 1, column: 1 }),
    locateStack: () => undefined,
  });
  expect(brokenBy?.write).toEqual({ path: ['jobs', 1, 'done'], before: false, after: true });
});

test('a turn that writes nothing is told by its function', () => {
  const { brokenBy, stepAt } = explain(subject, 'always.hasWork', [{ by: 'actions.idle' }]);
  expect(brokenBy).toEqual({ step: 1, at: { file: 'model.ts', line: 2, column: 1 } });
  expect(stepAt[0]?.line).toBe(2);
});

test('a violation in an initial state is told by init', () => {
  const { brokenBy, stepAt } = explain(subject, 'always.hasWork', []);
  expect(brokenBy).toEqual({ step: 0, at: { file: 'model.ts', line: 1, column: 1 } });
  expect(stepAt).toEqual([]);
});

test('a witness and a turn that throws are told by their last writes and break nothing', () => {
  const steps = [{ by: 'actions.inSet' }, { by: 'actions.throwing' }, { by: 'actions.gone' }];
  const explained = explain(subject, undefined, steps);
  expect(explained.brokenBy).toBeUndefined();
  expect(explained.stepAt.map((at) => at?.line)).toEqual([10, 10, 2]);
});
