import type { Tab } from '../messages/index.ts';
import type { ModelMessage } from './panel-state.ts';
import { SourceLink } from './source-link.tsx';
import type { Dispatch } from './use-panel.ts';

interface Props {
  readonly model: ModelMessage;
  readonly tab: Tab;
  readonly dispatch: Dispatch;
}

const tabs: readonly { readonly tab: Tab; readonly title: string }[] = [
  { tab: 'map', title: 'Map' },
  { tab: 'trace', title: 'Trace' },
];

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
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = tab === 'map' ? 'trace' : 'map';
    dispatch({ kind: 'tabChosen', tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Ways to look at the model">
      {tabs.map(({ tab: id, title }) => (
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
          {title}
        </button>
      ))}
    </div>
  );
}
