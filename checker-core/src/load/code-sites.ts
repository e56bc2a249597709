/**
 * The places of a program at which running it is watched, function by function: statements, conditions
 * with two outcomes, cases, loops, and the clauses of which a result is made. The same walk reads what
 * was written and what the bundler made of it. Within a function both give the same places in the same
 * order, so that they can be paired one by one.
 */
import type * as t from '@babel/types';
import { childrenOf, unwrapped } from './syntax.ts';

/** A place at which a program is watched. */
export type CodeSite =
  | { readonly kind: 'statement'; readonly node: t.Node; readonly isAlone: boolean }
  | {
      readonly kind: 'if' | 'conditional' | 'and' | 'or' | 'nullish';
      /** The condition. */
      readonly node: t.Node;
      /** What runs when it is true, and when it is false. */
      readonly arms: readonly [t.Node | undefined, t.Node | undefined];
    }
  | { readonly kind: 'loop'; readonly node: t.Node; readonly body: t.Node }
  | { readonly kind: 'switch'; readonly node: t.SwitchStatement };

/** One of the conditions of which the result of a function is made. */
export interface Clause {
  readonly node: t.Node;
  /** Whether the result is false when the condition is true. */
  readonly isNegated: boolean;
}

/** A function with its own places, those of functions in it left out, in the order of the text. */
export interface CodeFunction {
  readonly node: t.Function;
  readonly sites: readonly CodeSite[];
  readonly clauses: readonly Clause[];
}

/** All functions of a program, in the order of the text. */
export function functionsIn(program: t.Program): readonly CodeFunction[] {
  const functions: CodeFunction[] = [];
  const find = (node: t.Node) => {
    if (isFunction(node)) functions.push(functionAt(node));
    for (const child of childrenOf(node)) find(child);
  };
  find(program);
  return functions.sort((a, b) => startOf(a.node) - startOf(b.node));
}

/** Where a function is known to start in both texts: at its name, if it has one. */
export function anchorOf(node: t.Function): t.Node {
  if ('key' in node) return node.key;
  return (node.type === 'FunctionDeclaration' && node.id) || node;
}

/** How many ways a place has to go on; each is watched by itself. */
export function outcomeCount(site: CodeSite): number {
  if (site.kind === 'statement' || site.kind === 'loop') return 1;
  if (site.kind !== 'switch') return 2;
  const { cases } = site.node;
  return cases.length + (hasDefault(site.node) ? 0 : 1);
}

/** Whether a switch says what to do in all other cases. */
export function hasDefault({ cases }: t.SwitchStatement): boolean {
  return cases.some(({ test }) => !test);
}

/** What a place looks like, apart from where it stands. */
export function outlineOfSite(site: CodeSite): string {
  return `${site.kind} ${outcomeCount(site)}`;
}

export function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'FunctionExpression' ||
    node.type === 'FunctionDeclaration' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

function functionAt(node: t.Function): CodeFunction {
  const sites: CodeSite[] = [];
  for (const child of childrenOf(node)) collect(child, sites);
  return { node, sites: sites.sort(inOrder), clauses: clausesOf(node) };
}

/** Places that begin together: the outer one first. */
function inOrder(a: CodeSite, b: CodeSite): number {
  const byStart = startOf(a.node) - startOf(b.node);
  if (byStart !== 0) return byStart;
  const isStatement = (site: CodeSite) => (site.kind === 'statement' ? 0 : 1);
  return isStatement(a) - isStatement(b) || (b.node.end ?? 0) - (a.node.end ?? 0);
}

function collect(node: t.Node, sites: CodeSite[]): void {
  if (isFunction(node)) return;
  sites.push(...sitesAt(node));
  const isOuter = (child: t.Node) => isSameChain(node, child);
  for (const child of childrenOf(node)) {
    // The inner links of a chain of conditions are a part of it.
    if (isOuter(child)) for (const operand of operandsOf(child)) collect(operand, sites);
    else collect(child, sites);
  }
}

function sitesAt(node: t.Node): readonly CodeSite[] {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body.flatMap(statement);
    case 'SwitchCase':
      return node.consequent.flatMap(statement);
    case 'IfStatement':
      return [
        {
          kind: 'if',
          node: plain(node.test),
          arms: [node.consequent, node.alternate ?? undefined],
        },
        ...alone(node.consequent),
        ...alone(node.alternate),
      ];
    case 'ConditionalExpression': {
      const arms = [plain(node.consequent), plain(node.alternate)] as const;
      return [{ kind: 'conditional', node: plain(node.test), arms }];
    }
    case 'LogicalExpression':
      return linksOf(node);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return [{ kind: 'loop', node, body: node.body }, ...alone(node.body)];
    case 'DoWhileStatement':
      return alone(node.body);
    case 'SwitchStatement':
      return [{ kind: 'switch', node }];
    default:
      return [];
  }
}

