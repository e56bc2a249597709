import type { CellKey, Edge } from 'everyturn/internal/coverage/view';
import { count } from './cell-text.ts';

/** All steps from one cell to another, whatever their action. */
export interface FoldedEdge {
  readonly from: CellKey;
  readonly to: CellKey;
  readonly count: number;
  /** Most frequent first. */
  readonly actions: readonly { readonly action: string; readonly count: number }[];
}

/** Folds parallel edges; steps that stay in their cell are no edge. */
export function foldEdges(edges: readonly Edge[]): readonly FoldedEdge[] {
  const folded = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const id = edgeId(edge.from, edge.to);
    folded.set(id, [...(folded.get(id) ?? []), edge]);
  }
  return [...folded.values()].map((parallel) => {
    const [{ from, to }] = parallel as [Edge]; // A group has at least the edge that opened it.
    const actions = parallel
      .map(({ action, count }) => ({ action, count }))
      .sort((a, b) => b.count - a.count);
    return { from, to, count: actions.reduce((sum, { count }) => sum + count, 0), actions };
  });
}

/** The identity of a folded edge on the drawing. */
export function edgeId(from: CellKey, to: CellKey): string {
  return `edge ${JSON.stringify([from, to])}`;
}

/** The text on an edge: its action and count; of several, the most frequent and how many more. */
export function edgeText({ actions }: FoldedEdge): string {
  const [first, ...others] = actions;
  if (!first) return '';
  const text = `${breakable(actionName(first.action))} ×${count(first.count)}`;
  return others.length > 0 ? `${text}\n+ ${others.length} more` : text;
}

/** `actions.tmCommit` is called `tmCommit` where only actions are meant. */
export function actionName(keyPath: string): string {
  return keyPath.replace(/^(actions|actors)\./, '');
}

/** A name that may be broken between its words: an edge is often shorter than its name. */
function breakable(name: string): string {
  return name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[._])/g, '\u200b');
}
