/**
 * Doubts about properties whose answer is right and says less than it seems to. Looked for once
 * everything was explored; what is said is certain, and a doubt that is missing means nothing.
 */
import type { AnyPredicate, Definition, Named } from '../model/definition.ts';
import type { Report, Trace } from '../model/report.ts';
import type { FieldCount } from '../model/statistics.ts';
import { printPath } from '../values/print.ts';
import { frontOf } from './compiled/fronts/front-of.ts';
import type { Explorable } from './explorable.ts';
import type { Exploration } from './exploration.ts';
import { ask } from './reference/user-functions.ts';

/** Why a property says less than it seems to. */
export type Doubt =
  /** It reads only parts of the state that are the same in all states. */
  | { readonly kind: 'frozen'; readonly property: string; readonly parts: readonly string[] }
  /** It is unreachable, but one step over the fence it is true: the step, from where it was taken. */
  | { readonly kind: 'fenced'; readonly property: string; readonly trace: Trace<unknown> };

/** All doubts about the properties of an exhausted exploration. `onTurn` as in its options. */
export function doubtsOf(
  { report, explored }: Pick<Exploration, 'report' | 'explored'>,
  definition: Definition,
  onTurn: (keyPath: string) => void = () => {},
): readonly Doubt[] {
  if (!report.exhausted) return [];
  const { always = {} } =
    definition.kind === 'machine' ? definition.behavior : definition.properties;
  // One state stands for a class whose other states may differ in what seems to be fixed.
  const isFixed = report.distinctStates > 1 && !report.symmetry;
  return [
    ...(isFixed ? frozen(report, always, explored.state(0)) : []),
    ...(report.fenced > 0 ? beyondTheFence(report, definition, onTurn) : []),
  ];
}

/**
 * Properties that read nothing but what is the same in all states. Such a property takes the same
 * course in each of them, so it is enough to see what it reads of one.
 */
function frozen(
  { verdicts, statistics, distinctStates }: Report<unknown>,
  always: Named<AnyPredicate>,
  state: unknown,
): readonly Doubt[] {
  const places = new Map(statistics.fields.map((field) => [field.path, field]));
  return Object.entries(always).flatMap(([name, predicate]): readonly Doubt[] => {
    const property = `always.${name}`;
    if (verdicts.get(property)?.kind !== 'holds') return [];
    const looks = new Looks(places, distinctStates);
    const answer = ask(property, () => predicate(looks.at(state, [])));
    if (answer !== true || looks.sawChange) return [];
    return [{ kind: 'frozen', property, parts: [...looks.parts] }];
  });
}

/** Notes what is read of a state, and whether any of that is different in another one. */
class Looks {
  readonly parts = new Set<string>();
  sawChange = false;
  readonly #places: ReadonlyMap<string, FieldCount>;
  readonly #states: number;

  constructor(places: ReadonlyMap<string, FieldCount>, states: number) {
    this.#places = places;
    this.#states = states;
  }

  /** A part of the state, to be looked at. */
  at(value: unknown, path: readonly unknown[]): unknown {
    if (this.#isRecord(value, path)) {
      return new Proxy(Array.isArray(value) ? [] : {}, this.#traps(value, path));
    }
    const place = this.#places.get(printPath(path));
    const isFixed = place?.distinct === 1 && place.values[0]?.times === this.#states;
    if (isFixed && !isObject(value)) this.parts.add(printPath(path));
    else this.sawChange = true;
    return value;
  }

  /** Whether it has the same parts in all states; of other collections nothing is followed. */
  #isRecord(value: unknown, path: readonly unknown[]): value is object {
    if (!isObject(value)) return false;
    const name = path.length === 0 ? '' : printPath(path);
    if (['', '.length', '.size', '[*]'].some((end) => this.#places.has(name + end))) return false;
    if (!Array.isArray(value)) return isPlain(value);
    // Where each member has a place of its own, there is one for each in all states.
    const isCounted = (_: unknown, index: number) =>
      [...this.#places.keys()].some((place) => place.startsWith(`${name}[${index}]`));
    return value.length > 0 && value.every(isCounted);
  }

  #traps(value: object, path: readonly unknown[]): ProxyHandler<object> {
    const changes = () => {
      this.sawChange = true;
    };
    return {
      get: (_, key) => {
        const part: unknown = Reflect.get(value, key);
        const isOwn = Object.hasOwn(value, key) && key !== 'length';
        // What every array has is no part of it; a key that is absent may be there elsewhere.
        if (!isOwn && Array.isArray(value)) return part;
        return this.at(part, [
          ...path,
          typeof key === 'string' && Array.isArray(value) ? Number(key) : key,
        ]);
      },
      has: (_, key) => {
        if (!Array.isArray(value)) changes();
        return Reflect.has(value, key);
      },
      ownKeys: () => {
        changes();
        return Reflect.ownKeys(value);
      },
      getOwnPropertyDescriptor: (_, key) => {
        changes();
        const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
        return descriptor && { ...descriptor, configurable: true };
      },
    };
  }
}

/** So many states are looked at anew for a step over the fence. */
const beyondMax = 10_000;

/** Unreachable `sometimes` that are true right outside of the fence. */
function beyondTheFence(
  { verdicts }: Report<unknown>,
  definition: Definition,
  onTurn: (keyPath: string) => void,
): readonly Doubt[] {
  const { model } = frontOf(definition, onTurn);
  const { within, sometimes = {} } = model.properties;
  const wanted = new Map(
    Object.entries(sometimes).filter(
      ([name]) => verdicts.get(`sometimes.${name}`)?.kind === 'unreachable',
    ),
  );
  const doubts: Doubt[] = [];
  const known = new Set<string>();
  const keys: string[] = [];
  const keep = (key: string) => {
    if (known.has(key)) return;
    known.add(key);
    keys.push(key);
  };
  for (const { key } of model.initial()) if (key !== undefined) keep(key);
  // The list grows while it is gone through.
  for (const from of keys) {
    if (wanted.size === 0 || known.size > beyondMax) break;
    for (const { key, by, event, params, choices } of model.successors(from)) {
      if (key === undefined || known.has(key)) continue;
      const reading = model.read(key);
      if (!within || ask('within', () => within(reading)) !== false) {
        keep(key);
        continue;
      }
      known.add(key);
      for (const [name, predicate] of wanted) {
        const property = `sometimes.${name}`;
        onTurn(property);
        if (ask(property, () => predicate(reading)) !== true) continue;
        wanted.delete(name);
        const step = { by, params, ...(event && { event }), choices, state: shown(model, key) };
        const trace = { init: shown(model, from), steps: [step] };
        doubts.push({ kind: 'fenced', property, trace });
      }
    }
  }
  return doubts;
}

/** A state as traces have it: what is shown is frozen. */
const shown = (model: Explorable, key: string) => model.show(key) as Trace<unknown>['init'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
