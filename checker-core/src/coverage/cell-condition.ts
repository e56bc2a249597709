/**
 * The condition of a cell as TypeScript: an expression over a state `s` that is true of exactly the
 * states of the cell, as a person would write it beside the other properties of a model.
 *
 * Each field gives one or more parts that are joined by `&&`. The way to a field is read off the
 * schema: what may be missing is reached by `?.`, a key that only some options of a union have is
 * asked for with `in` first. What cannot be written like that is refused with a reason.
 */
import type * as z from 'zod';
import { shapeOf } from '../model/schema.ts';
import { printValue } from '../values/print.ts';
import { type ClassText, NumberRange, Shape } from './class-text.ts';
import { everyMember, type Field, type PathStep } from './field.ts';

/** The parts of a condition, all of which must be true; or why it cannot be written. */
export type CellCondition =
  | { readonly kind: 'written'; readonly parts: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Writes the condition of a cell: of the states in which each field has this class. */
export function cellCondition(
  schema: z.ZodType,
  fields: readonly Field[],
  classes: readonly ClassText[],
): CellCondition {
  try {
    const parts = fields.flatMap((field, place) => {
      const one = classes[place];
      return one ? partsOf(schema, field, one) : [];
    });
    return { kind: 'written', parts };
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    return { kind: 'refused', reason: error.message };
  }
}

class Unwritable extends Error {
  constructor(what: string) {
    super(`A condition on ${what} cannot be written by itself.`);
  }
}

/** A part of a state as an expression, and what must be true before it can be looked at. */
interface Reached {
  readonly text: string;
  readonly guards: readonly string[];
  /** What it may be. */
  readonly schemas: readonly z.ZodType[];
  readonly mayBeMissing: boolean;
}

function partsOf(schema: z.ZodType, field: Field, one: ClassText): readonly string[] {
  const { kind, path, name } = field;
  const at = path.indexOf(everyMember);
  const whole = reach({ text: 's', ...alternatives([schema]), guards: [] }, path, at, name);
  if (kind !== 'counted') {
    const reached = kind === 'size' && one.value !== undefined ? sizeOf(whole, name) : whole;
    return comparison(reached, one.value, name);
  }
  if (!one.counts) return comparison(whole, one.value, name);
  return counted(whole, path.slice(at + 1), one.counts, name);
}

/** Follows a path, or so many steps of it. */
function reach(from: Reached, path: readonly PathStep[], end: number, name: string): Reached {
  const steps = end < 0 ? path : path.slice(0, end);
  return steps.reduce((reached, step) => member(reached, step, name), from);
}

/** What may stand somewhere, with options and wrappers taken apart. */
function alternatives(schemas: readonly z.ZodType[]): Pick<Reached, 'schemas' | 'mayBeMissing'> {
  let mayBeMissing = false;
  const plain = schemas.flatMap((schema): readonly z.ZodType[] => {
    const shape = shapeOf(schema);
    if (shape.kind !== 'wrapped' && shape.kind !== 'union') return [schema];
    const inner = alternatives(shape.kind === 'union' ? shape.options : [shape.inner]);
    const also = shape.kind === 'wrapped' ? shape.also : [];
    mayBeMissing ||= inner.mayBeMissing || also.length > 0;
    return inner.schemas;
  });
  return { schemas: plain, mayBeMissing };
}

function member(reached: Reached, step: PathStep, name: string): Reached {
  const members = reached.schemas.map((schema) => memberOf(schema, step));
  const found = members.filter((one) => one !== undefined);
  const isCertain = found.length === members.length;
  if (found.length === 0 || (!isCertain && reached.mayBeMissing)) throw new Unwritable(name);
  const isMap = reached.schemas.some((schema) => shapeOf(schema).kind === 'map');
  if (isMap && reached.schemas.length > 1) throw new Unwritable(name);
  const dot = reached.mayBeMissing ? '?.' : '';
  const guards = isCertain
    ? reached.guards
    : [...reached.guards, `${keyOf(step)} in ${reached.text}`];
  const inner = alternatives(found);
  return {
    text: `${reached.text}${isMap ? `${dot || '.'}get(${keyOf(step)})` : access(step, dot)}`,
    guards,
    schemas: inner.schemas,
    mayBeMissing: inner.mayBeMissing || reached.mayBeMissing || isMap,
  };
}

function memberOf(schema: z.ZodType, step: PathStep): z.ZodType | undefined {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'object':
      return shape.fields.find(([key]) => key === step)?.[1];
    case 'tuple':
      return typeof step === 'number' ? shape.items[step] : undefined;
    case 'array':
      return typeof step === 'number' ? shape.element : undefined;
    case 'record':
    case 'map':
      return shape.values;
    default:
      return undefined;
  }
}

