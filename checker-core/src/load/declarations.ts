/** What the top level of a module declares: its models, its imports, what it exports. */
import type * as t from '@babel/types';
import {
  isCheckable,
  type ModelKind,
  modelKinds,
  type OutlineElement,
  type OutlineImport,
  type OutlineModel,
  type SourceRange,
} from './outline-types.ts';
import { childrenOf, declaredName, rangeOf, unwrapped } from './syntax.ts';

/** How deep the keys of a model go: `leadsTo.paidIsShipped.from`, `actions.pay.params.amount`. */
const depthMax = 4;

/** The declarations of one module. */
export class Declarations {
  readonly #body: readonly t.Statement[];
  /** Initial values of the module's variables. */
  readonly #values = new Map<string, t.VariableDeclarator>();
  /** Local names of what is exported, with the name outside. */
  readonly #exported = new Map<string, string>();
  /** Local names of the library's functions, and of the library as a whole. */
  readonly #makers = new Map<string, ModelKind | 'library'>();

  constructor(body: readonly t.Statement[]) {
    this.#body = body;
    for (const statement of body) this.#read(statement);
  }

  /** All models that a `define` call of this file makes, exported ones or not. */
  models(): OutlineModel[] {
    const models: OutlineModel[] = [];
    for (const [name, variable] of this.#values) {
      const model = this.#modelOf(variable.init);
      if (!model) continue;
      const exportedAs = this.#exported.get(name);
      models.push({
        name: exportedAs ?? name,
        exported: exportedAs !== undefined,
        isChecked: exportedAs !== undefined && isCheckable(model.kind),
        nameRange: rangeOfName(variable),
        range: rangeOf(variable),
        ...model,
      });
    }
    for (const statement of this.#body) {
      if (statement.type !== 'ExportDefaultDeclaration') continue;
      const model = this.#modelOf(statement.declaration);
      if (!model) continue;
      const nameRange = rangeOfDefault(statement);
      models.push({
        name: 'default',
        exported: true,
        isChecked: isCheckable(model.kind),
        nameRange,
        range: rangeOf(statement),
        ...model,
      });
    }
    return models;
  }

