/** Thrown when a guard or a property changes the state that it is shown. */
export class FrozenMutation extends TypeError {
  constructor(method: string) {
    super(`Cannot ${method}: the state is read-only here.`);
  }
}

/** Freezes a value and all within it. Sets and maps get mutators that throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Set) {
    for (const element of value) deepFreeze(element);
    forbid(value, ['add', 'delete', 'clear']);
  } else if (value instanceof Map) {
    for (const [key, item] of value) {
      deepFreeze(key);
      deepFreeze(item);
    }
    forbid(value, ['set', 'delete', 'clear']);
  } else if (!(value instanceof Date)) {
    for (const key of Object.keys(value)) deepFreeze((value as Record<string, unknown>)[key]);
  }
  return Object.freeze(value);
}

function forbid(value: object, methods: readonly string[]): void {
  for (const method of methods) {
    Object.defineProperty(value, method, {
      value: () => {
        throw new FrozenMutation(method);
      },
    });
  }
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
