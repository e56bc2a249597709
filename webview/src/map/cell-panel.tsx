import type { Cell, View } from 'everyturn/internal/coverage/view';
import { useMemo } from 'preact/hooks';
import type { PanelState, WantedDeclaration, WantedExtension } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { ActionList, type Actions } from './action-list.tsx';
import { count, counted, glyphs, nameOf, singleStatesMost, violatedIn } from './cell-text.ts';
import { Declare } from './declare.tsx';
import { ExtendCell } from './extend-cell.tsx';
import { foldEdges } from './folded-edges.ts';
import { Samples } from './samples.tsx';
import { TraceToCell } from './trace-to-cell.tsx';

interface Props {
  readonly view: View;
  readonly cell: Cell;
  readonly details: PanelState['details'];
  readonly actions: Actions;
  readonly isSymmetric: boolean;
  readonly extension: WantedExtension | undefined;
  readonly canExtend: boolean;
  readonly sought: PanelState['sought'];
  readonly declaration: WantedDeclaration | undefined;
  readonly dispatch: Dispatch;
}

/** Everything that is known of one cell. */
export function CellPanel(props: Props) {
  const { view, cell, details, actions, isSymmetric, dispatch } = props;
  return (
    <div data-testid="cell-panel" data-key={cell.key}>
      <header class="side-head">
        <h2>
          {cell.label.map((line) => (
            <span key={line}>{`${line} `}</span>
          ))}
        </h2>
        <CloseButton dispatch={dispatch} />
      </header>
      {props.sought?.cell === cell.key && (
        <p role="status" data-testid="search-result">
          {props.sought.report.sentence}
        </p>
      )}
      <Facts cell={cell} isSymmetric={isSymmetric} />
      <div class="declare">
        <TraceToCell cell={cell.key} text="Trace to here" dispatch={dispatch} />
      </div>
      {cell.states > 1 && (
        <button
          type="button"
          class="primary quiet open-cell"
          data-testid="open-cell"
          title="Tell the states of this cell apart by one field more (Enter, again)"
          onClick={() => dispatch({ kind: 'cellOpened', cell: cell.key })}
        >
          Open
        </button>
      )}
      {cell.states > 1 && cell.states <= singleStatesMost && (
        <button
          type="button"
          class="primary quiet open-cell"
          data-testid="show-states"
          title="Draw each state of this cell, with the steps between them (O)"
          onClick={() => dispatch({ kind: 'cellOpened', cell: cell.key, isOneByOne: true })}
        >
          Show its states
        </button>
      )}
      <ExtendCell
        view={view}
        cell={cell}
        extension={props.extension}
        isPossible={props.canExtend}
        dispatch={dispatch}
      />
      {!view.isSingle && (
        <Declare cell={cell.key} isReached declaration={props.declaration} dispatch={dispatch} />
      )}
      {violatedIn(cell).map((property) => (
        <p class="violation" key={property}>
          <span>{`${glyphs.violated} ${property} is violated here.`}</span>
          <button
            type="button"
            class="primary"
            data-testid="open-trace"
            onClick={() => {
              dispatch({ kind: 'traceChosen', trace: property });
              dispatch({ kind: 'tabChosen', tab: 'trace' });
            }}
          >
            Show the trace
          </button>
        </p>
      ))}
      <h3>Actions here</h3>
      {cell.actions.length > 0 ? (
        <ActionList steps={cell.actions} actions={actions} dispatch={dispatch} />
      ) : (
        <p class="muted">
          {view.stepsPending ? 'Not counted yet.' : cell.open > 0 ? 'None so far.' : 'None.'}
        </p>
      )}
      <Targets view={view} cell={cell} actions={actions} dispatch={dispatch} />
      <h3>{view.isSingle ? 'This state' : 'States of this cell'}</h3>
      <Details details={details} cell={cell} />
    </div>
  );
}

function Facts({ cell, isSymmetric }: Pick<Props, 'cell' | 'isSymmetric'>) {
  const [least, greatest] = cell.depth;
  const facts = [
    { name: isSymmetric ? 'classes of states' : 'states', value: count(cell.states) },
    {
      name: 'not expanded',
      value: cell.open > 0 ? `${glyphs.open} ${count(cell.open)}` : '0',
    },
    { name: 'depth', value: least === greatest ? `${least}` : `${least} to ${greatest}` },
    ...(cell.inner > 0
      ? [{ name: 'steps that stay here', value: `${glyphs.inner} ${count(cell.inner)}` }]
      : []),
    ...cell.marks.flatMap((mark) => {
      if (mark.kind === 'initial') return [{ name: 'initial', value: glyphs.initial }];
      if (mark.kind === 'terminal') {
        return [
          { name: 'states without steps', value: `${glyphs.terminal} ${count(mark.states)}` },
        ];
      }
      if (mark.kind === 'fenced') {
        return [{ name: 'steps over the fence', value: `${glyphs.fenced} ${count(mark.steps)}` }];
      }
      return [];
    }),
  ];
  return (
    <dl class="facts" data-testid="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Details({ details, cell }: Pick<Props, 'details' | 'cell'>) {
  switch (details?.kind) {
    case 'cell':
      if (details.key === cell.key) return <Samples samples={details.samples} />;
      break;
    case 'gone':
      return <p class="muted">The states of this run were released.</p>;
    case 'refused':
      return <p role="alert">{details.reason}</p>;
  }
  return <p class="muted">Asking…</p>;
}

/** Where the steps of a cell lead, and by which actions. */
function Targets({
  view,
  cell,
  actions,
  dispatch,
}: Pick<Props, 'view' | 'cell' | 'actions' | 'dispatch'>) {
  const edges = useMemo(
    () => foldEdges(view.edges).filter(({ from }) => from === cell.key),
    [view, cell.key],
  );
  if (edges.length === 0) return null;
  return (
    <details class="targets">
      <summary>{`Leads to ${counted(edges.length, 'other cell')}`}</summary>
      <ul>
        {edges.map((edge) => (
          <li key={edge.to}>
            <button
              type="button"
              class="link"
              data-testid="target"
              onClick={() =>
                dispatch({ kind: 'selected', selection: { kind: 'cell', key: edge.to } })
              }
            >
              {`→ ${nameOf(view, edge.to)}`}
            </button>
            <ActionList steps={edge.actions} actions={actions} dispatch={dispatch} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Takes the selection away. */
export function CloseButton({ dispatch }: { readonly dispatch: Dispatch }) {
  return (
    <button
      type="button"
      class="tool"
      title="Select nothing (Escape)"
      aria-label="Select nothing"
      data-testid="unselect"
      onClick={() => dispatch({ kind: 'selected', selection: undefined })}
    >
      ×
    </button>
  );
}
