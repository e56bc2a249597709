import type { PlainValue } from 'everyturn/internal/report/model-report';
import { type PanelState, shownStep, shownTrace } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { StateTable } from './state-table.tsx';
import { StepList } from './step-list.tsx';
import { TraceChoice } from './trace-choice.tsx';
import { type ShownTrace, tracesOf } from './traces.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** The Trace tab: the steps of one trace, and the state after the chosen one. */
export function TraceTab({ state, dispatch }: Props) {
  const traces = tracesOf(state.model?.report);
  const shown = shownTrace(state);
  if (!shown) {
    return <p class="empty">No trace yet: a property that is violated or seen brings one.</p>;
  }
  const step = shownStep(state, shown);
  return (
    <div class="trace-tab">
      <div class="toolbar">
        <TraceChoice
          label="Trace of"
          traces={traces}
          chosen={shown.id}
          choose={(trace) => dispatch({ kind: 'traceChosen', trace })}
        />
        <p class={`sentence ${shown.isViolation ? 'violated' : ''}`} data-testid="sentence">
          {shown.sentence}
        </p>
      </div>
      <div class="columns">
        <section aria-label="Steps" class="steps-column">
          <StepList shown={shown} step={step} dispatch={dispatch} />
        </section>
        <section aria-label={`State after step ${step}`} class="state-column">
          <h2>{step === 0 ? 'Initial state' : `State after step ${step}`}</h2>
          <StateTable
            state={stateAfter(shown, step)}
            before={step > 0 ? stateAfter(shown, step - 1) : undefined}
            changes={shown.trace.steps[step - 1]?.changes ?? []}
          />
        </section>
      </div>
    </div>
  );
}

function stateAfter({ trace }: ShownTrace, step: number): PlainValue {
  return trace.steps[step - 1]?.state ?? trace.init;
}
