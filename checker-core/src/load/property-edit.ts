/**
 * Tells whether two bundles of a file differ in nothing but functions of properties. Both are compared
 * as text, with what stands in the sections `always`, `sometimes` and `alwaysStep` left out. Only
 * functions that are written out there, in the argument of `machine(…).define(…)` or
 * `system(…).define(…)`, are left out:
 * making one does nothing, and nothing else can name it. Where a module may find something that an
 * earlier one has left behind, in a package or in the globals, nothing is said: it might run another way.
 */
import { isBuiltin } from 'node:module';
import { parse } from '@babel/parser';
import type * as t from '@babel/types';
import type { Bundle } from './bundle.ts';
import { childrenOf, declaredName } from './syntax.ts';

const makers: readonly string[] = ['machine', 'system'];
const sections: readonly string[] = ['always', 'sometimes', 'alwaysStep'];

/** Whether everything but functions of properties is the same, and would run the same way. */
export function differsInPropertiesOnly(before: Bundle, after: Bundle): boolean {
  if (before.file !== after.file) return false;
  if (before.preloads.join('\n') !== after.preloads.join('\n')) return false;
  const rest = withoutProperties(before);
  return rest !== undefined && rest === withoutProperties(after);
}

/** What a module may leave something behind with, or load later. */
const leavesTraces = /\bglobalThis\b|\bglobal\b|\bimport\s*\(|\brequire\b/;

/** The text of a module without the functions of its properties; undefined where that tells too little. */
function withoutProperties({ code, preloads }: Bundle): string | undefined {
  if (leavesTraces.test(code)) return undefined;
  let program: t.Program;
  try {
    program = parse(code, { sourceType: 'module' }).program;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!importsOf(program).every((path) => preloads.includes(path))) return undefined;
  let rest = '';
  let from = 0;
  for (const { start, end } of sectionsIn(program, makersIn(program))) {
    if (typeof start !== 'number' || typeof end !== 'number') return undefined;
    // A model within the function of a property is left out with it.
    if (start < from) continue;
    rest += `${code.slice(from, start)}{}`;
    from = end;
  }
  return rest + code.slice(from);
}

/** What the module imports, apart from what is a part of Node. */
function importsOf({ body }: t.Program): readonly string[] {
  const paths = body.flatMap((statement) =>
    'source' in statement && statement.source ? [statement.source.value] : [],
  );
  return paths.filter((path) => !isBuiltin(path));
}

/** Under which names the module imports what models are made with. */
function makersIn({ body }: t.Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier')
        continue;
      if (makers.includes(specifier.imported.name)) names.add(specifier.local.name);
    }
  }
  return names;
}

/** The objects with the functions of properties, in the order of the text. */
function sectionsIn(node: t.Node, makers: ReadonlySet<string>): t.ObjectExpression[] {
  const behavior = behaviorOf(node, makers);
  const own = behavior ? behavior.properties.flatMap(sectionOf) : [];
  return [...own, ...childrenOf(node).flatMap((child) => sectionsIn(child, makers))].sort(
    (a, b) => (a.start ?? 0) - (b.start ?? 0),
  );
}

/** What `machine(…).define(…)` or `system(…).define(…)` is given, where the node is such a call. */
function behaviorOf(node: t.Node, makers: ReadonlySet<string>): t.ObjectExpression | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = node.callee;
  if (computed || property.type !== 'Identifier' || property.name !== 'define') return undefined;
  if (object.type !== 'CallExpression' || object.callee.type !== 'Identifier') return undefined;
  const [argument] = node.arguments;
  return makers.has(object.callee.name) && argument?.type === 'ObjectExpression'
    ? argument
    : undefined;
}

function sectionOf(property: t.ObjectExpression['properties'][number]): t.ObjectExpression[] {
  if (property.type !== 'ObjectProperty' || property.value.type !== 'ObjectExpression') return [];
  const name = declaredName(property)?.name;
  if (name === undefined || !sections.includes(name)) return [];
  return property.value.properties.every(isFunction) ? [property.value] : [];
}

/** Whether a member of an object is a function with a fixed name, written out where it stands. */
function isFunction(member: t.ObjectExpression['properties'][number]): boolean {
  if (declaredName(member) === undefined) return false;
  if (member.type === 'ObjectMethod') return member.kind === 'method';
  if (member.type !== 'ObjectProperty') return false;
  const { type } = member.value;
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}
