import type { OpenedCell } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly opened: readonly OpenedCell[];
  readonly dispatch: Dispatch;
}

/** The cells that were opened one inside the other, as the way back out of them. */
export function OpenedCells({ opened, dispatch }: Props) {
  if (opened.length === 0) return null;
  return (
    <nav class="opened" aria-label="Opened cells" data-testid="opened">
      <button type="button" class="link" onClick={() => dispatch({ kind: 'cellsLeft', open: 0 })}>
        all states
      </button>
      {opened.map(({ cell, name }, index) => (
        <span key={`${index} ${cell}`}>
          {' ▸ '}
          {index < opened.length - 1 ? (
            <button
              type="button"
              class="link"
              onClick={() => dispatch({ kind: 'cellsLeft', open: index + 1 })}
            >
              {name}
            </button>
          ) : (
            <span aria-current="true">{name}</span>
          )}
        </span>
      ))}
      {opened.some(({ cell }) => cell !== undefined) && (
        <span class="muted">{' · steps that leave it are not drawn'}</span>
      )}
    </nav>
  );
}
