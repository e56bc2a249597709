import type { CellDetails, CellKey, View } from '../coverage/view.ts';
import type { ModelReport } from './model-report.ts';

/** The map of a model as it was when its run ended, for a reader who cannot ask for more. */
export interface RecordedMap {
  readonly file: string;
  readonly model: string;
  /** Under the default grouping, without a trace. */
  readonly view: View;
  /** The cells that each trace goes through, by the property that it belongs to. */
  readonly paths: Readonly<Record<string, readonly CellKey[]>>;
  readonly cells: readonly CellDetails[];
  /** What is drawn of the states of a cell, by its key, as far as that was recorded. */
  readonly within: Readonly<Record<CellKey, View>>;
}

/** What the page of a run holds as data. */
export interface RecordedRun {
  readonly models: readonly ModelReport[];
  readonly maps: readonly RecordedMap[];
}
