import type { ModelReport, TraceReport } from 'everyturn/internal/report/model-report';

/** A trace of so many steps, each on a line of its own; `init` stands on line 1. */
export function trace(length: number): TraceReport {
  return {
    init: { n: 0 },
    initAt: { file: '/a.ts', line: 1, column: 1 },
    steps: Array.from({ length }, (_, index) => ({
      by: 'actions.go',
      label: 'go()',
      params: {},
      choices: [],
      state: { n: index + 1 },
      changes: [],
      at: { file: '/a.ts', line: index + 2, column: 1 },
    })),
  };
}

/** The report of a model that was exhausted and has no properties. */
export const report: ModelReport = {
  file: 'a.ts',
  name: 'a',
  exhausted: true,
  distinctStates: 3,
  generatedStates: 5,
  diameter: 2,
  frontier: 0,
  fenced: 0,
  symmetry: false,
  budget: {},
  summary: '3 states, exhausted, diameter 2',
  verdicts: {},
  actions: {},
  statistics: { instances: [], fields: [], levels: [], frontier: [] },
  unknown: [],
  errors: [],
  findings: [],
};
