import type { ModelReport } from 'everyturn/internal/report/model-report';
import { count, counted } from '../map/cell-text.ts';
import type { PanelState } from '../panel/panel-state.ts';
import { layersOf, layersSentence } from './layers-of.ts';

/** The Layers tab: how the states grew with their distance from the beginning, as bars and as a table. */
export function LayersTab({ state }: { readonly state: PanelState }) {
  const report = state.model?.report;
  const layers = report ? layersOf(report) : [];
  if (!report || layers.length === 0) {
    return <p class="empty">Of this run no layers are known.</p>;
  }
  const most = Math.max(...layers.map(({ states }) => states));
  const width = (states: number) => `${(100 * states) / most}%`;
  return (
    <div class="layers-tab" data-testid="layers-tab">
      <p data-testid="layers-sentence">{layersSentence(layers, report)}</p>
      <table class="layer-table" aria-label="States at each depth">
        <thead>
          <tr>
            <th scope="col">Depth</th>
            <th scope="col">{report.symmetry ? 'New classes of states' : 'New states'}</th>
            <th scope="col">Not expanded</th>
            <th scope="col">Steps from here</th>
            <th scope="col">To known ones</th>
            <td class="bars" />
          </tr>
        </thead>
        <tbody>
          {layers.map(({ depth, states, open, generated, duplicates }) => (
            <tr key={depth} data-testid="layer-row">
              <th scope="row">{depth}</th>
              <td>{count(states)}</td>
              <td>{open > 0 ? `◌ ${count(open)}` : '0'}</td>
              <td>{count(generated)}</td>
              <td>{count(duplicates)}</td>
              <td class="bars" aria-hidden="true">
                <span class="layer-bar" style={{ width: width(states) }}>
                  <span class="open" style={{ width: `${(100 * open) / Math.max(1, states)}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <LayersKey report={report} />
    </div>
  );
}

function LayersKey({ report }: { readonly report: ModelReport }) {
  if (report.frontier === 0) return null;
  const were = report.frontier === 1 ? 'was' : 'were';
  return (
    <p class="muted">
      {`Hatched: the part that was not expanded, ${counted(report.frontier, 'state')} in all ${were} left. How many more there are is not known.`}
    </p>
  );
}
