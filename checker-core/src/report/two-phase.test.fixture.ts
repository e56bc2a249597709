/**
 * Reports as an engine would hand them over, for the tests of this folder: two-phase commit with
 * three resource managers. Counts are those of the real models: 288 states when right, 623 when the
 * transaction manager commits too early, 171 of which 54 are open when cut at depth 5.
 */
import type { ActionCount, Report, Trace, Verdict } from '../model/report.ts';
import { noDomain, type Statistics } from '../model/statistics.ts';

const init = {
  rms: { rm1: 'working', rm2: 'working', rm3: 'working' },
  tm: 'init',
  decided: new Set<string>(),
};
const committed = { ...init, tm: 'committed', decided: new Set(['commit']) };
const aborted = { ...committed, rms: { ...init.rms, rm1: 'aborted' } };
const inconsistent = { ...committed, rms: { ...aborted.rms, rm2: 'committed' } };

/** How the mutant commits although a resource manager has aborted. */
export const counterexample: Trace<unknown> = {
  init,
  steps: [
    { by: 'actions.tmCommit', params: {}, choices: [], state: committed },
    { by: 'actions.rmChooseToAbort', params: { rm: 'rm1' }, choices: [], state: aborted },
    {
      by: 'actions.rmReceiveDecision',
      params: { rm: 'rm2' },
      choices: ['commit'],
      state: inconsistent,
    },
  ],
};

const notChecked: Verdict<unknown> = {
  kind: 'unknown',
  reasons: [{ code: 'notChecked', note: 'Liveness is not checked by this version' }],
};

const actions: ReadonlyMap<string, ActionCount> = new Map([
  ['actions.tmCommit', { fired: 1, states: 1 }],
  ['actions.rmPrepare', { fired: 1_144, states: 156 }],
]);

/** Some of what an engine counts. */
const statistics: Statistics = {
  instances: [{ by: 'actions.rmPrepare', params: { rm: 'rm1' }, fired: 52, blocked: 236 }],
  fields: [
    { path: 'tm', distinct: 1, values: [{ value: 'init', times: 288 }] },
    { path: 'decided[*]', distinct: 1, values: [{ value: new Set(['commit']), times: 3 }] },
    {
      path: 'count',
      distinct: 300,
      values: [],
      range: { min: 0, max: 299, buckets: [{ from: 0, to: 1, times: 1 }] },
    },
  ],
  domain: noDomain,
  levels: [
    { states: 1, expanded: 1, generated: 7, duplicates: 0, fenced: 0, terminal: 0, errors: 0 },
  ],
  frontier: [{ reason: 'depthMax', depth: 5, states: 54 }],
};

/** An exhausted exploration in which everything holds. */
export function exhaustedReport(changes: Partial<Report<unknown>> = {}): Report<unknown> {
  return {
    exhausted: true,
    distinctStates: 288,
    generatedStates: 1_146,
    diameter: 10,
    frontier: 0,
    fenced: 0,
    terminalStates: 0,
    symmetry: false,
    budget: {},
    verdicts: new Map<string, Verdict<unknown>>([
      ['always.consistent', { kind: 'holds' }],
      ['sometimes.allAbort', { kind: 'seen', witness: counterexample }],
      ['alwaysStep.decisionIsFinal', { kind: 'holds' }],
    ]),
    actions,
    statistics,
    errors: [],
    notes: [],
    ...changes,
  };
}

/** The mutant: exhausted, one invariant violated, one property out of reach, one not checked. */
export function violatedReport(): Report<unknown> {
  return exhaustedReport({
    distinctStates: 623,
    generatedStates: 2_508,
    verdicts: new Map<string, Verdict<unknown>>([
      ['always.consistent', { kind: 'violated', counterexample }],
      ['sometimes.allCommit', { kind: 'unreachable' }],
      ['leadsTo.decisionIsHeard', notChecked],
    ]),
  });
}

/** Cut at depth 5: nothing is known for certain but what was seen. */
export function boundedReport(changes: Partial<Report<unknown>> = {}): Report<unknown> {
  const reasons = [{ code: 'frontier', bound: 'depthMax', states: 54 }] as const;
  return exhaustedReport({
    exhausted: false,
    distinctStates: 171,
    generatedStates: 500,
    diameter: 5,
    frontier: 54,
    stopped: 'depthMax',
    budget: { depthMax: 5 },
    verdicts: new Map<string, Verdict<unknown>>([
      ['always.consistent', { kind: 'unknown', reasons }],
      ['sometimes.allCommit', { kind: 'unknown', reasons }],
      ['sometimes.allAbort', { kind: 'seen', witness: counterexample }],
    ]),
    ...changes,
  });
}

/** A turn that throws: the rest of the model was explored. */
export function erroneousReport(): Report<unknown> {
  return exhaustedReport({
    exhausted: false,
    stopped: 'error',
    verdicts: new Map<string, Verdict<unknown>>([
      [
        'always.consistent',
        { kind: 'unknown', reasons: [{ code: 'frontier', bound: 'error', states: 0 }] },
      ],
    ]),
    errors: [
      {
        code: 'EVT201',
        keyPath: 'actions.tmCommit.next',
        message: 'tmCommit.next of twoPhase throws after 3 turns: TypeError: x is not iterable.',
        trace: counterexample,
      },
    ],
  });
}
