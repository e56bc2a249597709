/**
 * Where the schema of a machine's state declares a field or one of its values, read from the syntax of
 * one file. What is declared elsewhere, or made by a function, has no place here.
 */
import type * as t from '@babel/types';
import type { Place } from './outline-types.ts';
import { declaredName, rangeOf, unwrapped } from './syntax.ts';

/** Where a part of a state is declared; the path is as reports write it, such as `jobs[*].phase`. */
export class SchemaPlaces {
  readonly #initial = new Map<string, t.Node>();

  constructor(program: t.Program) {
    for (const statement of program.body) {
      const declared =
        statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (declared?.type !== 'VariableDeclaration') continue;
      for (const each of declared.declarations) {
        const name = declaredName(each)?.name;
        if (name !== undefined && each.init) this.#initial.set(name, each.init);
      }
    }
  }

  /** The key of a field, or the literal of one of its values where that is found. */
  at(model: string, path: string, value?: unknown): Place | undefined {
    const state = this.#stateOf(model);
    const steps = path.replaceAll('[*]', '').split('.');
    const found = state && this.#follow(state, path === 'state' ? [] : steps);
    if (!found) return undefined;
    const literal = value === undefined ? undefined : this.#literal(found.schema, value, 0);
    const node = literal ?? found.key;
    return node && rangeOf(node).start;
  }

  /** The schema that `machine({ state })` is given. */
  #stateOf(model: string): t.Node | undefined {
    let node = this.#initial.get(model);
    while (node?.type === 'CallExpression') {
      const { callee } = node;
      if (callee.type === 'Identifier') return memberOf(this.#resolved(node.arguments[0]), 'state');
      node = callee.type === 'MemberExpression' ? callee.object : undefined;
    }
    return undefined;
  }

  /** The value of a name, and what stands inside casts. */
  #resolved(node: t.Node | null | undefined, depth = 0): t.Node | undefined {
    const inner = unwrapped(node);
    if (inner?.type !== 'Identifier' || depth > depthMax) return inner;
    const initial = this.#initial.get(inner.name);
    return initial ? this.#resolved(initial, depth + 1) : undefined;
  }

  #follow(from: t.Node, steps: readonly string[]): Found | undefined {
    let found: Found | undefined = { key: undefined, schema: from };
    for (const step of steps) {
      found = found && this.#field(found.schema, step, 0);
    }
    return found;
  }

  #field(schema: t.Node, name: string, depth: number): Found | undefined {
    const call = this.#call(schema);
    if (!call || depth > depthMax) return undefined;
    const { method, args } = call;
    if (/^(object|strictObject|looseObject)$/.test(method)) {
      return propertyOf(this.#resolved(args[0]), name);
    }
    for (const inner of this.#within(method, args)) {
      const found = this.#field(inner, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  #literal(schema: t.Node, value: unknown, depth: number): t.Node | undefined {
    const call = this.#call(schema);
    if (!call || depth > depthMax) return undefined;
    const { method, args } = call;
    if (method === 'enum' || method === 'literal') {
      const listed = this.#resolved(args[0]);
      const nodes = listed?.type === 'ArrayExpression' ? listed.elements : [listed];
      return nodes.find((node) => node && 'value' in node && node.value === value) ?? undefined;
    }
    for (const inner of this.#within(method, args)) {
      const found = this.#literal(inner, value, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The schemas of which another one is made. */
  #within(method: string, args: readonly t.Node[]): readonly t.Node[] {
    if (['array', 'set', 'optional', 'nullable', 'readonly'].includes(method))
      return args.slice(0, 1);
    if (method === 'record' || method === 'map') return args.slice(1, 2);
    if (!['union', 'discriminatedUnion', 'tuple', 'intersection'].includes(method)) return [];
    return args.flatMap((arg) => {
      const node = this.#resolved(arg);
      return node?.type === 'ArrayExpression' ? node.elements.filter(isExpression) : [arg];
    });
  }

  /** The call that makes a schema, without what is called on its result: `z.enum(…).optional()`. */
  #call(schema: t.Node): { readonly method: string; readonly args: readonly t.Node[] } | undefined {
    let node = this.#resolved(schema);
    while (node?.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { object, property } = node.callee;
      const inner: t.Node | undefined = this.#resolved(object);
      if (inner?.type !== 'CallExpression') {
        const method = property.type === 'Identifier' ? property.name : '';
        return { method, args: node.arguments };
      }
      node = inner;
    }
    return undefined;
  }
}

/** Names and schemas that are nested deeper are not followed. */
const depthMax = 8;

interface Found {
  readonly key: t.Node | undefined;
  readonly schema: t.Node;
}

function isExpression(node: t.Node | null): node is t.Expression {
  return node !== null && node.type !== 'SpreadElement';
}

function memberOf(node: t.Node | undefined, name: string): t.Node | undefined {
  return propertyOf(node, name)?.schema;
}

function propertyOf(node: t.Node | undefined, name: string): Found | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const declared = declaredName(property);
    if (declared?.name === name) return { key: declared.node, schema: property.value };
  }
  return undefined;
}
