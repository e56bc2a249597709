import type { CellKey } from 'everyturn/internal/coverage/view';
import type { WantedDeclaration } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';

interface Props {
  readonly cell: CellKey;
  readonly isReached: boolean;
  readonly declaration: WantedDeclaration | undefined;
  readonly dispatch: Dispatch;
}

/** Turns what a person expects of a cell into a property of the model. */
export function Declare({ cell, isReached, declaration, dispatch }: Props) {
  const wish = (as: WantedDeclaration['as'], text: string, title: string) => (
    <button
      type="button"
      class="primary quiet"
      data-testid={`declare-${as}`}
      title={title}
      onClick={() => dispatch({ kind: 'declarationWanted', cell, as })}
    >
      {text}
    </button>
  );
  return (
    <div class="declare">
      {wish('possible', 'Must be possible', 'Put a sometimes property into the model, and check')}
      {!isReached &&
        wish('impossible', 'Impossible', 'Put an always property into the model, and check')}
      {declaration?.cell === cell && declaration.refused && (
        <p role="alert" data-testid="declaration-refused">
          {declaration.refused}
        </p>
      )}
    </div>
  );
}
