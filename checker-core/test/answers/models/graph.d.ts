/** How the graph is explored. */
export interface GraphOptions {
  /** The starting numbers; by default those that begin a path. */
  readonly starts?: readonly number[];
  /** Larger numbers are outside of the fence. */
  readonly fence?: number;
}
/** A graph of numbers, written as paths such as `0-1-4; 2-4`; every behaviour should meet an odd one. */
export declare const graph: (
  text: string,
  { starts, fence }?: GraphOptions,
) => import('everyturn').Machine<
  {
    at: number;
  },
  {
    go: unknown;
  }
>;
//# sourceMappingURL=graph.d.ts.map
