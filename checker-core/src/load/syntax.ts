/** Small questions to nodes of a syntax tree, which the other files of the outline share. */
import type * as t from '@babel/types';
import type { SourceRange } from './outline-types.ts';

/** Where a node stands. */
export function rangeOf(node: t.Node): SourceRange {
  const { start, end } = node.loc ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return {
    start: { line: start.line, column: start.column + 1 },
    end: { line: end.line, column: end.column + 1 },
  };
}

/** The expression inside casts, `satisfies`, `!` and parentheses, which change no value. */
export function unwrapped(node: t.Node | null | undefined): t.Node | undefined {
  switch (node?.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return unwrapped(node.expression);
    default:
      return node ?? undefined;
  }
}

/** The name that a property, method, variable or function declares, if it can be read. */
export function declaredName(node: t.Node): { name: string; node: t.Node } | undefined {
  switch (node.type) {
    case 'ObjectProperty':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return node.computed ? undefined : keyOf(node.key);
    case 'VariableDeclarator':
      return keyOf(node.id);
    case 'FunctionDeclaration':
      return node.id ? keyOf(node.id) : undefined;
    default:
      return undefined;
  }
}

function keyOf(key: t.Node): { name: string; node: t.Node } | undefined {
  if (key.type === 'Identifier') return { name: key.name, node: withoutType(key) };
  if (key.type === 'StringLiteral') return { name: key.value, node: key };
  if (key.type === 'NumericLiteral') return { name: String(key.value), node: key };
  return undefined;
}

/** A variable's identifier node spans its type annotation too: `const a: number`. */
function withoutType(identifier: t.Identifier): t.Node {
  if (!identifier.loc || !identifier.typeAnnotation) return identifier;
  const { start } = identifier.loc;
  const end = { ...start, column: start.column + identifier.name.length };
  return { ...identifier, loc: { ...identifier.loc, end } as t.SourceLocation };
}

/** The nodes directly below a node, in the order of its fields. */
export function childrenOf(node: t.Node): t.Node[] {
  const children: t.Node[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'loc' || field.endsWith('Comments')) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) children.push(item);
    }
  }
  return children;
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}