function statement(node: t.Statement): readonly CodeSite[] {
  return isWatched(node) ? [{ kind: 'statement', node, isAlone: false }] : [];
}

/** A statement that stands where a block could. */
function alone(node: t.Statement | null | undefined): readonly CodeSite[] {
  if (!node || node.type === 'BlockStatement') return [];
  return [{ kind: 'statement', node, isAlone: true }];
}

/** Whether a statement does something, and stays one when it is bundled. */
function isWatched({ type }: t.Statement): boolean {
  const silent = ['FunctionDeclaration', 'EmptyStatement', 'BlockStatement'];
  return !silent.includes(type) && !type.startsWith('TS');
}

/** The conditions of a chain of one operator, but for the last: what follows it is up to others. */
function linksOf(chain: t.LogicalExpression): readonly CodeSite[] {
  const kind = ({ '&&': 'and', '||': 'or', '??': 'nullish' } as const)[chain.operator];
  const operands = operandsOf(chain);
  return operands.slice(0, -1).map((node, place) => {
    const next = operands[place + 1];
    return { kind, node, arms: kind === 'and' ? [next, undefined] : [undefined, next] };
  });
}

/** The conditions of a chain of one operator, in order; of anything else, itself. */
function operandsOf(node: t.Node): readonly t.Node[] {
  const inner = plain(node);
  if (inner.type !== 'LogicalExpression') return [inner];
  return [inner.left, inner.right].flatMap((side) =>
    isSameChain(inner, side) ? operandsOf(side) : [plain(side)],
  );
}

function isSameChain(node: t.Node, side: t.Node): boolean {
  const inner = plain(side);
  return (
    node.type === 'LogicalExpression' &&
    inner.type === 'LogicalExpression' &&
    node.operator === inner.operator
  );
}

/** The conditions of which a function's result is made: those of all that it returns. */
function clausesOf({ body }: t.Function): readonly Clause[] {
  if (body.type !== 'BlockStatement') return conjuncts(body);
  const clauses: Clause[] = [];
  const find = (node: t.Node, test: t.Node | undefined) => {
    if (isFunction(node)) return;
    if (node.type === 'ReturnStatement') {
      const { argument } = node;
      if (!argument) return;
      if (argument.type !== 'BooleanLiteral') clauses.push(...conjuncts(argument));
      else if (!argument.value && test) clauses.push({ node: plain(test), isNegated: true });
      return;
    }
    for (const child of childrenOf(node)) find(child, testOf(node, child, test));
  };
  find(body, undefined);
  return clauses.sort((a, b) => startOf(a.node) - startOf(b.node));
}

/** The condition under which a statement is all that runs; `outer` is that of the node around it. */
function testOf(node: t.Node, child: t.Node, outer: t.Node | undefined): t.Node | undefined {
  if (node.type === 'IfStatement') return child === node.consequent ? node.test : undefined;
  return node.type === 'BlockStatement' && node.body.length === 1 ? outer : undefined;
}

/**
 * What the result of a predicate comes down to at last: the last condition of a chain, what is asked
 * of each member of a collection, or the last thing that is returned.
 */
export function resultOf({ body }: t.Function): t.Node | undefined {
  if (body.type !== 'BlockStatement') return lastPart(body);
  const last = body.body.at(-1);
  return last?.type === 'ReturnStatement' ? last : undefined;
}

function lastPart(node: t.Node): t.Node | undefined {
  const inner = plain(node);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') return lastPart(inner.argument);
  if (inner.type === 'LogicalExpression') return operandsOf(inner).at(-1);
  if (inner.type === 'CallExpression') return inner.arguments.find(isFunction);
  return undefined;
}

function conjuncts(node: t.Node): readonly Clause[] {
  const inner = plain(node);
  const isChain = inner.type === 'LogicalExpression' && inner.operator === '&&';
  const operands = isChain ? operandsOf(inner) : [inner];
  return operands.map((operand) => ({ node: operand, isNegated: false }));
}

/** The expression itself, without what TypeScript wraps around it. */
function plain(node: t.Node): t.Node {
  return unwrapped(node) ?? node;
}

function startOf(node: t.Node): number {
  return node.start ?? 0;
}
