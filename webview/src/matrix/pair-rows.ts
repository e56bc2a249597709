/** Two fields against each other: which classes of the one were seen with which of the other. */
import type { CellKey, View } from 'everyturn/internal/coverage/view';
import type { ModelReport } from 'everyturn/internal/report/model-report';
import { inClassOrder } from './class-order.ts';
import { csvOf } from './csv.ts';
import { type Sighting, sightingOf } from './sighting.ts';
import type { RowChoice } from './value-rows.ts';

/** The table of a map that is grouped by two fields. */
export interface PairTable {
  /** That of the rows, which has more classes, and that of the columns. */
  readonly fields: readonly [string, string];
  readonly columns: readonly string[];
  readonly rows: readonly PairRow[];
  /** Why combinations that were not seen cannot be told, or not all of them. */
  readonly untold: string | undefined;
}

/** All combinations with one class of the first field. */
export interface PairRow {
  readonly label: string;
  /** By column; undefined where nothing is known of the combination. */
  readonly cells: readonly (PairCell | undefined)[];
}

/** One combination. */
export interface PairCell {
  readonly key: CellKey;
  readonly states: number;
  readonly open: number;
  readonly depth: number | undefined;
  readonly sighting: Sighting;
}

/** The table of a map; undefined where it is not grouped by two fields. */
export function pairTable(
  { groupBy, cells, unseen }: View,
  report: Pick<ModelReport, 'exhausted' | 'fenced' | 'coverage'>,
): PairTable | undefined {
  const [first, second, ...others] = groupBy;
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const ghosts = unseen.kind === 'listed' ? unseen.cells : [];
  const known = new Map<string, PairCell>();
  for (const { key, label, states, open, depth } of cells) {
    const sighting = sightingOf(states, report);
    known.set(label.join('\n'), { key, states, open, depth: depth[0], sighting });
  }
  for (const { key, label } of ghosts) {
    const sighting = sightingOf(0, report);
    known.set(label.join('\n'), { key, states: 0, open: 0, depth: undefined, sighting });
  }
  const labels = [...cells, ...ghosts].map(({ label }) => label);
  const inOrder = (field: string, all: readonly string[]) => {
    const compare = inClassOrder(field, report.coverage?.domain);
    return [...new Set(all)].sort((a, b) => compare(valueIn(a), valueIn(b)));
  };
  const ofFirst = inOrder(
    first,
    labels.map(([label = '']) => label),
  );
  const ofSecond = inOrder(
    second,
    labels.map(([, label = '']) => label),
  );
  // A page is longer than it is wide.
  const isTurned = ofSecond.length > ofFirst.length;
  const columns = isTurned ? ofFirst : ofSecond;
  const rows = (isTurned ? ofSecond : ofFirst).map((row) => ({
    label: valueIn(row),
    cells: columns.map((column) => known.get(isTurned ? `${column}\n${row}` : `${row}\n${column}`)),
  }));
  return {
    fields: isTurned ? [second, first] : [first, second],
    columns: columns.map(valueIn),
    rows,
    untold: untoldOf(unseen, ghosts.length),
  };
}

/** The rows that are wanted, in the order that is. */
export function chosenPairs(
  rows: readonly PairRow[],
  { text, isUnseenOnly, order }: RowChoice,
): readonly PairRow[] {
  const wanted = text.trim().toLowerCase();
  const unseen = ({ cells }: PairRow) => cells.filter((cell) => cell?.states === 0).length;
  const left = rows.filter(
    (row) => row.label.toLowerCase().includes(wanted) && (!isUnseenOnly || unseen(row) > 0),
  );
  if (order === 'declared') return left;
  return [...left].sort((a, b) =>
    order === 'name' ? a.label.localeCompare(b.label) : unseen(b) - unseen(a),
  );
}

/** The table as comma-separated values: states, or the word for there being none. */
export function pairsAsCsv({ fields, columns }: PairTable, rows: readonly PairRow[]): string {
  const head = [fields.join(' / '), ...columns];
  const text = (cell: PairCell | undefined) =>
    cell === undefined ? '' : cell.states > 0 ? String(cell.states) : cell.sighting.word;
  return csvOf([head, ...rows.map(({ label, cells }) => [label, ...cells.map(text)])]);
}

function untoldOf(unseen: View['unseen'], listed: number): string | undefined {
  if (unseen.kind === 'untold') return unseen.reason;
  const all = unseen.groups.reduce((sum, { cells }) => sum + cells, 0);
  return all > listed ? `there are ${all}, of which the first ${listed} are shown` : undefined;
}

/** `tm = init` is the value `init` of its field. */
function valueIn(label: string): string {
  return /^.+?(?: = |: )(.*)$/s.exec(label)?.[1] ?? label;
}
