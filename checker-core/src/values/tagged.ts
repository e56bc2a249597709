/** A record of a tagged union before and after it became another of its kinds. */
export interface Retagging {
  /** The field that tells the kinds apart. */
  readonly tag: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Names that tags usually have, the likeliest first. */
const usualTags = ['kind', 'type', 'tag', '_tag', 'status', 'phase', 'state', 'mode'];

/**
 * Whether one record became another kind of a tagged union: a text that both have differs, and so
 * do their fields. Schemas are not asked, so that a trace alone is enough; where several texts
 * differ and none has a usual name, nothing is claimed.
 */
export function retagging(before: unknown, after: unknown): Retagging | undefined {
  if (!isRecord(before) || !isRecord(after)) return undefined;
  if (hasSameFields(before, after)) return undefined;
  const isCandidate = (key: string) =>
    Object.hasOwn(before, key) &&
    typeof before[key] === 'string' &&
    typeof after[key] === 'string' &&
    before[key] !== after[key];
  const candidates = Object.keys(after).filter(isCandidate);
  const usual = usualTags.find((name) => candidates.includes(name));
  const tag = usual ?? (candidates.length === 1 ? candidates[0] : undefined);
  return tag === undefined ? undefined : { tag, before, after };
}

function hasSameFields(before: object, after: object): boolean {
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length && names.every((name) => Object.hasOwn(after, name))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
