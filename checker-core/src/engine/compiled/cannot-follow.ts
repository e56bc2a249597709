/** Thrown when a function does not do on tracked values what it does on plain ones. */
export class CannotFollow extends Error {
  readonly keyPath: string;

  constructor(keyPath: string) {
    super(`${keyPath} looks at its state in a way that cannot be followed.`);
    this.name = 'CannotFollow';
    this.keyPath = keyPath;
  }
}
