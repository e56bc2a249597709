import type { ModelReport, PropertyReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { SourceText } from '../documents/source-text.ts';
import { Session } from './session.ts';
import { Snapshot } from './snapshot.ts';

const report = (name: string, distinctStates: number): ModelReport => ({
  file: 'a.ts',
  name,
  exhausted: true,
  distinctStates,
  generatedStates: distinctStates,
  diameter: 1,
  frontier: 0,
  fenced: 0,
  symmetry: false,
  budget: {},
  summary: '',
  verdicts: {},
  actions: {},
  statistics: { instances: [], fields: [], levels: [], frontier: [] },
  unknown: [],
  errors: [],
  findings: [],
});

const violated: PropertyReport = {
  kind: 'violated',
  word: 'violated',
  sentence: 'It is violated.',
};

const loaded = (name: string) => ({ name, functions: [], properties: [], actions: [] });

/** A session in the middle of run 1, its models loaded. */
function running(...models: string[]): Session {
  const session = new Session('/a.ts');
  session.begin(1);
  session.bundled(new Snapshot(new Map([['/a.ts', new SourceText('/a.ts', 'first')]])));
  session.receive({ kind: 'loaded', run: 1, models: models.map(loaded), directives: [] });
  return session;
}

const states = (session: Session) =>
  [...session.results.values()].map((result) => result.report?.distinctStates);

test('keeps the results of the run before until newer ones are final', () => {
  const session = running('m');
  session.receive({ kind: 'finished', run: 1, report: report('m', 3) });
  session.receive({ kind: 'done', run: 1 });
  session.begin(2);
  session.bundled(new Snapshot(new Map()));
  session.receive({ kind: 'loaded', run: 2, models: [loaded('m')], directives: [] });
  expect(states(session)).toEqual([3]);
  session.receive({ kind: 'finished', run: 2, report: report('m', 5) });
  expect(states(session)).toEqual([5]);
  expect(session.results.get('m')?.basis.run).toBe(2);
});

test('drops what an older run says', () => {
  const session = running('m');
  session.begin(2);
  session.receive({ kind: 'finished', run: 1, report: report('m', 3) });
  session.receive({ kind: 'done', run: 1 });
  expect(session.results.size).toBe(0);
  expect(session.phase).toBe('bundling');
});

test('shows a violation before the end, and forgets models that are gone', () => {
  const session = running('old', 'm');
  session.receive({ kind: 'finished', run: 1, report: report('old', 3) });
  session.begin(2);
  session.bundled(new Snapshot(new Map()));
  session.receive({ kind: 'loaded', run: 2, models: [loaded('m')], directives: [] });
  expect([...session.results.keys()]).toEqual([]);
  const property = 'always.safe';
  session.receive({ kind: 'verdict', run: 2, model: 'm', property, report: violated });
  expect(session.results.get('m')?.early.get(property)).toBe(violated);
});

test('keeps the results of models that were finished before the checker died', () => {
  const session = running('a', 'b');
  session.receive({ kind: 'finished', run: 1, report: report('a', 3) });
  session.receive({ kind: 'started', run: 1, model: 'b' });
  session.receive({ kind: 'died', run: 1, death: { code: 'EVT212', message: 'gone' } });
  expect([...session.results.keys()]).toEqual(['a']);
  expect(session.trouble).toMatchObject({ kind: 'died', death: { model: 'b' } });
  expect(session.settled).toBe(false);
});

test('knows nothing of a file that does not load any more', () => {
  const session = running('m');
  session.receive({ kind: 'finished', run: 1, report: report('m', 3) });
  session.begin(2);
  session.bundled(new Snapshot(new Map()));
  const failure = { code: 'EVT211', file: '/a.ts', cause: 'throws', message: 'no' } as const;
  session.receive({ kind: 'loadFailed', run: 2, failure });
  expect(session.results.size).toBe(0);
  expect(session.phase).toBe('idle');
});
