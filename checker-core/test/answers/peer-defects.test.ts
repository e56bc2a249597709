/**
 * Mistakes that published checkers of actor systems made or make. Each test would fail for one that
 * makes the mistake.
 */
import { type Checkable, check } from 'everyturn';
import { modelOf } from 'everyturn/internal/engine/check';
import { explore } from 'everyturn/internal/engine/explore';
import { describe, expect, test } from 'vitest';
import { impatient, oneClient } from './models/calls.ts';
import { counting, networks, order, recovering } from './models/deliveries.ts';
import { pingPong } from './models/ping-pong.ts';
import { choosingLate, clocks, crashedTimer, timers } from './models/timers.ts';

const { any, fifo, dup, dupLossy } = networks;
const kindOf = async (model: Checkable<unknown>, property: string) =>
  (await check(model)).verdicts.get(property)?.kind;

test('two actors with one timer each have four states', async () => {
  expect((await check(timers(2))).distinctStates).toBe(4);
});

describe('a reply that is delivered twice', () => {
  test('spoils no history, on a network in order', async () => {
    const report = await check(oneClient({ ...fifo, duplicate: 1 }, 1));
    expect(report.errors).toEqual([]);
    expect(report.verdicts.get('linearizable.register')).toEqual({ kind: 'holds' });
    // It was delivered twice, or the test says nothing.
    expect(report.verdicts.get('sometimes.late')?.kind).toBe('seen');
  });

  test('completes a later call of its kind, whose answer it might be', async () => {
    const report = await check(oneClient({ ...fifo, duplicate: 1 }, 2));
    expect(report.errors).toEqual([]);
    // The second copy comes first and ends the second write, which overtakes nothing in a queue.
    expect(report.verdicts.get('linearizable.register')?.kind).toBe('holds');
  });
});

test('a second call before the answer to the first is a model error, not a verdict', async () => {
  const { errors, exhausted } = await check(impatient(any));
  expect(errors).toMatchObject([{ code: 'EVT209', keyPath: 'linearizable.register' }]);
  expect(errors[0]?.message).toContain('client invokes read while its read is pending');
  expect(exhausted).toBe(false);
});

describe('a crash', () => {
  test('takes what is volatile away, at once and for good', async () => {
    const { verdicts } = await check(recovering(1));
    expect(verdicts.get('always.volatileIsLess')).toEqual({ kind: 'holds' });
    expect(verdicts.get('sometimes.forgotten')).toMatchObject({
      kind: 'seen',
      witness: {
        steps: [
          { event: 'timer', state: { counter: { d: 1, v: 1 }, crashed: new Set() } },
          { event: 'crash', state: { counter: { d: 1, v: 0 }, crashed: new Set(['a']) } },
        ],
      },
    });
  });

  test('disarms timers, also those that nobody sets again', async () => {
    const { distinctStates, verdicts } = await check(crashedTimer);
    // Armed or fired; crashed before or after; up again, without a timer.
    expect(distinctStates).toBe(6);
    expect(verdicts.get('sometimes.firedBefore')?.kind).toBe('seen');
    expect(verdicts.get('sometimes.firedAfterwards')?.kind).toBe('unreachable');
  });

  test('is seen in what clients were promised', async () => {
    const faults = { crashes: 1, recover: true };
    const model = oneClient(any, 1, faults);
    expect(await kindOf(model, 'linearizable.register')).toBe('violated');
    expect(await kindOf(model, 'sequentiallyConsistent.register')).toBe('violated');
    expect(await kindOf(oneClient(any, 1), 'linearizable.register')).toBe('holds');
  });
});

describe('a bound on the depth', () => {
  test('leaves out nothing that is nearer, by whatever way it was met first', async () => {
    const whole = await check(choosingLate);
    for (const depthMax of [0, 1, 2, 3]) {
      const { distinctStates, verdicts } = await check(choosingLate, { budget: { depthMax } });
      const near = [...whole.verdicts].filter(
        ([, verdict]) => verdict.kind === 'seen' && verdict.witness.steps.length <= depthMax,
      );
      expect(distinctStates).toBe(near.length);
      for (const [property] of near) expect(verdicts.get(property)?.kind).toBe('seen');
    }
  });

  test('is not met too early by a search that goes deep first', async () => {
    for (const depthMax of [1, 4, 7, 100]) {
      const options = { budget: { depthMax } };
      const deep = await check(pingPong(dupLossy, 3), { ...options, search: 'depth-first' });
      const broad = await check(pingPong(dupLossy, 3), options);
      expect(deep.distinctStates).toBe(broad.distinctStates);
      expect([deep.generatedStates, deep.frontier]).toEqual([
        broad.generatedStates,
        broad.frontier,
      ]);
      expect(deep.verdicts).toEqual(broad.verdicts);
    }
  });

  test('is never taken for the end: what was not reached stays open', async () => {
    const report = await check(clocks, { budget: { depthMax: 1 } });
    expect(report).toMatchObject({ exhausted: false, frontier: 1, terminalStates: 0 });
    expect(report.verdicts.get('always.early')?.kind).toBe('unknown');
  });
});

test.each([1, 2, 4])(
  'traces are shortest with %i workers, and reports the same',
  async (workers) => {
    const definition = modelOf(pingPong(dupLossy, 3));
    const alone = await explore(definition);
    const { report } = await explore(definition, { workers });
    expect(report).toEqual(alone.report);
    const verdict = report.verdicts.get('sometimes.arrived');
    expect(verdict?.kind === 'seen' && verdict.witness.steps).toHaveLength(5);
  },
);

describe('the messages in flight', () => {
  const flying = async (model: Checkable<unknown>) => {
    const { explored } = await explore(modelOf(model));
    return Array.from({ length: explored.stateCount }, (_, i) => {
      const { inFlight } = explored.state(i) as { readonly inFlight: readonly unknown[] };
      return [...inFlight].length;
    });
  };

  test('come to an end, each copy once, where what was delivered stays', async () => {
    expect(await flying(counting(dup, 2, 4))).toEqual([1, 1, 1, 1]);
  });

  test('come to an end, each copy once, where equal ones are counted', async () => {
    expect(await flying(counting(any, 3))).toEqual([3, 2, 1, 0]);
    expect(await flying(order(fifo))).toEqual([2, 1, 0]);
  });
});

test('what is lost cannot be delivered any more, though it was delivered before', async () => {
  const { verdicts } = await check(counting(dupLossy, 1, 4));
  const verdict = verdicts.get('sometimes.thrice');
  const events = verdict?.kind === 'seen' ? verdict.witness.steps.map(({ event }) => event) : [];
  expect(events).toEqual(['deliver', 'deliver', 'deliver']);
});
