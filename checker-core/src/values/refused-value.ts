/** A value that a state cannot hold: not data, or data without an identity of its own. */
export class RefusedValue extends Error {
  /** Keys from the root to the value, as printed: `$.rms.rm1.callback`. */
  readonly path: string;
  /** What stands there: `a function`, `an instance of Order`. */
  readonly what: string;

  constructor(path: readonly string[], what: string) {
    super(`${what} at $${path.join('')}`);
    this.path = `$${path.join('')}`;
    this.what = what;
  }
}
