import type { CellDetails, CellKey, View } from '../coverage/view.ts';
import type { ModelReport } from '../report/model-report.ts';
import type { RecordedMap } from '../report/recorded-map.ts';
import type { Ask } from './check-file.ts';

/** Asks for the maps of models while their states are there; those that cannot be drawn are left out. */
export async function recordMaps(
  models: readonly ModelReport[],
  ask: Ask,
): Promise<readonly RecordedMap[]> {
  const maps: RecordedMap[] = [];
  for (const model of models) {
    const map = await recordMap(model, ask);
    if (map !== undefined) maps.push(map);
  }
  return maps;
}

async function recordMap(
  { file, name: model, verdicts }: ModelReport,
  ask: Ask,
): Promise<RecordedMap | undefined> {
  const view = await ask({ ask: 'view', model, request: {} });
  if (view?.kind !== 'view') return undefined;
  const { groupBy } = view;
  const paths: [string, readonly CellKey[]][] = [];
  for (const [property, { trace }] of Object.entries(verdicts)) {
    if (trace === undefined) continue;
    const traced = await ask({ ask: 'view', model, request: { groupBy, trace: property } });
    if (traced?.kind === 'view') paths.push([property, traced.tracePath]);
  }
  const cells: CellDetails[] = [];
  for (const { key: cell } of view.cells) {
    const details = await ask({ ask: 'cell', model, groupBy, cell });
    // One state of each, the least deep: all that are shown in the editor would make most of a page.
    if (details?.kind === 'cell') cells.push({ ...details, samples: details.samples.slice(0, 1) });
  }
  const within = await recordCells(model, view, ask);
  return { file, model, view, paths: Object.fromEntries(paths), cells, within };
}

/** Of larger models each cell would take its time. */
const statesMax = 100_000;

/** The states of each cell that has several, told apart by one field more. */
async function recordCells(
  model: string,
  { groupBy, cells, states }: View,
  ask: Ask,
): Promise<Readonly<Record<CellKey, View>>> {
  if (states > statesMax) return {};
  const views: [CellKey, View][] = [];
  for (const { key: cell, states } of cells) {
    if (states === 1) continue;
    const view = await ask({ ask: 'view', model, request: { within: { groupBy, cell } } });
    if (view?.kind === 'view') views.push([cell, view]);
  }
  return Object.fromEntries(views);
}
