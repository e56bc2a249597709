/** `structuredClone` for tracked values: proxies cannot be cloned, what they stand for can. */

const native = globalThis.structuredClone;

/**
 * Does something during which user code runs on tracked values. Meanwhile `structuredClone` looks at all of a tracked value and
 * clones the plain one.
 */
export function withTrackedClone<T>(run: () => T): T {
  const before = globalThis.structuredClone;
  globalThis.structuredClone = <V>(value: V, options?: Parameters<typeof structuredClone>[1]): V =>
    native(untracked(value, new Map()) as V, options);
  try {
    return run();
  } finally {
    globalThis.structuredClone = before;
  }
}

/** A copy without proxies in which what was shared is shared. */
function untracked(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const item of value) copy.push(untracked(item, copies));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set<unknown>();
    copies.set(value, copy);
    for (const item of value) copy.add(untracked(item, copies));
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    copies.set(value, copy);
    for (const [key, item] of value) copy.set(untracked(key, copies), untracked(item, copies));
    return copy;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = untracked(item, copies);
  return copy;
}
