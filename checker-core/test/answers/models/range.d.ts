/** The whole numbers from `first` to `last`, both included. */
export declare function range(first: number, last: number): number[];
/** Names such as `rm1`, `rm2`, …, as many as asked for. */
export declare function names(prefix: string, count: number): string[];
//# sourceMappingURL=range.d.ts.map
