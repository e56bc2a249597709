type Equal<A, B> =
  (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;

/** Compiles only if the type of a value is exactly the given one. */
export function expectType<A>(_value: A) {
  return { toBe: <B>(..._: Equal<A, B> extends true ? [] : ['types differ', A, B]) => {} };
}

/** Compiles only if the type of a value is not `any`. */
export function notAny<T>(_value: T, ..._: IsAny<T> extends true ? ['is any'] : []) {}
