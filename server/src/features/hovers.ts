import { printChange } from 'everyturn/internal/report/change';
import { guardLines } from 'everyturn/internal/report/sentences';
import { isHandler } from 'everyturn/internal/report/step-label';
import { valueLines } from 'everyturn/internal/report/value-lines';
import { countOf, statesOf } from 'everyturn/internal/report/words';
import { type Hover, MarkupKind, type Position, type Range } from 'vscode-languageserver';
import type { Feature, ServerContext } from '../context.ts';
import type { Mark } from '../results/marks.ts';
import { marksOnScreen, type ScreenMark } from '../results/on-screen.ts';
import { guardOf, markText, staleText } from '../results/texts.ts';

/** Verdict and counts on the names of models, properties, actions and fields. */
export const hovers: Feature = (context) => {
  context.connection.onHover(({ textDocument: { uri }, position }) =>
    context.guard('hover', async () => hoverAt(context, uri, position), null),
  );
  return { hoverProvider: true };
};

function hoverAt(context: ServerContext, uri: string, position: Position): Hover | null {
  const document = context.documents.get(uri);
  if (!document || !context.checks.trusted) return null;
  const marks = marksOnScreen(context, document, { fields: true }).filter(({ range }) =>
    contains(range, position),
  );
  const [first] = marks;
  if (!first) return null;
  const value = marks.map(hoverText).join('\n\n---\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: first.range };
}

function contains({ start, end }: Range, { line, character }: Position): boolean {
  const isAfterStart = line > start.line || (line === start.line && character >= start.character);
  return isAfterStart && (line < end.line || (line === end.line && character <= end.character));
}

function hoverText({ mark, session, isStale }: ScreenMark): string {
  const name = 'keyPath' in mark ? `${mark.keyPath} of ${mark.model}` : mark.model;
  const said = markText(mark, session);
  const title = `**${escaped(name)}**  \n${escaped(isStale ? staleText(said) : said)}`;
  const details = detailsOf(mark).map((line) => `- ${escaped(line)}`);
  return details.length === 0 ? title : `${title}\n\n${details.join('\n')}`;
}

function detailsOf(mark: Mark): readonly string[] {
  switch (mark.kind) {
    case 'unchecked':
    case 'schema':
      return [];
    case 'property': {
      const steps = mark.property.trace?.steps ?? [];
      const listed = steps.slice(0, 10).map((step, index) => {
        const changes = step.changes.map(printChange).join(', ');
        return `${index + 1} ${step.label}${changes === '' ? '' : `: ${changes}`}`;
      });
      const more = steps.length - listed.length;
      return [
        mark.property.sentence,
        ...listed,
        ...(more > 0 ? [`… ${countOf(more, 'more turn')}`] : []),
      ];
    }
    case 'field':
      return valueLines(mark.field, mark.report);
    case 'action':
      return [
        `${countOf(mark.action.fired, 'step')} taken, repeats included`,
        mark.actors > 1
          ? `by ${countOf(mark.actors, 'actor')}`
          : `${isHandler(mark.keyPath) ? 'runs' : 'enabled'} in ${countOf(mark.action.states, 'expanded state')} of ` +
            statesOf(mark.report.distinctStates, mark.report),
        ...guardDetails(mark),
      ];
    case 'model': {
      const { report, delta } = mark.result;
      if (!report) return [];
      return [
        ...(delta ? [delta.sentence] : []),
        `${countOf(report.generatedStates, 'state')} generated, repeats included`,
        ...report.unknown.flatMap(({ code, reason, next }) => [`${code}: ${reason} ${next}`]),
        ...report.errors.map(({ code, message }) => `${code}: ${message}`),
      ];
    }
  }
}

function guardDetails(mark: Extract<Mark, { kind: 'action' }>): readonly string[] {
  const guard = guardOf(mark);
  return guard ? guardLines(guard) : [];
}

/** Text of models is text, not markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
