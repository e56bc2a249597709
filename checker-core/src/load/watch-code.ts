/**
 * Makes the functions of a bundle tell where they come by: text is put around statements, conditions
 * and clauses, on the lines on which they stand. The values of all expressions stay what they are.
 * Code at the top of a module is left alone: it runs once, and not in any turn.
 */
import { parse } from '@babel/parser';
import type * as t from '@babel/types';
import {
  anchorOf,
  type Clause,
  type CodeFunction,
  type CodeSite,
  functionsIn,
  hasDefault,
  outcomeCount,
  outlineOfSite,
} from './code-sites.ts';
import { type Enlarged, type Wrapping, wrapAll } from './insertions.ts';

/** The property of the global object by which a bundle finds the marks when it is loaded. */
export const marksName = 'everyturn marks';

/** Larger bundles are not watched: to read them would take longer than most explorations. */
const sizeMax = 2_000_000;

/** A function of a bundle that tells where it comes by. */
export interface WatchedFunction {
  /** Where it starts in the bundle; line and column from 0. */
  readonly line: number;
  readonly column: number;
  /** Offsets in the bundle. */
  readonly start: number;
  readonly end: number;
  /** The number of the first of its places. */
  readonly place: number;
  /** What its places look like, in order. */
  readonly outline: readonly string[];
  readonly clauses: number;
}

/** A bundle that tells where it comes by. */
export interface WatchedCode extends Enlarged {
  readonly functions: readonly WatchedFunction[];
  /** How many places are told apart. */
  readonly places: number;
  /** The number of the innermost function around a place of the running code; -1 for none. */
  functionAt(line: number, column: number): number;
}

/** Puts marks into a bundle; undefined where it is too large, or not readable. */
export function watchCode(code: string): WatchedCode | undefined {
  if (code.length > sizeMax) return undefined;
  const found = functionsOf(code);
  if (!found) return undefined;
  const name = nameIn(code);
  const marking = new Marking(name);
  const functions = found.map((each, index) => marking.mark(each, index));
  // Lets the module find its marks before anything else of it runs.
  const before = `const ${name} = globalThis[${JSON.stringify(marksName)}];`;
  const head = { start: 0, end: code.length, before, after: '' };
  const enlarged = wrapAll(code, [head, ...marking.wrappings]);
  const starts = lineStarts(code);
  return {
    ...enlarged,
    functions,
    places: marking.places,
    functionAt: (line, column) => {
      const at = (starts[line] ?? code.length) + enlarged.columnBefore(line, column);
      return functions.findLastIndex(({ start, end }) => start <= at && at < end);
    },
  };
}

function lineStarts(code: string): readonly number[] {
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function functionsOf(code: string): readonly CodeFunction[] | undefined {
  try {
    return functionsIn(parse(code, { sourceType: 'module' }).program);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A name that stands nowhere in a text. */
function nameIn(code: string): string {
  for (let number = 0; ; number += 1) {
    const name = `$watch${number}`;
    if (!code.includes(name)) return name;
  }
}

class Marking {
  readonly wrappings: Wrapping[] = [];
  places = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  mark(each: CodeFunction, index: number): WatchedFunction {
    const { node, sites, clauses } = each;
    const place = this.places;
    this.#enter(node, index);
    for (const site of sites) {
      this.#site(site, this.places);
      this.places += outcomeCount(site);
    }
    for (const [number, clause] of clauses.entries()) this.#clause(clause, index, number);
    const start = anchorOf(node).loc?.start;
    return {
      line: (start?.line ?? 1) - 1,
      column: start?.column ?? 0,
      start: node.start ?? 0,
      end: node.end ?? 0,
      place,
      outline: sites.map(outlineOfSite),
      clauses: clauses.length,
    };
  }

  #enter({ body }: t.Function, index: number): void {
    const mark = `${this.#name}.enter(${index})`;
    if (body.type !== 'BlockStatement') this.#wrap(body, `(${mark},`, ')');
    else {
      const start = body.directives.at(-1)?.end ?? afterBrace(body);
      this.#put(start, body, `${mark};`);
    }
  }

  #site(site: CodeSite, place: number): void {
    const passed = `${this.#name}.pass(${place});`;
    if (site.kind === 'statement') {
      const [before, after] = site.isAlone ? [`{${passed}`, '}'] : [passed, ''];
      this.#wrap(site.node, before, after);
    } else if (site.kind === 'loop') this.#begin(site.body, passed);
    else if (site.kind === 'switch') this.#cases(site.node, place);
    else {
      const mark = site.kind === 'nullish' ? 'given' : 'test';
      this.#wrap(site.node, `${this.#name}.${mark}(${place},(`, '))');
    }
  }

  /** Marks the beginning of a block, or of a statement that stands alone and gets a block. */
  #begin(body: t.Node, mark: string): void {
    if (body.type !== 'BlockStatement') this.#wrap(body, `{${mark}`, '}');
    else {
      this.#put(afterBrace(body), body, mark);
    }
  }

  /** A case begins with its mark. Where no case may apply, one is put before all others. */
  #cases(node: t.SwitchStatement, place: number): void {
    for (const [number, each] of node.cases.entries()) {
      // An empty case falls through: the mark stands between it and the next.
      const at = each.consequent[0]?.start ?? each.end ?? 0;
      this.#put(at, node, `${this.#name}.pass(${place + number});`);
    }
    if (hasDefault(node)) return;
    const at = node.cases[0]?.start ?? (node.end ?? 1) - 1;
    this.#put(at, node, `default:${this.#name}.pass(${place + node.cases.length});break;`);
  }

  #clause({ node }: Clause, index: number, number: number): void {
    this.#wrap(node, `(${this.#name}.clause[${index}]=${number},(`, '))');
  }

  /** Puts something in at a place inside a node, before whatever begins there. */
  #put(start: number, inside: t.Node, before: string): void {
    this.wrappings.push({ start, end: inside.end ?? start, before, after: '' });
  }

  #wrap(node: t.Node, before: string, after: string): void {
    this.wrappings.push({ start: node.start ?? 0, end: node.end ?? 0, before, after });
  }
}

function afterBrace({ start }: t.Node): number {
  return (start ?? 0) + 1;
}
