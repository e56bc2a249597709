import type { BlockedBy, UnseenCell, View, WhyNot } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { canExtend, type PanelState } from '../panel/panel-state.ts';
import { SourceLink } from '../panel/source-link.tsx';
import type { Dispatch } from '../panel/use-panel.ts';
import { CloseButton } from './cell-panel.tsx';
import { count, counted, countedStates, nameOf } from './cell-text.ts';
import { Declare } from './declare.tsx';
import { ExtendCell } from './extend-cell.tsx';
import { actionName } from './folded-edges.ts';
import { SearchCell } from './search-cell.tsx';
import { TraceToCell } from './trace-to-cell.tsx';
import { ghostGlyph, ghostWord, type ListedUnseen } from './unseen-text.ts';

interface Props {
  readonly view: View;
  readonly unseen: ListedUnseen;
  readonly ghost: UnseenCell;
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

/** A declared cell that was not reached, and why not. */
export function GhostPanel({ view, unseen, ghost, state, dispatch }: Props) {
  const report = state.model?.report;
  const word = ghostWord(unseen, report);
  return (
    <div data-testid="ghost-panel" data-key={ghost.key}>
      <header class="side-head">
        <h2>
          {ghost.label.map((line) => (
            <span key={line}>{`${line} `}</span>
          ))}
        </h2>
        <CloseButton dispatch={dispatch} />
      </header>
      <p data-testid="ghost-word">
        <strong>{`${ghostGlyph(unseen)} ${word}`}</strong>
        {`: ${explanation(view, unseen, report)}`}
      </p>
      <SearchCell view={view} cell={ghost.key} state={state} dispatch={dispatch} />
      <Declare
        cell={ghost.key}
        isReached={false}
        declaration={state.declaration}
        dispatch={dispatch}
      />
      <h3>Why not?</h3>
      <Answer {...{ view, ghost, state, dispatch }} />
    </div>
  );
}

function explanation(view: View, { isUnreachable }: ListedUnseen, report?: ModelReport): string {
  const isSymmetric = report?.symmetry ?? false;
  return isUnreachable
    ? `none of the ${countedStates(view.states, isSymmetric)} that can be reached lies here.`
    : `no state that was reached lies here; ${countedStates(view.open, isSymmetric)} were not expanded.`;
}

function Answer({ view, ghost, state, dispatch }: Omit<Props, 'unseen'>) {
  const { details } = state;
  switch (details?.kind) {
    case 'whyNot':
      if (details.key !== ghost.key) break;
      if (!details.nearest) return <p class="muted">No cell was reached that could be near it.</p>;
      return <Nearest {...{ view, state, dispatch }} nearest={details.nearest} />;
    case 'gone':
      return <p class="muted">The states of this run were released.</p>;
    case 'refused':
      return <p role="alert">{details.reason}</p>;
  }
  return <p class="muted">Asking…</p>;
}

type NearestCell = NonNullable<WhyNot['nearest']>;

interface NearestProps {
  readonly view: View;
  readonly nearest: NearestCell;
  readonly state: PanelState;
  readonly dispatch: Dispatch;
}

function Nearest({ view, nearest, state, dispatch }: NearestProps) {
  const { key, differs, expanded, open, actions } = nearest;
  const cell = view.cells.find((other) => other.key === key);
  const possible = actions.filter(({ states }) => states > 0);
  const blocked = actions.filter(({ states }) => states === 0);
  const other = (states: number) => `in ${count(states)} of ${counted(expanded, 'state')}`;
  const lines = { actions: state.model?.report?.actions ?? {}, dispatch };
  return (
    <div data-testid="why-not">
      <p>
        {'The nearest cell that was reached is '}
        <button
          type="button"
          class="link"
          data-testid="nearest"
          onClick={() => dispatch({ kind: 'selected', selection: { kind: 'cell', key } })}
        >
          {nameOf(view, key)}
        </button>
        {`. It differs in ${counted(differs.length, 'field')}:`}
      </p>
      <ul class="differs">
        {differs.map(({ there, here }) => (
          <li key={there}>{`${there} there, ${here} here`}</li>
        ))}
      </ul>
      <TraceToCell cell={key} text="Trace to the nearest cell" dispatch={dispatch} />
      {cell && open > 0 && (
        <>
          <p>{`${counted(open, 'state')} of it ${open === 1 ? 'was' : 'were'} not expanded: a step may lead on from there.`}</p>
          <ExtendCell
            view={view}
            cell={cell}
            extension={state.extension}
            isPossible={canExtend(state)}
            dispatch={dispatch}
          />
        </>
      )}
      {expanded > 0 && (
        <>
          <h4>Possible there, but leads elsewhere</h4>
          <Lines {...lines} lines={possible.map((one) => ({ ...one, text: other(one.states) }))} />
          <h4>Not enabled there</h4>
          <Lines
            {...lines}
            asked={nearest.asked ?? 0}
            lines={blocked.map((one) => ({ ...one, text: '' }))}
          />
        </>
      )}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly {
    readonly action: string;
    readonly text: string;
    readonly blockedBy?: readonly BlockedBy[];
  }[];
  /** In how many states the guards were asked. */
  readonly asked?: number;
  readonly actions: ModelReport['actions'];
  readonly dispatch: Dispatch;
}

function Lines({ lines, actions, asked = 0, dispatch }: LinesProps) {
  if (lines.length === 0) return <p class="muted">None.</p>;
  return (
    <ul class="why-actions">
      {lines.map(({ action, text, blockedBy = [] }) => {
        const at = actions[action]?.at;
        return (
          <li key={action} data-testid="why-action">
            <span class="name">{actionName(action)}</span>
            {text && <span class="muted">{` ${text} `}</span>}
            {at && blockedBy.length === 0 && <SourceLink at={at} dispatch={dispatch} />}
            {blockedBy.map((clause) => (
              <p key={`${clause.at.line} ${clause.text}`} data-testid="why-clause">
                <code>{clause.text}</code>
                <span class="muted">{` is ${clause.isNegated ? 'true' : 'false'} in ${count(clause.states)} of ${counted(asked, 'state')} `}</span>
                <SourceLink at={clause.at} dispatch={dispatch} />
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
