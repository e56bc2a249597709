import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { check } from '../engine/check.ts';
import { machine } from '../model/machine.ts';
import { buildModelReport } from './build-model-report.ts';
import { htmlOfRun } from './html.ts';
import { jsonOfRun, runReport } from './json.ts';
import { junitOfRun } from './junit.ts';
import type { RunReport } from './model-report.ts';
import { sarifOfRun } from './sarif.ts';
import { textOfRun } from './text.ts';

const formats: Readonly<Record<string, (run: RunReport) => string>> = {
  text: textOfRun,
  json: jsonOfRun,
  sarif: sarifOfRun,
  junit: junitOfRun,
  html: (run) =>
    htmlOfRun(run, [], {
      script: '',
      style: '',
      scriptHash: '',
      styleHash: '',
      pack: (text) => text.replaceAll('<', '\\u003c'),
    }),
};

/** Each kind of claim about all states is true of it: once they were all visited. */
const lamp = machine({
  state: z.object({ n: z.int().min(0).max(9), lit: z.enum(['on', 'off', 'broken']) }),
}).define({
  init: () => ({ n: 0, lit: 'off' as const }),
  actions: {
    count: { when: (s) => s.n < 6, next: (s) => void s.n++ },
    light: {
      when: (s) => s.n === 6,
      next: (s) => {
        s.lit = 'on';
      },
    },
    smash: {
      when: (s) => s.n > 6,
      next: (s) => {
        s.lit = 'broken';
      },
    },
  },
  always: { isSmall: (s) => s.n < 7 },
  alwaysStep: { isForward: (before, after) => before.n <= after.n },
  sometimes: { isBroken: (s) => s.lit === 'broken', isFirst: (s) => s.n === 0 },
});
const diameter = 7;

async function runTo(depthMax: number | undefined): Promise<RunReport> {
  const report = await check(lamp, depthMax === undefined ? {} : { budget: { depthMax } });
  const model = buildModelReport({ file: 'lamp.ts', name: 'lamp', report });
  const nothing = { failures: [], directives: [], notChecked: [] };
  return runReport({ version: '1', models: [model], ...nothing });
}

/** What no one can say who has not seen all states. */
const finalClaims =
  /\bholds?\b(?! or seen)|unreachable|\bnever\b|\b(always|in all \d+ states)\b(?!\.)|[^"]\bexhausted\b/;

describe.each(Object.entries(formats))('%s', (_, print) => {
  test('claims nothing of all states while some were not visited', async () => {
    for (let depth = 0; depth < diameter; depth++) {
      const run = await runTo(depth);
      expect(run.models[0]?.exhausted).toBe(false);
      const text = print(run).replaceAll('not exhausted', '');
      expect(text.match(finalClaims)?.[0], `depth ${depth}: ${text}`).toBeUndefined();
      expect(text).toContain('stopped at depth');
    }
  });

  test('claims it once all were', async () => {
    const run = await runTo(undefined);
    expect(run.models[0]).toMatchObject({ exhausted: true, diameter });
    expect(print(run)).toMatch(finalClaims);
    expect(print(run)).toMatch(/unreachable/);
  });
});
