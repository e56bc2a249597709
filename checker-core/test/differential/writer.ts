import type { Dice } from './dice.ts';
import { type FieldType, isSame, mentionsSymmetric, type NameType } from './field-type.ts';

/** A name that a function can use. */
export interface Variable {
  readonly text: string;
  readonly type: FieldType;
  /** Whether what lies below it may be changed. */
  readonly writable: boolean;
}

/** What can be used at one point of a program. */
export interface Scope {
  readonly variables: readonly Variable[];
  /** Whether `turn.choose` can be called. */
  readonly chooses: boolean;
  /** Whether there is a symmetric enumeration, whose values must be treated alike. */
  readonly symmetric: boolean;
}

/** A part of a value that a program can reach. */
export interface Place {
  /** Reads it; gives undefined where it is not there. */
  readonly read: string;
  /** The same without optional chaining. */
  readonly path: string;
  readonly type: FieldType;
  /** Whether reading may give undefined or null. */
  readonly maybe: boolean;
  /** What must be true before the path can be assigned or changed. */
  readonly guards: readonly string[];
  readonly assignable: boolean;
  readonly writable: boolean;
}

/** Writes random program text. */
export interface Writer {
  readonly dice: Dice;
  readonly scope: Scope;
  /** The same writer at a point where more is known. */
  with(more: Partial<Scope>): Writer;
  /** A name that is not used yet. */
  fresh(): string;
  /** Whether one more choice may be written; each multiplies the results of a turn. */
  mayChoose(): boolean;
  /** Counts a choice that is written. */
  addChoice(): void;
  /** Every part of a value that can be reached from here. */
  places(): readonly Place[];
  /** An expression of a type. */
  value(type: FieldType, depth: number): string;
  /** A boolean expression. */
  condition(depth: number): string;
}

/** An arrow function of one new variable. */
export function lambda(writer: Writer, type: FieldType, body: (inner: Writer) => string): string {
  const text = writer.fresh();
  const variable = { text, type, writable: false };
  return `(${text}) => ${body(knowing(repeated(writer), variable))}`;
}

/** The writer where code may run many times: with choices there, results would be too many. */
export function repeated(writer: Writer): Writer {
  return writer.with({ chooses: false });
}

/** The writer at a point where some more variables are known, the newest first. */
export function knowing(writer: Writer, ...variables: readonly Variable[]): Writer {
  return writer.with({ variables: [...variables, ...writer.scope.variables] });
}

/** Whether the order and the identity of the values of a type may decide anything. */
export function mayLookInto(scope: Scope, type: FieldType): boolean {
  return !scope.symmetric || !mentionsSymmetric(type);
}

/** Whether an expression of the type can be written: a symmetric name needs a variable. */
export function offers(writer: Writer, type: FieldType): boolean {
  if (type.kind !== 'name' || !type.symmetric) return true;
  const { scope } = writer;
  return writer.mayChoose() || scope.variables.some((variable) => isSame(variable.type, type));
}

/** Every place within a variable, itself first. */
export function placesWithin(variable: Variable, scope: Scope): readonly Place[] {
  const root: Place = {
    read: variable.text,
    path: variable.text,
    type: variable.type,
    maybe: false,
    guards: [],
    assignable: false,
    writable: variable.writable,
  };
  return [root, ...below(root, scope, 3)];
}

function below(place: Place, scope: Scope, depth: number): Place[] {
  if (depth === 0) return [];
  return childrenOf(place, scope).flatMap((child) => [child, ...below(child, scope, depth - 1)]);
}

function childrenOf(place: Place, scope: Scope): readonly Place[] {
  const { type } = place;
  switch (type.kind) {
    case 'object':
      return type.fields.map((field) => {
        return child(place, `.${field.name}`, field.type, { maybe: field.optional });
      });
    case 'tuple':
      return type.items.map((item, index) => child(place, `[${index}]`, item));
    case 'array':
      return [
        child(place, '[0]', type.item, { maybe: true }),
        child(place, '.at(-1)', type.item, { maybe: true, assignable: false }),
      ];
    case 'record':
      return keysIn(scope, type.keys).map((key) => {
        return child(place, `[${key}]`, type.value, { maybe: type.partial });
      });
    case 'map':
      return keysIn(scope, type.keys).map((key) => {
        return child(place, `.get(${key})`, type.value, { maybe: true, assignable: false });
      });
    case 'nullable':
      return [{ ...place, type: type.inner, maybe: true }];
    case 'union':
      return type.variants.flatMap(({ tag, fields }) =>
        fields.map((field) => {
          const guard = `${place.path}.kind === '${tag}'`;
          return child(place, `.${field.name}`, field.type, { maybe: true, guard });
        }),
      );
    default:
      return [];
  }
}

function keysIn({ variables }: Scope, keys: NameType): readonly string[] {
  const known = variables.filter(({ type }) => isSame(type, keys)).map(({ text }) => text);
  return keys.symmetric ? known : [...known, ...keys.values.map((value) => `'${value}'`)];
}

function child(
  parent: Place,
  access: string,
  type: FieldType,
  is: { readonly maybe?: boolean; readonly assignable?: boolean; readonly guard?: string } = {},
): Place {
  const chained = access.startsWith('[') ? `?.${access}` : `?${access}`;
  return {
    read: parent.read + (parent.maybe ? chained : access),
    path: parent.path + access,
    type,
    maybe: parent.maybe || is.maybe === true,
    guards: [
      ...parent.guards,
      ...(parent.maybe ? [`${parent.read} != null`] : []),
      ...(is.guard === undefined ? [] : [is.guard]),
    ],
    assignable: parent.writable && is.assignable !== false,
    writable: parent.writable,
  };
}
