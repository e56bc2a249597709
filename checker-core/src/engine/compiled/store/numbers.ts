/** The number at a place that is known to exist. */
export function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number;
}

/** A copy with room for at least `length` numbers; the same array when it has the room. */
export function grown<T extends Int32Array | Float64Array>(numbers: T, length: number): T {
  if (numbers.length >= length) return numbers;
  const size = Math.max(length, numbers.length * 2);
  const larger = new (numbers.constructor as new (length: number) => T)(size);
  larger.set(numbers);
  return larger;
}
