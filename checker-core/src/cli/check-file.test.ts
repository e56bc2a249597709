import { expect, test } from 'vitest';
import type { Death } from '../checker/protocol.ts';
import { buildModelReport } from '../report/build-model-report.ts';
import { exhaustedReport, violatedReport } from '../report/two-phase.test.fixture.ts';
import { checkFile } from './check-file.ts';
import {
  loadedModel,
  type Script,
  sayFinished,
  scriptedTools,
} from './scripted-checker.test.fixture.ts';

const file = '/models/m.ts';
const watcher = { onProgress: () => {}, onOutput: () => {}, stop: new AbortController().signal };

const endless: Death = {
  code: 'EVT207',
  model: 'second',
  keyPath: 'actions.spin.next',
  message: 'spin.next of second did not return within 2 s; the run was stopped.',
  progress: { states: 12, transitions: 30, depth: 3, frontier: 4 },
};

test('gathers the reports of all models, in the order of the file', async () => {
  const { tools, disposed } = scriptedTools(({ file }, say) =>
    sayFinished(say, file, { first: exhaustedReport(), second: violatedReport() }),
  );
  const result = await checkFile(file, {}, tools, watcher);
  expect(result.models.map(({ name, exhausted }) => [name, exhausted])).toEqual([
    ['first', true],
    ['second', true],
  ]);
  expect(result.notChecked).toEqual([]);
  expect(disposed).toEqual([file]);
});

/** The second of three models kills the checker after it found a violation. */
const dying: Script = ({ file, options }, say) => {
  const names = options.models ?? ['first', 'second', 'third'];
  say({
    kind: 'loaded',
    run: 1,
    models: ['first', 'second', 'third'].map(loadedModel),
    directives: [],
  });
  for (const name of names) {
    say({ kind: 'started', run: 1, model: name });
    const report = buildModelReport({ file, name, report: violatedReport() });
    if (name === 'second') {
      const found = report.verdicts['always.consistent'];
      if (found === undefined) throw new Error('the fixture has no violation');
      say({ kind: 'verdict', run: 1, model: name, property: 'always.small', report: found });
      say({ kind: 'died', run: 1, death: endless });
      return;
    }
    say({ kind: 'finished', run: 1, report });
  }
  say({ kind: 'done', run: 1 });
};

test('goes on with the models that are left when a checker dies in one of them', async () => {
  const { tools, runs, disposed } = scriptedTools(dying);
  const result = await checkFile(file, {}, tools, watcher);
  expect(result.models.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  expect(runs.map(({ models }) => models)).toEqual([undefined, ['third']]);
  expect(disposed).toHaveLength(2);
});

test('reports the model in which a checker died as far as it got, and claims nothing', async () => {
  const { tools } = scriptedTools(dying);
  const { models } = await checkFile(file, { models: ['second'] }, tools, watcher);
  expect(models).toHaveLength(1);
  const [model] = models;
  expect(model).toMatchObject({
    name: 'second',
    exhausted: false,
    distinctStates: 12,
    frontier: 4,
    stopped: 'error',
    errors: [{ code: 'EVT207', keyPath: 'actions.spin.next', at: { line: 9 } }],
  });
  expect(model?.verdicts['always.small']?.kind).toBe('violated');
  expect(model?.verdicts['sometimes.big']?.word).toBe('not seen yet');
  expect(model?.unknown.map(({ code, states }) => [code, states])).toEqual([['U1', 4]]);
});

test('a checker that dies while the file loads is a failure of the file', async () => {
  const { model: _, ...death } = endless;
  const { tools } = scriptedTools((_, say) => say({ kind: 'died', run: 1, death }));
  const result = await checkFile(file, {}, tools, watcher);
  expect(result.failure).toMatchObject({ code: 'EVT207', file, cause: 'throws' });
  expect(result.models).toEqual([]);
});

test('a file that cannot be bundled never reaches a checker', async () => {
  const failure = { code: 'EVT211', file, cause: 'syntax', message: 'It does not parse.' } as const;
  const { tools, runs } = scriptedTools(() => {}, [failure]);
  expect(await checkFile(file, {}, tools, watcher)).toMatchObject({ failure, models: [] });
  expect(runs).toEqual([]);
});

test('a stop is handed to the checker, and what was not reached is named', async () => {
  const stopping = new AbortController();
  const { tools } = scriptedTools(({ asked, file }, say) => {
    if (asked === 'run') {
      say({ kind: 'loaded', run: 1, models: ['first', 'second'].map(loadedModel), directives: [] });
      stopping.abort();
    } else {
      const report = buildModelReport({ file, name: 'first', report: exhaustedReport() });
      say({ kind: 'finished', run: 1, report });
      say({ kind: 'done', run: 1 });
    }
  });
  const result = await checkFile(file, {}, tools, { ...watcher, stop: stopping.signal });
  expect(result.models.map(({ name }) => name)).toEqual(['first']);
  expect(result.notChecked).toEqual(['second']);
});

test('hands on progress and output', async () => {
  const heard: string[] = [];
  const { tools } = scriptedTools(({ file }, say) => {
    const progress = { states: 5, transitions: 6, depth: 1, frontier: 2 };
    say({ kind: 'progress', run: 1, model: 'first', progress });
    say({ kind: 'output', run: 1, text: 'hello from the model' });
    sayFinished(say, file, { first: exhaustedReport() });
  });
  await checkFile(file, {}, tools, {
    ...watcher,
    onProgress: (model, { states }) => heard.push(`${model} ${states}`),
    onOutput: (text) => heard.push(text),
  });
  expect(heard).toEqual(['first 5', 'hello from the model']);
});
