import { check, type ReplayStep, type Report, replay, type Trace, type Verdict } from 'everyturn';
import { stepLabel } from 'everyturn/internal/report/step-label';
import { describe, expect, test } from 'vitest';
import { dieHard } from './die-hard/die-hard.ts';
import { orderLife } from './order/order.model.ts';
import type { Recorded } from './recorded.ts';
import { systems } from './systems.ts';
import { twoPhase } from './two-phase/two-phase.ts';
import { twoPhaseForgetful } from './two-phase/two-phase-forgetful.ts';
import { undoRedo } from './undo-redo/undo-redo.model.ts';
import { undoRedoStale } from './undo-redo/undo-redo-stale.ts';

const samples: readonly Recorded[] = [
  ...systems,
  {
    name: 'dieHard',
    model: dieHard,
    states: 16,
    generated: 97,
    diameter: 7,
    verdicts: {
      'always.bigIsNotFour': {
        violated: [
          'actions.fillBig',
          'actions.pourBigIntoSmall',
          'actions.emptySmall',
          'actions.pourBigIntoSmall',
          'actions.fillBig',
          'actions.pourBigIntoSmall',
        ],
      },
    },
  },
  {
    name: 'twoPhase',
    model: twoPhase,
    states: 288,
    generated: 1146,
    diameter: 10,
    verdicts: {
      'always.consistent': 'holds',
      'alwaysStep.decisionIsFinal': 'holds',
      'sometimes.allCommit': {
        seen: [
          'actions.rmPrepare rm1',
          'actions.tmReceivePrepared rm1',
          'actions.rmPrepare rm2',
          'actions.tmReceivePrepared rm2',
          'actions.rmPrepare rm3',
          'actions.tmReceivePrepared rm3',
          'actions.tmCommit',
          'actions.rmReceiveDecision rm1 commit',
          'actions.rmReceiveDecision rm2 commit',
          'actions.rmReceiveDecision rm3 commit',
        ],
      },
      'sometimes.allAbort': {
        seen: [
          'actions.rmChooseToAbort rm1',
          'actions.rmChooseToAbort rm2',
          'actions.rmChooseToAbort rm3',
        ],
      },
    },
  },
  {
    name: 'twoPhaseForgetful',
    model: twoPhaseForgetful,
    states: 459,
    generated: 2277,
    diameter: 10,
    verdicts: {
      'always.consistent': {
        violated: [
          'actions.rmPrepare rm1',
          'actions.tmReceivePrepared rm1',
          'actions.rmPrepare rm2',
          'actions.tmReceivePrepared rm2',
          'actions.rmPrepare rm3',
          'actions.tmReceivePrepared rm3',
          'actions.tmCommit',
          'actions.rmChooseToAbort rm1',
          'actions.rmReceiveDecision rm2 commit',
        ],
      },
      'alwaysStep.decisionIsFinal': 'holds',
      'sometimes.allCommit': {
        seen: [
          'actions.rmPrepare rm1',
          'actions.tmReceivePrepared rm1',
          'actions.rmPrepare rm2',
          'actions.tmReceivePrepared rm2',
          'actions.rmPrepare rm3',
          'actions.tmReceivePrepared rm3',
          'actions.tmCommit',
          'actions.rmReceiveDecision rm1 commit',
          'actions.rmReceiveDecision rm2 commit',
          'actions.rmReceiveDecision rm3 commit',
        ],
      },
      'sometimes.allAbort': {
        seen: [
          'actions.rmChooseToAbort rm1',
          'actions.rmChooseToAbort rm2',
          'actions.rmChooseToAbort rm3',
        ],
      },
    },
  },
  {
    name: 'orderLife',
    model: orderLife,
    states: 31,
    generated: 77,
    diameter: 7,
    verdicts: {
      'always.shippedIsPaid': 'holds',
      'always.refundedIsClosed': {
        violated: [
          'actions.customerPays',
          'actions.customerCancels',
          'actions.refundJobRuns',
          'actions.webhookArrives payment.captured acknowledged',
        ],
      },
      'alwaysStep.cancelledIsFinal': {
        violated: [
          'actions.customerPays',
          'actions.customerCancels',
          'actions.webhookArrives payment.captured acknowledged',
        ],
      },
      'sometimes.shipped': {
        seen: [
          'actions.customerPays',
          'actions.webhookArrives payment.captured acknowledged',
          'actions.warehouseShips',
        ],
      },
      'sometimes.refunded': {
        seen: [
          'actions.customerPays',
          'actions.customerCancels',
          'actions.refundJobRuns',
          'actions.webhookArrives refund.paidOut acknowledged',
        ],
      },
      terminal: {
        violated: [
          'actions.customerPays',
          'actions.customerCancels',
          'actions.refundJobRuns',
          'actions.webhookArrives refund.paidOut acknowledged',
          'actions.webhookArrives payment.captured acknowledged',
          'actions.customerCancels',
        ],
      },
    },
  },
  {
    name: 'undoRedo',
    model: undoRedo,
    states: 309,
    generated: 691,
    diameter: 9,
    verdicts: {
      'always.editLeavesNothingToRedo': 'holds',
      'always.redoTakesUndoBack': 'holds',
      'always.limited': 'holds',
      'sometimes.canRedoAll': {
        seen: [
          'actions.edit draft',
          'actions.edit empty',
          'actions.edit draft',
          'actions.undo',
          'actions.undo',
          'actions.undo',
        ],
      },
    },
  },
  {
    name: 'undoRedoStale',
    model: undoRedoStale,
    states: 975,
    generated: 2029,
    diameter: 12,
    verdicts: {
      'always.editLeavesNothingToRedo': {
        violated: ['actions.edit draft', 'actions.undo', 'actions.edit draft'],
      },
      'always.redoTakesUndoBack': 'holds',
      'always.limited': {
        violated: [
          'actions.edit draft',
          'actions.edit empty',
          'actions.edit draft',
          'actions.undo',
          'actions.edit draft',
          'actions.redo',
        ],
      },
      'sometimes.canRedoAll': {
        seen: [
          'actions.edit draft',
          'actions.edit empty',
          'actions.edit draft',
          'actions.undo',
          'actions.undo',
          'actions.undo',
        ],
      },
    },
  },
];

