/** Thrown when a guard or a property changes the state that it is shown. */
export class FrozenMutation extends TypeError {
  constructor(method: string) {
    super(`Cannot ${method}: the state is read-only here.`);
  }
}

/** Freezes a value and all within it. Sets, maps and dates get mutators that throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Set) {
    for (const element of value) deepFreeze(element);
    Object.defineProperties(value, setMutators);
  } else if (value instanceof Map) {
    for (const [key, item] of value) {
      deepFreeze(key);
      deepFreeze(item);
    }
    Object.defineProperties(value, mapMutators);
  } else if (value instanceof Date) {
    Object.defineProperties(value, dateMutators);
  } else {
    for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
  }
  return Object.freeze(value);
}

const setMutators = throwing('add', 'delete', 'clear');
const mapMutators = throwing('set', 'delete', 'clear');
const dateMutators = throwing(
  ...Object.getOwnPropertyNames(Date.prototype).filter((name) => name.startsWith('set')),
);

/** Methods of an object that may not change it any more. */
function throwing(...methods: readonly string[]): PropertyDescriptorMap {
  const descriptors = methods.map((method) => {
    const value = () => {
      throw new FrozenMutation(method);
    };
    return [method, { value }] as const;
  });
  return Object.fromEntries(descriptors);
}

/** Whether an exception says that code tried to change frozen data. */
export function isMutationOfFrozen(error: unknown): boolean {
  return (
    error instanceof FrozenMutation ||
    (error instanceof TypeError &&
      /read only property|not extensible|Cannot delete property|Cannot redefine property/.test(
        error.message,
      ))
  );
}
