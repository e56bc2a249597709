import { type Tab, tabs } from '../messages/index.ts';
import type { ModelMessage } from './panel-state.ts';
import { SourceLink } from './source-link.tsx';
import type { Dispatch } from './use-panel.ts';

interface Props {
  readonly model: ModelMessage;
  readonly tab: Tab;
  readonly dispatch: Dispatch;
}

const titles: Readonly<Record<Tab, string>> = {
  map: 'Map',
  trace: 'Trace',
  matrix: 'Matrix',
  layers: 'Layers',
};

/** The name of the model, the tabs, and what is known of the model in one line. */
export function Header({ model, tab, dispatch }: Props) {
  const { report } = model;
  return (
    <header class="head">
      <h1 data-testid="model">{model.model}</h1>
      {report?.at && <SourceLink at={report.at} dispatch={dispatch} />}
      <TabList tab={tab} dispatch={dispatch} />
      {report?.exhausted && (
        <p class="summary" data-testid="summary">
          {report.summary}
        </p>
      )}
    </header>
  );
}

function TabList({ tab, dispatch }: Omit<Props, 'model'>) {
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const next = tabs.at((tabs.indexOf(tab) + by) % tabs.length);
    if (by === 0 || !next) return;
    event.preventDefault();
    dispatch({ kind: 'tabChosen', tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Ways to look at the model">
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          data-testid={`tab-${id}`}
          aria-selected={tab === id}
          aria-controls={`content-${id}`}
          tabIndex={tab === id ? 0 : -1}
          onClick={() => dispatch({ kind: 'tabChosen', tab: id })}
          onKeyDown={move}
        >
          {titles[id]}
        </button>
      ))}
    </div>
  );
}
