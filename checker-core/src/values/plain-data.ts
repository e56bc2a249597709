/** What the objects are that canonical values are made of. */

/** Whether an object is a record: neither an instance of a class nor a container of another kind. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || isForeignPlain(prototype);
}

/** Plain objects of another realm have a prototype of their own that inherits from nothing. */
function isForeignPlain(prototype: unknown): boolean {
  return (
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'toString')
  );
}

/** Whether an array has an element at each index and nothing else. */
export function isDense(value: readonly unknown[]): boolean {
  return Object.keys(value).length === value.length;
}

/** Whether a property holds a value that everybody sees. */
export function isData(property: PropertyDescriptor | undefined): property is PropertyDescriptor {
  return property !== undefined && 'value' in property && property.enumerable === true;
}
