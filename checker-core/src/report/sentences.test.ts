import { expect, test } from 'vitest';
import type { Report, Trace, Verdict } from '../model/report.ts';
import { frontierSentence } from './bounds.ts';
import { buildModelReport } from './build-model-report.ts';
import {
  actionLens,
  afterViolation,
  breakingWriteSentence,
  modelLens,
  modelSummary,
  progressHeadline,
  propertyLens,
  propertySentence,
  statusHeadline,
} from './sentences.ts';
import {
  boundedReport,
  counterexample,
  erroneousReport,
  exhaustedReport,
  violatedReport,
} from './two-phase.test.fixture.ts';

const subject = (report: Report<unknown>, name = 'twoPhase') => ({ ...report, name });
const built = (report: Report<unknown>) =>
  buildModelReport({ file: 'two-phase.ts', name: 'twoPhase', report });

const bounded = boundedReport();
const frontier: Verdict<unknown> = {
  kind: 'unknown',
  reasons: [{ code: 'frontier', bound: 'depthMax', states: 54 }],
};

test('a violated invariant is told with the changed field of the last state', () => {
  const verdict: Verdict<unknown> = { kind: 'violated', counterexample };
  expect(propertySentence('always.consistent', verdict, subject(violatedReport()))).toBe(
    'always.consistent of twoPhase is violated after 3 turns: ' +
      "rms = { rm1: 'aborted', rm2: 'committed', rm3: 'working' }.",
  );
});

test('a field that is too long to be told is told by its changed place', () => {
  const items = Array.from({ length: 40 }, (_, index) => index);
  const trace: Trace<unknown> = {
    init: { cart: { items, total: 1 } },
    steps: [{ by: 'actions.add', params: {}, choices: [], state: { cart: { items, total: -1 } } }],
  };
  const verdict: Verdict<unknown> = { kind: 'violated', counterexample: trace };
  expect(propertySentence('always.paid', verdict, subject(violatedReport(), 'shop'))).toBe(
    'always.paid of shop is violated after 1 turn: cart.total = -1.',
  );
});

test('a violation in an initial state is told without turns', () => {
  const verdict: Verdict<unknown> = { kind: 'violated', counterexample: { init: 7, steps: [] } };
  const sentence = propertySentence('always.small', verdict, subject(violatedReport(), 'counter'));
  expect(sentence).toBe('always.small of counter is violated in an initial state: state = 7.');
});

test('a violated step invariant names the turn and what it changed', () => {
  const verdict: Verdict<unknown> = {
    kind: 'violated',
    counterexample: {
      init: { tm: 'committed' },
      steps: [{ by: 'actions.tmAbort', params: {}, choices: [], state: { tm: 'aborted' } }],
    },
  };
  const sentence = propertySentence('alwaysStep.isFinal', verdict, subject(violatedReport()));
  expect(sentence).toBe(
    "alwaysStep.isFinal of twoPhase is violated by turn 1, tmAbort: tm 'committed' → 'aborted'.",
  );
});

test('a deadlock is told as one', () => {
  const waiting = new Map([['a', 'b']]);
  const verdict: Verdict<unknown> = {
    kind: 'violated',
    counterexample: {
      init: { waiting: new Map() },
      steps: [{ by: 'actions.lock', params: {}, choices: [], state: { waiting } }],
    },
  };
  expect(propertySentence('terminal', verdict, subject(violatedReport(), 'lockTable'))).toBe(
    'lockTable deadlocks after 1 turn: no action is enabled and terminal is false; ' +
      "waiting = {'a' → 'b'}.",
  );
});

test('claims about all states name how many there are, within a fence and under a symmetry', () => {
  const sentence = (changes: Partial<Report<unknown>>, kind: 'holds' | 'unreachable') =>
    propertySentence(
      kind === 'holds' ? 'always.a' : 'sometimes.b',
      { kind },
      subject(exhaustedReport(changes), 'm'),
    );
  expect(sentence({}, 'holds')).toBe('always.a of m holds in all 288 states.');
  expect(sentence({ fenced: 4 }, 'holds')).toBe(
    'always.a of m holds within the fence in all 288 states.',
  );
  expect(sentence({ symmetry: true, distinctStates: 80 }, 'holds')).toBe(
    'always.a of m holds in all 80 classes of states.',
  );
  expect(sentence({ distinctStates: 1 }, 'holds')).toBe('always.a of m holds in the only state.');
  expect(sentence({}, 'unreachable')).toBe(
    'sometimes.b of m is unreachable: it is false in all 288 states (exhausted).',
  );
});

test('an open property says how far the exploration went, in the word of its family', () => {
  const extent = '171 states, depth ≤ 5, 54 not expanded.';
  const sentence = (keyPath: string) => propertySentence(keyPath, frontier, subject(bounded));
  expect(sentence('always.a')).toBe(`always.a of twoPhase has no violation so far: ${extent}`);
  expect(sentence('sometimes.b')).toBe(`sometimes.b of twoPhase is not seen yet: ${extent}`);
  expect(sentence('leadsTo.c')).toBe(`leadsTo.c of twoPhase is undecided: ${extent}`);
});

test('a property that is not checked says so and why', () => {
  const { verdicts } = violatedReport();
  const verdict = verdicts.get('leadsTo.decisionIsHeard');
  expect(verdict?.kind).toBe('unknown');
  const report = built(violatedReport()).verdicts['leadsTo.decisionIsHeard'];
  expect(report?.word).toBe('not checked');
  expect(report?.sentence).toBe(
    'leadsTo.decisionIsHeard of twoPhase is not checked: Liveness is not checked by this version.',
  );
});