  /** The files and packages that this one names. */
  imports(): OutlineImport[] {
    return this.#body.flatMap((statement) => {
      if (!('source' in statement) || !statement.source) return [];
      const { source } = statement;
      return [{ from: source.value, range: rangeOf(statement), fromRange: rangeOf(source) }];
    });
  }

  /** Whether an export holds the result of a call. */
  exportsCall(): boolean {
    return (
      [...this.#exported.keys()].some((name) => isCall(this.#values.get(name)?.init)) ||
      this.#body.some((s) => s.type === 'ExportDefaultDeclaration' && isCall(s.declaration))
    );
  }

  /** Where the name of an export stands; nothing of what is no variable. */
  exportAt(name: string): SourceRange | undefined {
    const [local] = [...this.#exported].find(([, outside]) => outside === name) ?? [];
    const variable = local === undefined ? undefined : this.#values.get(local);
    if (variable !== undefined) return rangeOfName(variable);
    const statement = this.#body.find(({ type }) => type === 'ExportDefaultDeclaration');
    return name === 'default' && statement ? rangeOfDefault(statement) : undefined;
  }

  #read(statement: t.Statement): void {
    if (statement.type === 'ImportDeclaration' && statement.source.value === 'everyturn') {
      for (const specifier of statement.specifiers) this.#readImport(specifier);
    } else if (statement.type === 'VariableDeclaration') {
      this.#readVariables(statement, false);
    } else if (statement.type === 'ExportNamedDeclaration') {
      if (statement.declaration?.type === 'VariableDeclaration') {
        this.#readVariables(statement.declaration, true);
      }
      for (const specifier of statement.specifiers) {
        if (specifier.type !== 'ExportSpecifier' || statement.source) continue;
        const { exported } = specifier;
        const name = exported.type === 'Identifier' ? exported.name : exported.value;
        this.#exported.set(specifier.local.name, name);
      }
    }
  }

  #readImport(specifier: t.ImportDeclaration['specifiers'][number]): void {
    if (specifier.type !== 'ImportSpecifier') {
      this.#makers.set(specifier.local.name, 'library');
      return;
    }
    const { imported } = specifier;
    const name = imported.type === 'Identifier' ? imported.name : imported.value;
    const kind = modelKinds.find((known) => known === name);
    if (kind) this.#makers.set(specifier.local.name, kind);
  }

  #readVariables(declaration: t.VariableDeclaration, exported: boolean): void {
    for (const variable of declaration.declarations) {
      const name = declaredName(variable)?.name;
      if (name === undefined) continue;
      this.#values.set(name, variable);
      if (exported) this.#exported.set(name, name);
    }
  }

  /** Reads `machine(declaration).define(behavior)`, in one expression or by way of variables. */
  #modelOf(
    value: t.Node | null | undefined,
  ): { kind: ModelKind; elements: Map<string, OutlineElement> } | undefined {
    const define = this.#valueOf(value);
    if (define?.type !== 'CallExpression') return undefined;
    const { callee } = define;
    if (callee.type !== 'MemberExpression') return undefined;
    if (callee.property.type !== 'Identifier' || callee.property.name !== 'define')
      return undefined;
    const draft = this.#valueOf(callee.object);
    if (draft?.type !== 'CallExpression') return undefined;
    const kind = this.#makerOf(draft.callee);
    if (!kind) return undefined;
    const elements = new Map<string, OutlineElement>();
    this.#addElements(elements, draft.arguments[0], '', 1);
    this.#addElements(elements, define.arguments[0], '', 1);
    return { kind, elements };
  }

  #makerOf(callee: t.Node): ModelKind | undefined {
    if (callee.type === 'Identifier') {
      const made = this.#makers.get(callee.name);
      return made === 'library' ? undefined : made;
    }
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
    if (this.#makers.get(callee.object.name) !== 'library') return undefined;
    const { property } = callee;
    return property.type === 'Identifier'
      ? modelKinds.find((known) => known === property.name)
      : undefined;
  }

  #addElements(
    elements: Map<string, OutlineElement>,
    value: t.Node | undefined,
    prefix: string,
    depth: number,
  ): void {
    const literal = this.#valueOf(value);
    if (literal?.type !== 'ObjectExpression') return;
    for (const property of childrenOf(literal)) {
      if (property.type === 'SpreadElement') {
        this.#addElements(elements, property.argument, prefix, depth);
        continue;
      }
      const declared = declaredName(property);
      if (!declared) continue;
      const keyPath = prefix + declared.name;
      const nameRange = rangeOf(declared.node);
      elements.set(keyPath, { keyPath, nameRange, range: rangeOf(property), isBinding: false });
      if (property.type === 'ObjectProperty' && depth < depthMax) {
        this.#addElements(elements, property.value, `${keyPath}.`, depth + 1);
      }
    }
  }

  /** The expression itself, or the initial value of the variable that it names. */
  #valueOf(value: t.Node | null | undefined, hops = 3): t.Node | undefined {
    const inner = unwrapped(value);
    if (inner?.type !== 'Identifier' || hops === 0) return inner;
    const variable = this.#values.get(inner.name);
    return variable ? this.#valueOf(variable.init, hops - 1) : inner;
  }
}

function rangeOfName(variable: t.VariableDeclarator): SourceRange {
  return rangeOf(declaredName(variable)?.node ?? variable);
}

/** The two words stand for the name that there is not. */
function rangeOfDefault(statement: t.Statement): SourceRange {
  const { start } = rangeOf(statement);
  return { start, end: { line: start.line, column: start.column + 'export default'.length } };
}

function isCall(value: t.Node | null | undefined): boolean {
  return unwrapped(value)?.type === 'CallExpression';
}
