import { check, machine } from 'everyturn';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const State = z.object({ at: z.int().min(0).max(400), seen: z.int().min(0).max(9) });
type State = z.infer<typeof State>;

/** A line of states, in each of which one turn uses something besides its state. */
const line = (use: (s: State) => number, guard: (s: Readonly<State>) => boolean = () => true) =>
  machine({ state: State }).define({
    init: () => ({ at: 0, seen: 0 }),
    actions: {
      go: {
        when: (s) => s.at < 400,
        next: (s) => {
          s.at += 1;
        },
      },
      look: {
        when: (s) => guard(s),
        next: (s) => {
          s.seen = use(s);
        },
      },
    },
  });

let calls = 0;

const culprits = {
  'Math.random': () => line(() => Math.floor(Math.random() * 10)),
  'Date.now': () => line(() => Math.floor(Date.now()) % 10),
  'a variable of its module': () =>
    line(() => {
      calls += 1;
      return calls % 10;
    }),
  'performance.now in a guard': () =>
    line(
      () => 1,
      () => Math.floor(performance.now() * 100) % 2 === 0,
    ),
};

const engines = ['compiled', 'reference'] as const;

describe.each(engines)('%s', (engine) => {
  test.each(Object.entries(culprits))('a turn that uses %s is named', async (_, model) => {
    const { errors, exhausted } = await check(model(), { engine, budget: { statesMax: 3_000 } });
    expect(exhausted).toBe(false);
    expect(errors.map(({ code }) => code)).toContain('EVT203');
    const [error] = errors.filter(({ code }) => code === 'EVT203');
    expect(error?.keyPath).toMatch(/^actions\.look/);
    expect(error?.message).toMatch(/two results for one input/);
    expect(error?.trace?.steps.at(-1)?.by).toBe('actions.look');
  });

  test('a turn that errs in one state only is named when every turn runs twice', async () => {
    const seldom = () =>
      line((s) => {
        if (s.at !== 333 || s.seen !== 3) return s.at % 10;
        calls += 1;
        return calls % 10;
      });
    expect((await check(seldom(), { engine })).errors).toEqual([]);
    const { errors, exhausted } = await check(seldom(), { engine, paranoid: true });
    expect(exhausted).toBe(false);
    expect(errors).toMatchObject([{ code: 'EVT203', keyPath: 'actions.look.next' }]);
    expect(errors[0]?.trace?.steps.at(-2)?.state).toEqual({ at: 333, seen: 3 });
  });

  test('a turn that uses nothing but its state is not', async () => {
    const { errors, exhausted } = await check(
      line((s) => s.at % 10),
      { engine },
    );
    expect(errors).toEqual([]);
    expect(exhausted).toBe(true);
  });
});
