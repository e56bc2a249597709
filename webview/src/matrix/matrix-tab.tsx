import { useState } from 'preact/hooks';
import { Refused } from '../map/refused.tsx';
import { SidePanel } from '../map/side-panel.tsx';
import type { PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { GridChoice } from './grid-choice.tsx';
import { Looks } from './looks.tsx';
import { MatrixKey } from './matrix-key.tsx';
import { PairChoice } from './pair-choice.tsx';
import { chosenPairs, pairsAsCsv, pairTable } from './pair-rows.ts';
import { PairTable } from './pair-table.tsx';
import { chosenRows, type RowChoice, valueRows, valuesAsCsv } from './value-rows.ts';
import { ValueTable } from './value-table.tsx';

interface Props {
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** The Matrix tab: which declared values were seen, and which values of two fields together. */
export function MatrixTab({ state, dispatch }: Props) {
  const [choice, choose] = useState<RowChoice>({
    text: '',
    isUnseenOnly: false,
    order: 'declared',
  });
  const { matrixLook, model } = state;
  const report = model?.report;
  if (!report) return <p class="empty">This model was not checked yet.</p>;
  const parts = { state, dispatch, choice, choose };
  return (
    <div class={model?.freshness === 'recorded' ? 'matrix-tab of-record' : 'matrix-tab'}>
      <div class="matrix-main">
        {matrixLook === 'values' ? <Values {...parts} /> : <Pairs {...parts} />}
        <MatrixKey report={report} look={matrixLook} />
      </div>
      {(state.selection || state.refusal) && state.isSideShown && (
        <SidePanel state={state} trace={undefined} dispatch={dispatch} />
      )}
    </div>
  );
}

interface PartProps extends Props {
  readonly choice: RowChoice;
  readonly choose: (choice: RowChoice) => void;
}

function Values({ state, dispatch, choice, choose }: PartProps) {
  const report = state.model?.report;
  const domain = report?.coverage?.domain;
  if (!report || !domain || domain.fields.length === 0) {
    return (
      <>
        <div class="toolbar" role="toolbar" aria-label="Matrix">
          <Looks state={state} dispatch={dispatch} />
        </div>
        <p class="empty">Of this run no values of fields were kept.</p>
      </>
    );
  }
  const rows = chosenRows(valueRows(domain, report), choice);
  const copy = () => dispatch({ kind: 'copyWanted', text: valuesAsCsv(rows) });
  return (
    <>
      <div class="toolbar" role="toolbar" aria-label="Matrix">
        <Looks state={state} dispatch={dispatch} />
        <GridChoice choice={choice} choose={choose} copy={copy} />
      </div>
      <div class="matrix-frame">
        {rows.length > 0 ? (
          <ValueTable rows={rows} isSymmetric={report.symmetry} dispatch={dispatch} />
        ) : (
          <p class="empty">No field or value is like that.</p>
        )}
      </div>
    </>
  );
}

function Pairs({ state, dispatch, choice, choose }: PartProps) {
  const { view, refusal, selection } = state;
  const report = state.model?.report;
  const table = view && report && pairTable(view, report);
  if (!report) return null;
  const rows = table ? chosenPairs(table.rows, choice) : [];
  const copy = () => table && dispatch({ kind: 'copyWanted', text: pairsAsCsv(table, rows) });
  return (
    <>
      <div class="toolbar" role="toolbar" aria-label="Matrix">
        <Looks state={state} dispatch={dispatch} />
        <PairChoice state={state} dispatch={dispatch} />
        <GridChoice choice={choice} choose={choose} copy={copy} />
      </div>
      <div class="matrix-frame">
        {refusal && <Refused refusal={refusal} dispatch={dispatch} />}
        {table ? (
          <PairTable {...{ table, rows, selection, dispatch }} isSymmetric={report.symmetry} />
        ) : (
          !refusal && <p class="empty">Choose two fields.</p>
        )}
        {table?.untold !== undefined && (
          <p class="muted" data-testid="matrix-untold">
            {`Combinations that were not seen are not all told apart here: ${table.untold}.`}
          </p>
        )}
      </div>
    </>
  );
}
