import { machine } from 'everyturn';
import { machineOf } from 'everyturn/internal/engine/check';
import { explore } from 'everyturn/internal/engine/explore';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { raisesOf } from 'everyturn/internal/report/raises';
import { statusHeadline } from 'everyturn/internal/report/sentences';
import type { ModelStatus } from 'everyturn-language-server/protocol';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { coverageName, cutNote, outcomesOf } from './test-outcomes.ts';
import { unknownEntries } from './unknown-entries.ts';

/** A lamp that is never broken, with everything that could be claimed of it. */
const lamp = machine({
  state: z.object({ light: z.enum(['off', 'on', 'broken']), count: z.int().min(0).max(5) }),
}).define({
  init: () => ({ light: 'off', count: 0 }),
  actions: {
    push: {
      when: (s) => s.light !== 'broken',
      next: (s) => {
        s.light = s.light === 'on' ? 'off' : 'on';
        s.count = (s.count + 1) % 6;
      },
    },
    repair: { when: (s) => s.light === 'broken', next: () => {} },
  },
  always: { isWhole: (s) => s.light !== 'broken' },
  sometimes: { isBroken: (s) => s.light === 'broken', isOn: (s) => s.light === 'on' },
});

/** How the lamp stands after a run with this bound. */
async function statusAt(depthMax: number): Promise<ModelStatus> {
  const { report } = await explore(machineOf(lamp), { budget: { depthMax } });
  const built = buildModelReport({ file: '/lamp.ts', name: 'lamp', report });
  const raises = raisesOf(built);
  const headline = statusHeadline(built);
  return {
    model: 'lamp',
    phase: 'finished',
    headline,
    run: 1,
    statesHeld: true,
    report: built,
    raises,
  };
}

/** What the list of the unknown, the tests, their output and the status item say. */
function everythingShown(status: ModelStatus): string {
  const { report, headline, raises } = status;
  if (!report) throw new Error('There is a report.');
  return JSON.stringify(
    [
      unknownEntries([['file:///lamp.ts', [status]]]),
      outcomesOf(status),
      cutNote(report),
      coverageName([report]),
      headline,
      raises,
    ],
    undefined,
    1,
  );
}

const claim =
  /unreachable|\bnever\b|\bdead\b|\bholds\b|(?<!not )exhausted|always (?:true|false)(?! so far)/i;

test('of a run that was cut the list and the tests say nothing for good, and what is open is skipped', async () => {
  for (const depthMax of [0, 1, 3]) {
    const status = await statusAt(depthMax);
    expect(everythingShown(status)).not.toMatch(claim);
    const kinds = outcomesOf(status).map(({ keyPath, kind }) => [keyPath, kind]);
    expect(kinds).toEqual([
      ['always.isWhole', 'skipped'],
      ['sometimes.isBroken', 'skipped'],
      ['sometimes.isOn', depthMax === 0 ? 'skipped' : 'passed'],
    ]);
  }
});

test('the name of a run with coverage and its output tell that it was cut', async () => {
  const { report } = await statusAt(3);
  if (!report) throw new Error('There is a report.');
  expect(coverageName([report])).toBe('Coverage, cut: lamp at depth ≤ 3, 1 not expanded');
  expect(cutNote(report)).toBe(
    'lamp: 4 states, depth ≤ 3, 1 not expanded. Lines shown as not covered were not run yet.',
  );
});

test('once all states were explored they say it', async () => {
  const status = await statusAt(40);
  expect(everythingShown(status)).toMatch(/Unreachable: no reachable state has light = 'broken'/);
  expect(outcomesOf(status)).toMatchObject([
    { keyPath: 'always.isWhole', kind: 'passed' },
    { keyPath: 'sometimes.isBroken', kind: 'failed', text: expect.stringMatching(/unreachable/) },
    { keyPath: 'sometimes.isOn', kind: 'passed' },
  ]);
  if (!status.report) throw new Error('There is a report.');
  expect([coverageName([status.report]), cutNote(status.report)]).toEqual(['Coverage', undefined]);
});

test('a model error is an error, whatever else was found', async () => {
  const status = await statusAt(3);
  if (!status.report) throw new Error('There is a report.');
  const error = { code: 'EVT201', keyPath: 'actions.push.next', message: 'It throws.' } as const;
  const failed = { ...status, report: { ...status.report, errors: [error] } };
  expect(outcomesOf(failed)).toEqual([{ kind: 'errored', text: 'It throws.' }]);
});
