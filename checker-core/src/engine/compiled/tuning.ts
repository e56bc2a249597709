/** Every threshold of the compiled engine. Tests set them absurdly low, so that all paths run. */
export interface Tuning {
  /** States for which there is room at the beginning. */
  readonly statesAtFirst: number;
  /** Words of rows or parents from which on they grow where they are. */
  readonly inPlaceFrom: number;
  /** Candidates that go into the table at once. */
  readonly batch: number;
  /** Entries of the cache of recent states; a power of two. */
  readonly recentStates: number;
  /** Bits for a slot of which nothing is known, beyond those for the values seen so far. */
  readonly slackBits: number;
  /** Look-up tables of up to this many bits are dense, larger ones are hashed. */
  readonly denseBits: number;
  /** Entries for which the look-up tables have room at the beginning. */
  readonly tableAtFirst: number;
  /** Look-ups, or misses, after which it is asked whether a group still misses too often. */
  readonly patience: number;
  /** Share of misses above which a group is given up. */
  readonly missesMax: number;
  /** So many states at the beginning are all expanded a second time on plain values. */
  readonly recheckFirst: number;
  /** How often the first and the later states are expanded a second time on plain values. */
  readonly recheckEvery: readonly [first: number, later: number];
  /** Kept states from which on other threads take part. */
  readonly recruitAt: number;
  /** States in a level that is worth sharing. */
  readonly levelLeast: number;
  /** States that a thread expands at once. */
  readonly range: number;
  /** Whether to wait for threads that have not started yet. */
  readonly waitsForThreads: boolean;
  /** Whether kernels may be generated as code. */
  readonly generates: boolean;
  /** Whether instances and values are counted for the statistics: off only to measure what that costs. */
  readonly counts: boolean;
}

export const defaultTuning: Tuning = {
  statesAtFirst: 1_024,
  inPlaceFrom: 1 << 18,
  batch: 512,
  recentStates: 1 << 14,
  slackBits: 2,
  denseBits: 12,
  tableAtFirst: 4_096,
  patience: 4_096,
  missesMax: 0.8,
  recheckFirst: 48,
  recheckEvery: [128, 16_384],
  recruitAt: 50_000,
  levelLeast: 4_096,
  range: 2_048,
  waitsForThreads: false,
  generates: true,
  counts: true,
};
