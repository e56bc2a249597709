/**
 * Finds what watched code looked like before it was bundled. A function of the bundle is known by where
 * it starts; its places are paired with those of the function that is written there, one by one. Where
 * they do not look alike, nothing is said of the function: the bundler has changed it.
 */
import { parse } from '@babel/parser';
import type * as t from '@babel/types';
import type {
  CodeClause,
  CodeFunctionPlace,
  CodeOutcome,
  CodePlace,
  CodePlaces,
} from '../coverage/code-places.ts';
import type { CodeRange } from '../model/report.ts';
import {
  anchorOf,
  type CodeFunction,
  type CodeSite,
  functionsIn,
  hasDefault,
  outcomeCount,
  outlineOfSite,
  resultOf,
} from './code-sites.ts';
import type { SourceMapper } from './source-mapper.ts';
import type { WatchedCode, WatchedFunction } from './watch-code.ts';

/** A file as it is written. */
interface Written {
  readonly text: string;
  /** By line and column of their starts. */
  readonly functions: ReadonlyMap<string, CodeFunction>;
}

/** Pairs the functions of a bundle with those of its files; `own` are the model's, by key path. */
export function findCodePlaces(
  { functions }: Pick<WatchedCode, 'functions'>,
  textOf: (file: string) => string | undefined,
  sources: SourceMapper,
  own: ReadonlyMap<string, number>,
): CodePlaces {
  const files = new Map<string, Written | undefined>();
  const notFollowed: CodeRange[] = [];
  const paired = functions.map((watched) => {
    const start = sources.locateBundled(watched.line, watched.column);
    if (!start) return undefined;
    const { file, line, column } = start;
    if (!files.has(file)) files.set(file, written(file, textOf(file)));
    const source = files.get(file);
    const found = source?.functions.get(`${line}:${column}`);
    if (source && found && isAlike(watched, found))
      return placed(watched, found, file, source.text);
    notFollowed.push({ ...start, endLine: line, endColumn: column });
    return undefined;
  });
  return { functions: paired, notFollowed, own };
}

function written(file: string, text: string | undefined): Written | undefined {
  if (text === undefined) return undefined;
  try {
    const { program } = parse(text, {
      sourceType: 'module',
      plugins: ['typescript', 'decorators', ...(/\.[jt]sx$/.test(file) ? ['jsx' as const] : [])],
    });
    const functions = functionsIn(program).map((each): [string, CodeFunction] => {
      const start = anchorOf(each.node).loc?.start;
      return [`${start?.line}:${(start?.column ?? 0) + 1}`, each];
    });
    return { text, functions: new Map(functions) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isAlike(watched: WatchedFunction, { sites, clauses }: CodeFunction): boolean {
  const outline = sites.map(outlineOfSite);
  return outline.join() === watched.outline.join() && clauses.length === watched.clauses;
}

function placed(
  watched: WatchedFunction,
  { node, sites, clauses }: CodeFunction,
  file: string,
  text: string,
): CodeFunctionPlace {
  const at = (part: t.Node) => rangeIn(file, part);
  const clause = (part: t.Node, isNegated: boolean): CodeClause => {
    const code = text.slice(part.start ?? 0, part.end ?? 0);
    const written = code.replaceAll(/\s+/g, ' ').replace(/;$/, '');
    return { text: written, at: at(part), isNegated };
  };
  let next = watched.place;
  const places = sites.map((site): CodePlace => {
    const place = next;
    next += outcomeCount(site);
    return { kind: site.kind, at: at(headOf(site)), place, outcomes: outcomesOf(site, text, at) };
  });
  const result = resultOf(node);
  return {
    at: at(node),
    places,
    clauses: clauses.map(({ node: part, isNegated }) => clause(part, isNegated)),
    ...(result && { result: clause(result, false) }),
  };
}

function headOf(site: CodeSite): t.Node {
  if (site.kind === 'switch') return site.node.discriminant;
  if (site.kind !== 'loop') return site.node;
  const { node } = site;
  if ('right' in node && node.right) return node.right as t.Node;
  return 'test' in node && node.test ? (node.test as t.Node) : node;
}

function outcomesOf(
  site: CodeSite,
  text: string,
  at: (part: t.Node) => CodeRange,
): readonly CodeOutcome[] {
  const outcome = (name: string, part?: t.Node): CodeOutcome => {
    return { outcome: name, ...(part && { at: at(part) }) };
  };
  switch (site.kind) {
    case 'statement':
      return [outcome('run', site.node)];
    case 'loop':
      return [outcome('entered', site.body)];
    case 'switch': {
      const cases = site.node.cases.map((each) => {
        const name = each.test ? text.slice(each.test.start ?? 0, each.test.end ?? 0) : undefined;
        return outcome(name === undefined ? 'default' : `case ${name}`, each);
      });
      return hasDefault(site.node) ? cases : [...cases, outcome('no case')];
    }
    default: {
      const names = site.kind === 'nullish' ? ['not nullish', 'nullish'] : ['true', 'false'];
      return names.map((name, place) => outcome(name, site.arms[place]));
    }
  }
}

function rangeIn(file: string, { loc }: t.Node): CodeRange {
  const { start, end } = loc ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return {
    file,
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}
