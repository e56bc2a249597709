/** From a place in a source, as a stack or an engine reports it, to the syntax around it. */
import type * as t from '@babel/types';
import type { OutlineElement, Place, SourceRange } from './outline-types.ts';
import { childrenOf, declaredName, rangeOf } from './syntax.ts';

/** The innermost named property, variable or function around a place, with those around it. */
export function elementAt(program: t.Program, place: Place): OutlineElement | undefined {
  let element: OutlineElement | undefined;
  let insideFunction = false;
  for (const node of chainAt(program, place)) {
    const declared = declaredName(node);
    if (declared) {
      // The keys that lead to a property start at its own literal, not outside a function.
      const parent = insideFunction || isBinding(node) ? undefined : element;
      const around = parent && !parent.isBinding ? `${parent.keyPath}.` : '';
      element = {
        keyPath: around + declared.name,
        nameRange: rangeOf(declared.node),
        range: rangeOf(node),
        isBinding: isBinding(node),
        ...(parent && { parent }),
      };
      insideFunction = false;
    }
    if (isFunction(node)) insideFunction = true;
  }
  return element;
}

/** The innermost statement around a place, or what stands for one. */
export function statementAt(program: t.Program, place: Place): SourceRange | undefined {
  const chain = chainAt(program, place);
  for (let index = chain.length - 1; index > 0; index--) {
    // Both indexes are inside the array.
    const node = chain[index] as t.Node;
    const outer = chain[index - 1] as t.Node;
    if (outer.type === 'ObjectProperty' && outer.key === node) return rangeOf(node);
    if (isWhole(node, outer)) return rangeOf(index <= 2 ? partOf(chain, index) : node);
    // The head of a function: its name says more than all of it.
    if (isFunction(node)) return rangeOf((declaredName(node) ?? declaredName(outer))?.node ?? node);
  }
  return undefined;
}

/** Of a long declaration at the top of a module, the value of the property around the place. */
function partOf(chain: readonly t.Node[], index: number): t.Node {
  // The index is inside the array.
  const whole = chain[index] as t.Node;
  if (whole.loc?.start.line === whole.loc?.end.line) return whole;
  const property = chain.findLast((node) => node.type === 'ObjectProperty');
  return property?.type === 'ObjectProperty' ? property.value : whole;
}

/** Whether a node can be pointed at as one step of a function. */
function isWhole(node: t.Node, outer: t.Node): boolean {
  if (outer.type === 'ArrowFunctionExpression' && outer.body === node) {
    return node.type !== 'BlockStatement';
  }
  if (node.type === 'VariableDeclaration') return outer.type !== 'ForStatement';
  if (simpleStatements.has(node.type)) return true;
  // Of a statement with a body, only the part before the body that contains the place.
  return compoundStatements.has(outer.type) && !node.type.endsWith('Statement');
}

const simpleStatements: ReadonlySet<t.Node['type']> = new Set([
  'ExpressionStatement',
  'ReturnStatement',
  'ThrowStatement',
  'ImportDeclaration',
  'BreakStatement',
  'ContinueStatement',
  'DebuggerStatement',
]);

const compoundStatements: ReadonlySet<t.Node['type']> = new Set([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'SwitchCase',
]);

/** The nodes that contain a place, outermost first. */
function chainAt(program: t.Program, place: Place): t.Node[] {
  const chain: t.Node[] = [program];
  for (;;) {
    // The chain is never empty.
    const inner = childrenOf(chain[chain.length - 1] as t.Node).findLast((c) => contains(c, place));
    if (!inner) return chain;
    chain.push(inner);
  }
}

function contains(node: t.Node, { line, column }: Place): boolean {
  if (!node.loc) return false;
  const { start, end } = node.loc;
  const afterStart = line > start.line || (line === start.line && column - 1 >= start.column);
  const beforeEnd = line < end.line || (line === end.line && column - 1 < end.column);
  return afterStart && beforeEnd;
}

function isFunction(node: t.Node): boolean {
  return /Function|Method/.test(node.type) && !node.type.startsWith('TS');
}

function isBinding(node: t.Node): boolean {
  return node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration';
}
