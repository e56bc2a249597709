import type { CellKey, UnseenCell, View } from 'everyturn/internal/coverage/view';
import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PanelState } from '../panel/panel-state.ts';
import type { Dispatch } from '../panel/use-panel.ts';
import { captionsOf, count } from './cell-text.ts';
import { searchOf } from './search-cell.tsx';
import { ghostCount, ghostGlyph, ghostWord, type ListedUnseen } from './unseen-text.ts';

interface Props {
  readonly view: View;
  readonly state: PanelState;
  readonly frame: RefObject<HTMLElement>;
  /** Gives the focus back to the map. */
  readonly leave: () => void;
  readonly dispatch: Dispatch;
}

/** The declared cells that were not reached, below the map: they have no place among its layers. */
export function GhostShelf(props: Props) {
  const { unseen } = props.view;
  if (unseen.kind === 'untold') {
    return (
      <p class="shelf muted" data-testid="no-ghosts">
        {`Cells that were not reached cannot be listed: ${unseen.reason}.`}
      </p>
    );
  }
  return ghostCount(unseen) === 0 ? (
    <p class="shelf muted" data-testid="no-ghosts">
      {`All ${count(unseen.declared)} declared cells were reached.`}
    </p>
  ) : (
    <Ghosts {...props} unseen={unseen} />
  );
}

function Ghosts({ view, state, frame, leave, dispatch, unseen }: Props & { unseen: ListedUnseen }) {
  const [wanted, want] = useState<CellKey>();
  const captions = useMemo(() => captionsOf(view), [view]);
  const { selection, model } = state;
  const isThere = unseen.cells.some(({ key }) => key === wanted);
  const current = isThere ? wanted : unseen.cells[0]?.key;
  const word = ghostWord(unseen, model?.report);
  const nameOf = (key: CellKey) => captions.get(key)?.join(', ') ?? key;
  // The group says what the first field is.
  const shortNameOf = (key: CellKey) => {
    const lines = captions.get(key) ?? [key];
    return (lines.length > 1 ? lines.slice(1) : lines).join(', ');
  };
  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      dispatch({ kind: 'selected', selection: undefined });
      leave();
      return;
    }
    if (event.key.toLowerCase() === 's' && current !== undefined && isGhost(event.target)) {
      event.preventDefault();
      dispatch({ kind: 'selected', selection: { kind: 'ghost', key: current } });
      if (!unseen.isUnreachable) dispatch(searchOf(view, current));
      return;
    }
    const by = steps.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (by === undefined || !isGhost(event.target)) return;
    event.preventDefault();
    const at = unseen.cells.findIndex(({ key }) => key === current) + by;
    const next = unseen.cells.at(at % unseen.cells.length)?.key;
    if (next !== undefined) focusGhost(frame.current, next);
  };
  const ghost = (cell: UnseenCell) => (
    <li key={cell.key}>
      <button
        type="button"
        class="ghost"
        data-testid="ghost"
        data-key={cell.key}
        aria-pressed={selection?.kind === 'ghost' && selection.key === cell.key}
        aria-label={`${nameOf(cell.key)}: ${word}`}
        tabIndex={cell.key === current ? 0 : -1}
        onFocus={() => want(cell.key)}
        onClick={() => dispatch({ kind: 'selected', selection: { kind: 'ghost', key: cell.key } })}
      >
        {`${ghostGlyph(unseen)} ${shortNameOf(cell.key)}`}
      </button>
    </li>
  );
  return (
    <section
      class={`shelf ${unseen.isUnreachable ? 'unreachable' : 'not-seen-yet'}`}
      aria-label={`Declared cells: ${word}`}
      data-testid="shelf"
      ref={frame}
      onKeyDown={move}
    >
      <h2>
        {`${ghostGlyph(unseen)} ${count(ghostCount(unseen))} of ${count(unseen.declared)} declared cells: ${word}`}
      </h2>
      <div class="ghost-groups">
        {groupsOf(unseen).map(({ label, total, cells }) => (
          <details key={label} class="ghost-group" data-testid="ghost-group">
            <summary>{`${label} · ${count(total)}`}</summary>
            <ul>{cells.map(ghost)}</ul>
            {total > cells.length && (
              <p class="muted">{`and ${count(total - cells.length)} more`}</p>
            )}
          </details>
        ))}
      </div>
    </section>
  );
}

/** By class of the first field, with those cells of each that were sent. */
function groupsOf({ groups, cells }: ListedUnseen) {
  return groups.map(({ label, cells: total }) => ({
    label,
    total,
    cells: cells.filter((cell) => cell.label[0] === label),
  }));
}

const steps: ReadonlyMap<string, number> = new Map([
  ['g', 1],
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
]);

function isGhost(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset['key'] !== undefined;
}

/** Brings a cell that was not reached into sight and to the keyboard; without a key the current one. */
export function focusGhost(frame: HTMLElement | null, key?: CellKey): void {
  const all = [...(frame?.querySelectorAll<HTMLElement>('.ghost') ?? [])];
  const ghost = all.find(({ dataset, tabIndex }) =>
    key === undefined ? tabIndex === 0 : dataset['key'] === key,
  );
  const group = ghost?.closest('details');
  if (group) group.open = true;
  ghost?.focus();
}