test('a first sentence stays one line of at most 160 characters, whatever the state holds', () => {
  const state = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`field${index}`, `line\n${'x'.repeat(index * 5)}`]),
  );
  const trace: Trace<unknown> = {
    init: {},
    steps: [{ by: `actions.${'long'.repeat(20)}`, params: {}, choices: [], state }],
  };
  const verdict: Verdict<unknown> = { kind: 'violated', counterexample: trace };
  for (const keyPath of ['always.a', `always.${'a'.repeat(150)}`, 'alwaysStep.b', 'terminal']) {
    const sentence = propertySentence(keyPath, verdict, subject(violatedReport()));
    expect(sentence.length).toBeLessThanOrEqual(160);
    expect(sentence).not.toContain('\n');
    expect(sentence).toMatch(/^(always|twoPhase deadlocks)/);
  }
});

test('the sentence on the breaking write names the change and the turn', () => {
  const change = { path: 'rms.rm2', kind: 'changed', before: "'working'", after: "'ok'" } as const;
  expect(breakingWriteSentence('always.a', 'twoPhase', { change, step: 3, steps: 3 })).toBe(
    "This write violates always.a of twoPhase: rms.rm2 'working' → 'ok' (turn 3 of 3).",
  );
  expect(breakingWriteSentence('always.a', 'twoPhase', { step: 0, steps: 0 })).toBe(
    'An initial state violates always.a of twoPhase.',
  );
});

test('a model has one line', () => {
  expect(modelSummary(exhaustedReport())).toBe('288 states, exhausted, diameter 10');
  expect(modelSummary(bounded)).toBe('171 states, depth ≤ 5, 54 not expanded');
  expect(afterViolation(violatedReport())).toBe('Shortest trace; 623 states seen.');
});

test('a frontier names the bound that bit', () => {
  const at = (
    ...args: [Parameters<typeof frontierSentence>[1], Report<unknown>['budget'], string?]
  ) => frontierSentence(subject(bounded), ...args);
  const left = '54 of 171 states were not expanded.';
  expect(at('depthMax', { depthMax: 5 })).toBe(`twoPhase stopped at depth 5: ${left}`);
  expect(at('statesMax', { statesMax: 10_000 })).toBe(`twoPhase stopped at 10,000 states: ${left}`);
  expect(at('timeMs', { timeMs: 1_500 })).toBe(`twoPhase stopped at 1.5 s: ${left}`);
  expect(at('memoryBytes', { memoryBytes: 2 ** 30 })).toBe(`twoPhase stopped at 1 GiB: ${left}`);
  expect(at('stopped', {})).toBe(`twoPhase was stopped by you: ${left}`);
  expect(at('error', {}, 'EVT201')).toBe(
    `twoPhase was explored in part because of EVT201: ${left}`,
  );
});

test('the lens of a model sums up its verdicts', () => {
  expect(modelLens(built(exhaustedReport()))).toBe('✓ 3 of 3 · 288 states, exhausted, diameter 10');
  expect(modelLens(built(violatedReport()))).toBe(
    '✗ 1 violated, 1 unreachable · 623 states, exhausted, diameter 10',
  );
  expect(modelLens(built(bounded))).toBe('◌ 2 of 3 open · 171 states, depth ≤ 5, 54 not expanded');
  expect(modelLens(built(erroneousReport()))).toBe(
    '⚠ 1 model error · 288 states, depth ≤ 10, not exhausted',
  );
  expect(modelLens(built(exhaustedReport({ verdicts: new Map() })))).toBe(
    '◌ no properties · 288 states, exhausted, diameter 10',
  );
});

test('the lens of a property has its word and its numbers', () => {
  const lenses = (report: Report<unknown>) => {
    const { verdicts } = built(report);
    return Object.entries(verdicts).map(([path, property]) => propertyLens(path, property, report));
  };
  expect(lenses(exhaustedReport())).toEqual([
    '✓ holds in all 288 states',
    '✓ seen, witness of 3 turns',
    '✓ holds in all 288 states',
  ]);
  expect(lenses(violatedReport())).toEqual([
    '✗ violated after 3 turns',
    '✗ unreachable in all 623 states',
    '◌ not checked · Liveness is not checked by this version',
  ]);
  expect(lenses(bounded)).toEqual([
    '◌ no violation so far · 171 states, depth ≤ 5, 54 not expanded',
    '◌ not seen yet · 171 states, depth ≤ 5, 54 not expanded',
    '✓ seen, witness of 3 turns',
  ]);
});

test('the lens of an action claims "never" of an exhausted exploration only', () => {
  expect(actionLens('actions.go', { fired: 156, states: 128 }, bounded)).toBe(
    'fired 156× in 128 states',
  );
  const handled = actionLens('actors.bell.on.ring', { fired: 2, states: 4 }, bounded);
  expect(handled).toBe('fired 2×, runs in 4 states');
  expect(actionLens('actions.go', { fired: 0, states: 0 }, exhaustedReport())).toBe(
    'never enabled',
  );
  expect(actionLens('actions.go', { fired: 0, states: 0 }, bounded)).toBe('not enabled yet');
});

test('the status item has a headline', () => {
  expect(statusHeadline(built(exhaustedReport()))).toBe('✓ exhausted · 288');
  expect(statusHeadline(built(violatedReport()))).toBe('✗ 1 violated, 1 unreachable · 623');
  expect(statusHeadline(built(erroneousReport()))).toBe('⚠ model error');
  expect(statusHeadline(built(bounded))).toBe(
    '◌ no violation so far · 171 states · depth ≤ 5, 54 not expanded',
  );
  expect(progressHeadline({ states: 1_204_000, transitions: 1, depth: 14, frontier: 1 })).toBe(
    'checking… 1,204,000 states, depth 14',
  );
});
