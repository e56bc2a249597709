/** The element at an index or key that the model knows to be there. */
export function at<T>(elements: readonly T[], index: number): T;
export function at<T>(entries: Readonly<Record<string, T>>, key: string): T;
export function at<T>(from: Readonly<Record<string, T>> | readonly T[], key: number | string): T {
  const found = (from as Readonly<Record<number | string, T>>)[key];
  if (found === undefined) throw new RangeError(`nothing at ${key}`);
  return found;
}
