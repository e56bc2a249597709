/** One file and what it imports from the workspace, as one module in memory. */
export interface Bundle {
  /** Absolute path of the file that was asked for. */
  readonly file: string;
  /** ES module text; packages are imported by absolute URL. */
  readonly code: string;
  /** Source map of `code`, as JSON text; its sources are absolute paths. */
  readonly map: string;
  /** Absolute paths of all files of the workspace that went into it, the file itself included. */
  readonly inputs: readonly string[];
  /**
   * URLs under which the bundle imports `everyturn` and `zod`. A thread may load them before it
   * knows the bundle: they do nothing when they load that a model could notice.
   */
  readonly preloads: readonly string[];
}
