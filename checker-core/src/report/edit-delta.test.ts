import { expect, test } from 'vitest';
import * as z from 'zod';
import { machineOf } from '../engine/check.ts';
import { explore } from '../engine/explore.ts';
import { machine } from '../model/machine.ts';
import { buildModelReport } from './build-model-report.ts';
import { editDelta } from './edit-delta.ts';

const state = z.object({
  light: z.enum(['off', 'on', 'broken', 'gone']),
  count: z.int().min(0).max(9),
});

/** A lamp that counts to a number, whose light may take some values. */
async function lamp(
  lights: readonly z.infer<typeof state>['light'][],
  most: number,
  depthMax = 99,
  fence = 9,
) {
  const definition = machineOf(
    machine({ state }).define({
      init: () => ({ light: 'off', count: 0 }),
      actions: {
        push: {
          when: (s) => s.count < most,
          next: (s, _, turn) => {
            s.light = turn.choose(lights);
            s.count += 1;
          },
        },
      },
      within: (s) => s.count <= fence,
    }),
  );
  const { report } = await explore(definition, { budget: { depthMax } });
  return buildModelReport({ file: 'lamp.ts', name: 'lamp', report });
}

test('tells what became unreachable, and how many states there are', async () => {
  const delta = editDelta(await lamp(['on', 'broken'], 2), await lamp(['on'], 2));
  expect(delta).toEqual({
    sentence: "This edit made light = 'broken' unreachable; 5 states became 3.",
    lost: [{ path: 'light', text: "'broken'" }],
    gained: [],
  });
});

test('tells what became reachable, and names no more than two values', async () => {
  const delta = editDelta(await lamp(['on'], 1), await lamp(['broken'], 5));
  expect(delta?.sentence).toBe(
    "This edit made light = 'on' unreachable and light = 'broken', count = 2, 3 more values" +
      ' reachable; 2 states became 6.',
  );
  expect(delta?.gained).toHaveLength(5);
});

test('tells the number of states alone where no value came or went', async () => {
  const before = await lamp(['on', 'off'], 2);
  const after = await lamp(['on', 'off', 'on'], 2);
  expect(editDelta(before, after)).toBeUndefined();
  const fewer = { ...after, distinctStates: 4 };
  expect(editDelta(before, fewer)?.sentence).toBe('5 states became 4.');
});

test('says nothing of a run that was cut, before or after, and nothing of equal ones', async () => {
  const whole = await lamp(['on'], 5);
  const cut = await lamp(['on'], 5, 2);
  expect([editDelta(whole, cut), editDelta(cut, whole), editDelta(whole, whole)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('says where a fence stands', async () => {
  const delta = editDelta(await lamp(['on'], 5), await lamp(['on'], 5, 99, 4));
  expect(delta?.sentence).toBe(
    'This edit made count = 5 unreachable within the fence; 6 states became 5.',
  );
});
