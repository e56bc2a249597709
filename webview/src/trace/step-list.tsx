import type { SourceLocation } from 'everyturn';
import type { Change } from 'everyturn/internal/report/model-report';
import { useEffect, useRef } from 'preact/hooks';
import { SourceLink } from '../panel/source-link.tsx';
import type { Dispatch } from '../panel/use-panel.ts';
import { signOf } from './change-text.ts';
import { moveAmongSteps } from './step-keys.ts';
import type { ShownTrace } from './traces.ts';

interface Props {
  readonly shown: ShownTrace;
  readonly step: number;
  readonly dispatch: Dispatch;
}

/** The steps of a trace; the arrow keys, Home and End move, and the editor follows. */
export function StepList({ shown, step, dispatch }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const last = shown.trace.steps.length;
  const choose = (next: number) => dispatch({ kind: 'stepChosen', step: next });
  useEffect(() => {
    list.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }, [step, shown]);
  return (
    <ol class="steps" ref={list} onKeyDown={(event) => moveAmongSteps(event, step, last, choose)}>
      <Step
        number={0}
        label="initial state"
        at={shown.trace.initAt}
        changes={[]}
        isShown={step === 0}
        breaks={breaks(shown, 0)}
        choose={choose}
        dispatch={dispatch}
      />
      {shown.trace.steps.map(({ label, at, changes }, index) => (
        <Step
          key={index}
          number={index + 1}
          label={label}
          at={at}
          changes={changes}
          isShown={step === index + 1}
          breaks={breaks(shown, index + 1)}
          choose={choose}
          dispatch={dispatch}
        />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly number: number;
  readonly label: string;
  readonly at: SourceLocation | undefined;
  readonly changes: readonly Change[];
  readonly isShown: boolean;
  /** What this step broke, if it did. */
  readonly breaks: string | undefined;
  readonly choose: (step: number) => void;
  readonly dispatch: Dispatch;
}

function Step({ number, label, at, changes, isShown, breaks, choose, dispatch }: StepProps) {
  return (
    <li class={isShown ? 'step shown' : 'step'}>
      <button
        type="button"
        class="step-button"
        data-testid="trace-step"
        data-step={number}
        aria-current={isShown ? 'step' : undefined}
        tabIndex={isShown ? 0 : -1}
        onClick={() => choose(number)}
      >
        <span class="number">{number}</span>
        <span class="what">
          <span class="label">{label}</span>
          {breaks && (
            <span class="breaks" data-testid="breaks">
              {`✗ ${breaks} is violated here`}
            </span>
          )}
          {changes.map((change) => (
            <ChangeLine key={`${change.kind} ${change.path} ${change.after}`} change={change} />
          ))}
        </span>
      </button>
      {at && <SourceLink at={at} dispatch={dispatch} isQuiet />}
    </li>
  );
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { sign, word } = signOf(change.kind);
  return (
    <span class={`change ${change.kind}`} data-testid="change">
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <span class="off-screen">{`${word}: `}</span>
      <span class="path">{change.path}</span>
      <span class="values">
        {[change.before, change.after].filter((value) => value !== undefined).join(' → ')}
      </span>
    </span>
  );
}

function breaks(shown: ShownTrace, step: number): string | undefined {
  return shown.brokenBy?.step === step ? shown.title : undefined;
}
