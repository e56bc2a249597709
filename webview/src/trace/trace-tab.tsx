import type { PlainValue } from 'everyturn/internal/report/model-report';
import {
  allTraces,
  type PanelState,
  type StepsLook,
  shownStep,
  shownTrace,
} from '../panel/panel-state.ts';
import { SourceLink } from '../panel/source-link.tsx';
import type { Dispatch } from '../panel/use-panel.ts';
import { SequenceDiagram } from './sequence/sequence-diagram.tsx';
import { SequenceTable } from './sequence/sequence-table.tsx';
import { StateTable } from './state-table.tsx';
import { StepList } from './step-list.tsx';
import { StepsLookChoice } from './steps-look-choice.tsx';
import { TraceChoice } from './trace-choice.tsx';
import type { ShownTrace } from './traces.ts';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** The Trace tab: the steps of one trace, and the state after the chosen one. */
export function TraceTab({ state, dispatch }: Props) {
  const traces = allTraces(state);
  const shown = shownTrace(state);
  if (!shown) {
    return <p class="empty">No trace yet: a property that is violated or seen brings one.</p>;
  }
  const step = shownStep(state, shown);
  const { actors } = shown.trace;
  const look = actors ? state.stepsLook : 'list';
  return (
    <div class="trace-tab">
      <div class="toolbar">
        <TraceChoice
          label="Trace of"
          traces={traces}
          chosen={shown.id}
          choose={(trace) => dispatch({ kind: 'traceChosen', trace })}
        />
        {actors && <StepsLookChoice look={look} dispatch={dispatch} />}
        <p class={`sentence ${shown.isViolation ? 'violated' : ''}`} data-testid="sentence">
          {shown.sentence}
        </p>
      </div>
      <div class={`columns ${look}`}>
        <section aria-label="Steps" class="steps-column">
          <Steps {...{ shown, step, look, dispatch }} />
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
        <section aria-label={`State after step ${step}`} class="state-column" tabIndex={0}>
          <StateHead {...{ shown, step, look, dispatch }} />
          <StateTable
            actors={actors}
            state={stateAfter(shown, step)}
            before={step > 0 ? stateAfter(shown, step - 1) : undefined}
            changes={shown.trace.steps[step - 1]?.changes ?? []}
          />
        </section>
      </div>
    </div>
  );
}

interface PartProps {
  readonly shown: ShownTrace;
  readonly step: number;
  readonly look: StepsLook;
  readonly dispatch: Dispatch;
}

function Steps({ shown, step, look, dispatch }: PartProps) {
  if (look === 'list') return <StepList shown={shown} step={step} dispatch={dispatch} />;
  const { trace, brokenBy, title } = shown;
  const about = {
    trace,
    step,
    broken: brokenBy && { step: brokenBy.step, title },
    choose: (next: number) => dispatch({ kind: 'stepChosen', step: next }),
  };
  return look === 'diagram' ? (
    <SequenceDiagram {...about} />
  ) : (
    <SequenceTable {...about} isOffScreen={false} />
  );
}

/** What the state belongs to; where no list says it, also what the step was and where. */
function StateHead({ shown, step, look, dispatch }: PartProps) {
  const { trace, brokenBy, title } = shown;
  const report = trace.steps[step - 1];
  const at = report ? report.at : trace.initAt;
  return (
    <div class="state-head">
      <h2>{step === 0 ? 'Initial state' : `State after step ${step}`}</h2>
      {look !== 'list' && (
        <p class="state-step" data-testid="state-step">
          {report && <span class="label">{report.label}</span>}
          {at && <SourceLink at={at} dispatch={dispatch} />}
        </p>
      )}
      {look !== 'list' && brokenBy?.step === step && (
        <p class="breaks" data-testid="breaks">{`✗ ${title} is violated here`}</p>
      )}
    </div>
  );
}

function stateAfter({ trace }: ShownTrace, step: number): PlainValue {
  return trace.steps[step - 1]?.state ?? trace.init;
}
