/** Finds the comments that answer a report, in the texts of which a bundle was made. */
import type * as t from '@babel/types';
import type { Directive } from '../report/directives.ts';
import type { DirectiveReport } from '../report/model-report.ts';
import type { Bundle } from './bundle.ts';
import {
  codeOfOtherKind,
  ignoredViolation,
  missingCode,
  missingReason,
  standsAboveNothing,
  standsBehindCode,
  unknownCode,
  unknownDirective,
} from './directive-problems.ts';
import { parseSource } from './parse-source.ts';
import { childrenOf } from './syntax.ts';

/** The comments of a bundle's sources. */
export interface Directives {
  readonly directives: readonly Directive[];
  /** Comments that are meant as directives and answer nothing. */
  readonly problems: readonly DirectiveReport[];
}

/** Reads the directives of all files of a bundle. */
export function directivesOf({ map }: Bundle): Directives {
  // The bundler wrote it: it is a source map with its texts.
  const { sources, sourcesContent = [] } = JSON.parse(map) as {
    readonly sources?: readonly string[];
    readonly sourcesContent?: readonly string[];
  };
  const read = (sources ?? []).map((file, index) =>
    directivesIn(file, sourcesContent[index] ?? ''),
  );
  return {
    directives: read.flatMap(({ directives }) => directives),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** Reads the directives of one text. */
export function directivesIn(file: string, text: string): Directives {
  const directives: Directive[] = [];
  const problems: DirectiveReport[] = [];
  if (text.includes('everyturn-')) {
    const { program, comments } = parseSource(file, text);
    const below = nodesBelow(program);
    for (const comment of comments ?? []) {
      const directive = directiveOf(comment, below.get(comment.start ?? -1), file, text);
      if (directive === undefined) continue;
      if ('message' in directive) problems.push(directive);
      else directives.push(directive);
    }
  }
  return { directives, problems };
}

/** What each comment stands above, by where the comment begins; the parser knows one node for each. */
function nodesBelow(program: t.Program): ReadonlyMap<number, t.Node> {
  const found = new Map<number, t.Node>();
  const left: t.Node[] = [program];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    for (const { start } of node.leadingComments ?? []) {
      if (start !== undefined) found.set(start, node);
    }
    left.push(...childrenOf(node));
  }
  return found;
}

function directiveOf(
  { value, loc, start = 0 }: t.Comment,
  below: t.Node | undefined,
  file: string,
  text: string,
): Directive | DirectiveReport | undefined {
  const [, word, code, reason] =
    /^\s*everyturn-([A-Za-z]+)(?:\s+(\S+))?(?:\s+(\S.*?))?\s*$/s.exec(value) ?? [];
  if (word === undefined || !loc) return undefined;
  const at = { file, line: loc.start.line, column: loc.start.column + 1 };
  const problem = (message: string): DirectiveReport => ({ code: 'EVT502', message, at });
  const wrong = wordsProblem(word, code, reason);
  if (wrong !== undefined) return problem(wrong);
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (before.trim() !== '') return problem(standsBehindCode(word));
  if (!below?.loc) return problem(standsAboveNothing(word));
  const lines = { first: below.loc.start.line, last: below.loc.end.line };
  // `wordsProblem` let it through.
  return { word, code, reason, at, lines } as Directive;
}

/** What is wrong with the words of a directive; undefined for nothing. */
function wordsProblem(
  word: string,
  code: string | undefined,
  reason: string | undefined,
): string | undefined {
  if (word !== 'accept' && word !== 'ignore') return unknownDirective(word);
  if (code === undefined) return missingCode(word);
  if (!/^(U[1-7]|EVT\d{3})$/.test(code)) return unknownCode(word, code);
  if (/^EVT[12]/.test(code)) return ignoredViolation(word, code);
  const isOfKind = word === 'accept' ? /^U/ : /^EVT3/;
  if (!isOfKind.test(code)) return codeOfOtherKind(word, code);
  return reason === undefined ? missingReason(word, code) : undefined;
}