function access(step: PathStep, dot: string): string {
  const isName = typeof step === 'string' && /^[A-Za-z_$][\w$]*$/.test(step);
  return isName ? `${dot || '.'}${step}` : `${dot}[${keyOf(step)}]`;
}

function keyOf(step: PathStep): string {
  return printValue(step, Number.POSITIVE_INFINITY);
}

/** What the parts of an expression must be to have a value. */
function comparison({ text, guards }: Reached, value: unknown, name: string): readonly string[] {
  if (value === undefined) {
    const isAbsent = `${text} === undefined`;
    if (guards.length === 0) return [isAbsent];
    return [`(!(${guards.join(' && ')}) || ${isAbsent})`];
  }
  if (value instanceof NumberRange) {
    return [...guards, `${text} >= ${value.least}`, `${text} <= ${value.greatest}`];
  }
  if (value instanceof Shape) {
    return [...guards, `typeof ${text} === 'object'`, `${text} !== null`];
  }
  if (typeof value === 'number' && Number.isNaN(value)) return [...guards, `Number.isNaN(${text})`];
  if (typeof value === 'object' && value !== null) throw new Unwritable(name);
  return [...guards, `${text} === ${printValue(value, Number.POSITIVE_INFINITY)}`];
}

function sizeOf(whole: Reached, name: string): Reached {
  const [schema] = whole.schemas;
  if (!schema || whole.schemas.length > 1) throw new Unwritable(name);
  const { kind } = shapeOf(schema);
  const dot = whole.mayBeMissing ? '?.' : '.';
  if (kind === 'set' || kind === 'map') return { ...whole, text: `${whole.text}${dot}size` };
  if (kind === 'array' || kind === 'tuple') return { ...whole, text: `${whole.text}${dot}length` };
  if (whole.mayBeMissing) throw new Unwritable(name);
  return { ...whole, text: `Object.keys(${whole.text}).length` };
}

type Counts = NonNullable<ClassText['counts']>;

function counted(
  whole: Reached,
  inner: readonly PathStep[],
  counts: Counts,
  name: string,
): readonly string[] {
  const [schema] = whole.schemas;
  if (!schema || whole.schemas.length > 1 || inner.includes(everyMember))
    throw new Unwritable(name);
  const { members, element, isFixed } = collectionOf(schema, whole.text, name);
  const one = reach({ text: 'one', ...alternatives([element]), guards: [] }, inner, -1, name);
  const test = (value: unknown) => `(one) => ${comparison(one, value, name).join(' && ')}`;
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const [first, ...others] = counts;
  const isAll = first !== undefined && others.length === 0;
  const tests = isAll
    ? [`${members}.every(${test(first[0])})`]
    : counts.map(([value, count]) => `${members}.filter(${test(value)}).length === ${count}`);
  const missing = whole.mayBeMissing
    ? [`${whole.text} !== undefined`, `${whole.text} !== null`]
    : [];
  const size = isFixed
    ? []
    : [`${sizeOf({ ...whole, mayBeMissing: false }, name).text} === ${total}`];
  return [...whole.guards, ...missing, ...size, ...tests];
}

function collectionOf(schema: z.ZodType, text: string, name: string) {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'array':
      return { members: text, element: shape.element, isFixed: shape.sizeMin === shape.sizeMax };
    case 'set':
      return { members: `[...${text}]`, element: shape.element, isFixed: false };
    case 'map':
      return { members: `[...${text}.values()]`, element: shape.values, isFixed: false };
    case 'record': {
      const isFixed = !shape.partial && shapeOf(shape.keys).kind === 'listed';
      return { members: `Object.values(${text})`, element: shape.values, isFixed };
    }
    default:
      throw new Unwritable(name);
  }
}
