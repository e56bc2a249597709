import { expect, test } from 'vitest';
import {
  cancelRequest,
  type ViewParams,
  type ViewResult,
  viewRequest,
} from '../src/protocol/index.ts';
import type { Client } from './harness/client.ts';
import { editorsOfTests } from './harness/editors.ts';

const file = 'counters.ts';
const model = 'counters';

/** Six counters and a mood: nine million states, more than anybody waits for here. */
const text = `import { machine } from 'everyturn';
import * as z from 'zod';

const Name = z.enum(['a', 'b', 'c', 'd', 'e', 'f']);
const State = z.object({
  mood: z.enum(['calm', 'eager', 'weary']),
  counts: z.record(Name, z.number().int().min(0).max(11)),
});

export const counters = machine({ state: State }).define({
  init: () => ({ mood: 'calm', counts: { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 } }),
  actions: {
    count: {
      params: { name: Name },
      when: (s, { name }) => s.counts[name] < 11,
      next: (s, { name }) => {
        s.counts[name] += 1;
      },
    },
    change: {
      next: (s) => {
        s.mood = s.mood === 'calm' ? 'eager' : 'weary';
      },
    },
  },
  always: { few: (s) => s.counts.a < 99 },
});
`;

const editors = editorsOfTests();

type View = Extract<ViewResult, { kind: 'view' }>;

async function ask(client: Client, request: ViewParams['request']): Promise<ViewResult> {
  const params: ViewParams = { uri: client.uri(file), model, request };
  return client.request<ViewResult>(viewRequest, params);
}

test('a map that is asked for while a run goes on follows it, and at its end is as any other', async () => {
  const client = await editors.start(
    { [file]: text },
    {
      everyturn: {
        budget: { timeMs: 60_000, statesMax: 20_000_000, depthMax: 100, memoryMb: 2_048 },
        background: false,
      },
    },
  );
  await client.open(file);
  const status = () => client.status.get(file)?.models[0];
  await client.until('progress', () => status()?.progress);
  const views: View[] = [];
  while (views.length < 2) {
    const view = await ask(client, { groupBy: ['mood', 'counts.a'], early: true });
    expect(view).toMatchObject({ kind: 'view', stepsPending: 'exploring' });
    if (view.kind === 'view') views.push(view);
  }
  await client.request(cancelRequest, { uri: client.uri(file) });
  await client.until('the end', () => status()?.report);
  const early = await ask(client, { groupBy: ['mood', 'counts.a'], early: true });
  if (early.kind !== 'view') throw new Error(`There is a map, not ${early.kind}.`);
  for (const [index, view] of views.entries()) {
    const next = views[index + 1] ?? early;
    expect(view.exhausted).toBe(false);
    expect(view.edges).toEqual([]);
    expect(view.states).toBeLessThanOrEqual(next.states);
    expect(sum(view.cells.map(({ states }) => states))).toBe(view.states);
    expect(sum(view.cells.map(({ open }) => open))).toBe(view.open);
    for (const { key, states, depth } of view.cells) {
      const later = next.cells.find((cell) => cell.key === key);
      expect(later?.states, key).toBeGreaterThanOrEqual(states);
      expect(later?.depth[0], key).toBe(depth[0]);
    }
  }
  // More steps than are counted in a moment: the first answer does not wait for them.
  expect(early.stepsPending).toBe('counting');
  expect(early.states).toBe(status()?.report?.distinctStates);
  const counted = await ask(client, { groupBy: ['mood', 'counts.a'] });
  expect(counted).toMatchObject({ kind: 'view', states: early.states });
  expect(counted).not.toHaveProperty('stepsPending');
}, 120_000);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
