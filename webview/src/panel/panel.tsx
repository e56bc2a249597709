import type { Host } from '../host/host.ts';
import { LayersTab } from '../layers/layers-tab.tsx';
import { MapTab } from '../map/map-tab.tsx';
import { MatrixTab } from '../matrix/matrix-tab.tsx';
import { TraceTab } from '../trace/trace-tab.tsx';
import { Announcer } from './announcer.tsx';
import { Banner } from './banner.tsx';
import { Header } from './header.tsx';
import type { PanelState } from './panel-state.ts';
import { type Dispatch, usePanel } from './use-panel.ts';

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
        <Content state={state} dispatch={dispatch} />
      </div>
      <Announcer model={model} />
    </main>
  );
}

function Content({ state, dispatch }: { readonly state: PanelState; readonly dispatch: Dispatch }) {
  switch (state.tab) {
    case 'map':
      return <MapTab state={state} dispatch={dispatch} />;
    case 'trace':
      return <TraceTab state={state} dispatch={dispatch} />;
    case 'matrix':
      return <MatrixTab state={state} dispatch={dispatch} />;
    case 'layers':
      return <LayersTab state={state} />;
  }
}
