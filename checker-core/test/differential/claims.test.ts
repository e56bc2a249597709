import { explore } from 'everyturn/internal/engine/explore';
import type { Budget } from 'everyturn/internal/model/budget';
import type { Search } from 'everyturn/internal/model/check-options';
import type { Definition } from 'everyturn/internal/model/definition';
import type { Report } from 'everyturn/internal/model/report';
import { buildModelReport } from 'everyturn/internal/report/build-model-report';
import { htmlOfRun } from 'everyturn/internal/report/html';
import { jsonOfRun, runReport } from 'everyturn/internal/report/json';
import { junitOfRun } from 'everyturn/internal/report/junit';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { sarifOfRun } from 'everyturn/internal/report/sarif';
import {
  actionLens,
  modelLens,
  propertyLens,
  schemaLens,
  statusHeadline,
} from 'everyturn/internal/report/sentences';
import { soughtReport } from 'everyturn/internal/report/sought-report';
import { textOfRun } from 'everyturn/internal/report/text';
import { fieldSummary, valueLines } from 'everyturn/internal/report/value-lines';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machineText } from './machine-text.ts';
import { drawsOf, patience, seedOfTests } from './random-draws.ts';
import { machineSeeds } from './random-machine.ts';
import { systemSeeds } from './random-system.ts';
import { machineFromText, systemFromText } from './run-text.ts';
import { systemText } from './system-text.ts';

/** What may be said of an exhausted exploration only. */
const claim =
  /\b(?:unreachable|never|dead|holds?(?! plain data)|proved|verified|passed)\b|(?<!not )\bexhausted\b|\balways (?:true|false)(?! so far)/i;

/** Larger models than this are left out: the reference engine must see them whole. */
const statesMax = 400;

const bounds: fc.Arbitrary<Budget> = fc.oneof(
  fc.record({ statesMax: fc.integer({ min: 0, max: 30 }) }),
  fc.record({ depthMax: fc.integer({ min: 0, max: 4 }) }),
  fc.constant({ statesMax }),
);

const searches: fc.Arbitrary<Search> = fc.oneof(
  fc.constantFrom<Search>('breadth-first', 'depth-first'),
  fc.record({
    simulate: fc.record({
      seed: fc.nat(99),
      runs: fc.integer({ min: 1, max: 9 }),
      depthMax: fc.integer({ min: 0, max: 9 }),
    }),
  }),
);

const models: fc.Arbitrary<readonly [string, () => Definition]> = fc.oneof(
  machineSeeds.map(machineText).map((text) => [text, () => machineFromText(text)] as const),
  systemSeeds.map(systemText).map((text) => [text, () => systemFromText(text)] as const),
);

test('no front end says more of a random model under a random bound than is true of all states', async () => {
  const { runs, seed } = drawsOf(300, seedOfTests);
  const counts = { cut: 0, exhausted: 0, claims: 0 };
  await fc.assert(
    fc.asyncProperty(models, bounds, searches, async ([text, definitionOf], budget, search) => {
      const { report } = await explore(definitionOf(), { budget, search });
      const model = buildModelReport({ file: 'model.ts', name: 'model', report });
      const said = everythingSaid(model);
      if (!report.exhausted) {
        counts.cut += 1;
        expect(
          said.filter((line) => claim.test(line)),
          text,
        ).toEqual([]);
        return;
      }
      counts.exhausted += 1;
      counts.claims += said.filter((line) => claim.test(line)).length;
      const whole = await explore(definitionOf(), {
        engine: 'reference',
        budget: { statesMax: 2 * statesMax },
      });
      expect(whole.report.exhausted, text).toBe(true);
      expect(kindsOf(report), text).toEqual(kindsOf(whole.report));
    }),
    {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(patience.test, { failOnInterrupt: true })],
    },
  );
  // Where nothing is cut, or nothing claimed, nothing was tried.
  expect(counts.cut).toBeGreaterThan(runs / 4);
  expect(counts.exhausted).toBeGreaterThan(runs / 20);
  expect(counts.claims).toBeGreaterThan(counts.exhausted);
});

const kindsOf = ({ verdicts }: Report<unknown>) =>
  [...verdicts].map(([keyPath, { kind }]) => `${keyPath} ${kind}`);

/** Each text that some front end makes of a report. */
function everythingSaid(model: ModelReport): readonly string[] {
  const run = runReport({
    version: '0.0.0',
    models: [model],
    failures: [],
    directives: [],
    notChecked: [],
  });
  const pack = (text: string) => text;
  const parts = { script: '', style: '', scriptHash: '', styleHash: '', pack };
  const stopped = { kind: 'stopped', why: 'timeMs' } as const;
  const sought = { found: stopped, tried: 3, open: 2, nearest: 1 };
  const [page = ''] = htmlOfRun(run, [], parts).split('<script');
  const { verdicts, actions, coverage } = model;
  return [
    ...textOfRun(run).split('\n'),
    ...textsIn(JSON.parse(jsonOfRun(run))),
    ...textsIn(JSON.parse(sarifOfRun(run))),
    ...junitOfRun(run).split('\n'),
    // A case without anything in it has passed.
    ...Object.entries(verdicts)
      .filter(([, { kind }]) => kind === 'unknown')
      .map(([keyPath]) =>
        junitOfRun(run).includes(`name="${keyPath}" classname="model.ts#model" file="model.ts"/>`)
          ? 'passed'
          : '',
      ),
    ...page.split('\n'),
    modelLens(model),
    schemaLens(model),
    soughtReport(sought, false, model).sentence,
    soughtReport(sought, true, model).sentence,
    statusHeadline(model),
    ...Object.entries(verdicts).map(([keyPath, property]) =>
      propertyLens(keyPath, property, model),
    ),
    ...Object.entries(actions).map(([keyPath, action]) => actionLens(keyPath, action, model)),
    ...(coverage?.domain.fields ?? []).flatMap((field) => [
      fieldSummary(field),
      ...valueLines(field, model),
    ]),
  ];
}

/** Every text in a value. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
