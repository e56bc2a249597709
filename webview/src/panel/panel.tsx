import type { Host } from '../host/host.ts';
import { MapTab } from '../map/map-tab.tsx';
import { TraceTab } from '../trace/trace-tab.tsx';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import { usePanel } from './use-panel.ts';

/** The whole panel: one model, its standing, and a tab for each way to look at it. */
export function Panel({ host }: { readonly host: Host }) {
  const [state, dispatch] = usePanel(host);
  const { model, tab } = state;
  if (!model) {
    return (
      <main class="panel">
        <p class="empty">Waiting for a model…</p>
      </main>
    );
  }
  const isStale = model.freshness === 'stale' || model.freshness === 'released';
  return (
    <main class="panel" data-testid="panel">
      <Header model={model} tab={tab} dispatch={dispatch} />
      <Banner
        model={model}
        refusal={state.refusal}
        extension={state.extension}
        dispatch={dispatch}
      />
      <div
        class={isStale ? 'content before-the-edit' : 'content'}
        role="tabpanel"
        id={`content-${tab}`}
        aria-labelledby={`tab-${tab}`}
      >
        {tab === 'map' ? (
          <MapTab state={state} dispatch={dispatch} />
        ) : (
          <TraceTab state={state} dispatch={dispatch} />
        )}
      </div>
      <Announcer model={model} />
    </main>
  );
}
