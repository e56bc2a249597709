/**
 * Places cells on the map in layers, from left to right by least depth.
 *
 * The method is Sugiyama's, "Methods for visual understanding of hierarchical system structures"
 * (1981), reduced to what a person needs: each cell is drawn towards the mean of its neighbours in
 * the layers before (sweeping right) or after (sweeping left); within a layer that gives an order,
 * and the places nearest to the wishes that keep their distance come from isotonic regression
 * (pool adjacent violators). A layer that is much taller than the others is spread over several
 * columns. Deterministic; O(sweeps × (edges + cells log cells)). Crossings are not counted, and
 * edges are not routed around cells.
 */

/** What is to be placed, and between which cells there are steps. */
export interface Placeable {
  /** Least depth of each cell. */
  readonly depths: readonly number[];
  /** Pairs of different cells with steps from the first to the second. */
  readonly links: readonly (readonly [number, number])[];
}

/** A place on the map: one column each 1 along x, one row each 1 along y. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const sweepCount = 8;

/** The places of all cells. Two cells in one column are at least one row apart. */
export function place({ depths, links }: Placeable): readonly Point[] {
  const layers = layersOf(depths);
  const rows = Math.max(6, Math.ceil(Math.sqrt(depths.length * 1.5)));
  const widths = layers.map((layer) => Math.ceil(layer.length / rows));
  const { before, after } = neighbours(depths, links);
  const y = depths.map(() => 0);
  const settleAll = (wish: (cell: number) => number, right: boolean) => {
    for (let step = 0; step < layers.length; step++) {
      const at = right ? step : layers.length - 1 - step;
      settle(layers[at] ?? [], wish, 1 / (widths[at] ?? 1), y);
    }
  };
  const towards = (neighboursOf: readonly (readonly number[])[]) => (cell: number) =>
    mean((neighboursOf[cell] ?? []).map((other) => y[other] ?? 0)) ?? y[cell] ?? 0;
  for (let sweep = 0; sweep < sweepCount; sweep++) {
    const right = sweep % 2 === 0;
    settleAll(towards(right ? before : after), right);
  }
  settleAll(
    towards(depths.map((_, cell) => [...(before[cell] ?? []), ...(after[cell] ?? [])])),
    true,
  );
  return points(layers, widths, y);
}

/** The cells of each layer: one layer for each least depth that occurs. */
function layersOf(depths: readonly number[]): number[][] {
  const layers = new Map<number, number[]>();
  depths.forEach((depth, cell) => {
    const layer = layers.get(depth);
    if (layer === undefined) layers.set(depth, [cell]);
    else layer.push(cell);
  });
  return [...layers].sort(([a], [b]) => a - b).map(([, layer]) => layer);
}

/** The neighbours of each cell in earlier and in later layers, whatever the steps' direction. */
function neighbours(depths: readonly number[], links: Placeable['links']) {
  const before: number[][] = depths.map(() => []);
  const after: number[][] = depths.map(() => []);
  for (const [from, to] of links) {
    const difference = (depths[to] ?? 0) - (depths[from] ?? 0);
    const [left, right] = difference > 0 ? [from, to] : [to, from];
    if (difference === 0) continue;
    before[right]?.push(left);
    after[left]?.push(right);
  }
  return { before, after };
}

/**
 * Orders a layer by what its cells wish and puts them as near to their wishes, in the sum of
 * squares, as the distance between them allows.
 */
function settle(
  layer: number[],
  wish: (cell: number) => number,
  distance: number,
  y: number[],
): void {
  const wishes = new Map(layer.map((cell) => [cell, wish(cell)]));
  const wishOf = (cell: number) => wishes.get(cell) ?? 0;
  layer.sort((a, b) => wishOf(a) - wishOf(b) || (y[a] ?? 0) - (y[b] ?? 0) || a - b);
  // With the distances taken out, places must only not decrease: neighbours that would are pooled.
  const pools: { sum: number; count: number }[] = [];
  layer.forEach((cell, index) => {
    let pool = { sum: wishOf(cell) - index * distance, count: 1 };
    let last = pools.at(-1);
    while (last !== undefined && last.sum / last.count >= pool.sum / pool.count) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
      last = pools.at(-1);
    }
    pools.push(pool);
  });
  let index = 0;
  for (const { sum, count } of pools) {
    for (const end = index + count; index < end; index++) {
      y[layer[index] ?? 0] = sum / count + index * distance;
    }
  }
}

function points(layers: number[][], widths: number[], y: number[]): readonly Point[] {
  const top = y.reduce((least, row) => Math.min(least, row), Number.POSITIVE_INFINITY);
  const result: Point[] = y.map((row) => ({ x: 0, y: Math.round((row - top) * 1000) / 1000 }));
  let column = 0;
  layers.forEach((layer, at) => {
    const width = widths[at] ?? 1;
    layer.forEach((cell, index) => {
      result[cell] = { x: column + (index % width), y: result[cell]?.y ?? 0 };
    });
    column += width;
  });
  return result;
}

function mean(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
