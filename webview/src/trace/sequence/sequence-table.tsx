import type { TraceReport } from 'everyturn/internal/report/model-report';
import { useEffect, useRef } from 'preact/hooks';
import { moveAmongSteps } from '../step-keys.ts';
import { sequenceRowsOf } from './table-rows.ts';

interface Props {
  readonly trace: TraceReport;
  readonly step: number;
  /** What is broken, and in which step. */
  readonly broken: { readonly step: number; readonly title: string } | undefined;
  /** For screen readers and the keyboard only, beside the diagram. */
  readonly isOffScreen: boolean;
  readonly choose: (step: number) => void;
}

/** What the diagram shows, as a table: step, from, to, message. */
export function SequenceTable({ trace, step, broken, isOffScreen, choose }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const rows = sequenceRowsOf(trace);
  useEffect(() => {
    if (isOffScreen) return;
    table.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }, [isOffScreen, step, trace]);
  return (
    <table
      class={isOffScreen ? 'off-screen' : 'messages'}
      data-testid="sequence-table"
      ref={table}
      onKeyDown={(event) => moveAmongSteps(event, step, trace.steps.length, choose)}
    >
      <caption class="off-screen">Steps and messages</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ number, name, from, to, message, notes }) => (
          <tr key={number} class={number === step ? 'shown' : ''} data-testid="sequence-row">
            <th scope="row">
              <button
                type="button"
                class="step-number"
                data-step={number}
                aria-label={name}
                aria-current={number === step ? 'step' : undefined}
                tabIndex={number === step ? 0 : -1}
                onClick={() => choose(number)}
              >
                {number}
              </button>
            </th>
            <td>{from}</td>
            <td>{to}</td>
            <td>
              {message}
              {notes.map((note) => (
                <span class="note" key={note}>
                  {note}
                </span>
              ))}
              {broken?.step === number && (
                <span class="breaks">{`✗ ${broken.title} is violated here`}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