describe.each(samples)('$name', { timeout: 300_000 }, (sample) => {
  let checked: Promise<Report<unknown>> | undefined;
  const reported = () => {
    checked ??= check(sample.model);
    return checked;
  };

  test('gives its recorded result', async () => {
    const report = await reported();
    expect(report.exhausted).toBe(!sample.isBounded);
    expect({
      states: report.distinctStates,
      generated: report.generatedStates,
      diameter: report.diameter,
    }).toEqual({
      states: sample.states,
      generated: sample.generated,
      diameter: sample.diameter,
    });
    expect(Object.fromEntries([...report.verdicts].map(([key, v]) => [key, recorded(v)]))).toEqual(
      sample.verdicts,
    );
  });

  test('replays every trace to the states that were reported', async () => {
    for (const [property, verdict] of (await reported()).verdicts) {
      const trace = traceOf(verdict);
      if (!trace) continue;
      const steps = trace.steps.map(({ event, by, params, choices }): ReplayStep => {
        return [event ?? by, params, { choose: choices }];
      });
      const { states, violated } = replay(sample.model, steps, { mustReplay: true });
      expect(states.map(asData)).toEqual(
        [trace.init, ...trace.steps.map(({ state }) => state)].map(asData),
      );
      if (verdict.kind === 'violated') expect(violated).toContain(property);
    }
  });
});

/** Frozen sets carry functions of their own: copies are compared. */
const asData = (state: unknown) => structuredClone(state);

function traceOf(verdict: Verdict<unknown>): Trace<unknown> | undefined {
  if (verdict.kind === 'violated') return verdict.counterexample;
  return verdict.kind === 'seen' ? verdict.witness : undefined;
}

function recorded(verdict: Verdict<unknown>) {
  switch (verdict.kind) {
    case 'violated':
      return { violated: stepsOf(verdict.counterexample) };
    case 'seen':
      return { seen: stepsOf(verdict.witness) };
    default:
      return verdict.kind;
  }
}

/** Steps of systems are as reports name them. */
const stepsOf = ({ steps }: Trace<unknown>) =>
  steps.map((step) =>
    step.event
      ? stepLabel(step)
      : [step.by, ...Object.values(step.params), ...step.choices].join(' '),
  );
