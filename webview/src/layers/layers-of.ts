import type { ModelReport } from 'everyturn/internal/report/model-report';

/** The states at one distance from the beginning. */
export interface LayerRow {
  readonly depth: number;
  readonly states: number;
  readonly open: number;
  readonly generated: number;
  readonly duplicates: number;
}

/** The layers of a run, from the initial states on. */
export function layersOf({ statistics }: Pick<ModelReport, 'statistics'>): readonly LayerRow[] {
  return statistics.levels.map(({ states, expanded, generated, duplicates }, depth) => ({
    depth,
    states,
    open: states - expanded,
    generated,
    duplicates,
  }));
}

/** What the layers do: nothing in it says how much is left. */
export function layersSentence(
  layers: readonly LayerRow[],
  { exhausted }: Pick<ModelReport, 'exhausted'>,
): string {
  const most = layers.reduce((best, layer) => (layer.states > best.states ? layer : best));
  const last = layers.length - 1;
  const after = layers.slice(most.depth);
  const isShrinking =
    after.length > 1 &&
    after.every((layer, place) => place === 0 || layer.states <= (after[place - 1]?.states ?? 0));
  const trend = isShrinking ? ` Layers shrink since depth ${most.depth}.` : '';
  const end = exhausted
    ? `Every state was expanded; the farthest lie at depth ${last}.`
    : 'The run was cut: deeper layers are not known, however many states a layer has.';
  return `Most states of one layer lie at depth ${most.depth}.${trend} ${end}`;
}
