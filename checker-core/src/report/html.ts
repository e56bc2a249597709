/**
 * The report of a run as one page that needs nothing else: what the text report says, for reading
 * and printing, and the panel of the editor with the maps and traces as they were recorded. Its
 * policy lets in its own script and style, by their hashes, and nothing from anywhere.
 */
import type {
  DirectiveReport,
  ErrorReport,
  FindingReport,
  ModelReport,
  RunReport,
  SourceAnswer,
  UnknownReport,
} from './model-report.ts';
import type { RecordedMap, RecordedRun } from './recorded-map.ts';
import { notReachedSentence, propertyOutcome } from './sentences.ts';
import { closingLine, modelCounts, printLocation, textOfFailure, violationLines } from './text.ts';
import { traceLines } from './trace-lines.ts';
import { glyphs, words } from './words.ts';

/** The built parts of the page, and their hashes as a policy names them. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  readonly scriptHash: string;
  readonly styleHash: string;
  /** Makes a long text short: compressed (gzip), and written in letters that no page minds (base64). */
  readonly pack: (text: string) => string;
}

/** The report of a run as HTML. */
export function htmlOfRun(run: RunReport, maps: readonly RecordedMap[], parts: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src '${parts.scriptHash}'`,
    `style-src '${parts.styleHash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const recorded: RecordedRun = { models: run.models.map(shownModel), maps };
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`Everyturn: ${closingLine(run)}`)}</title>
<style id="__________cytoscape_stylesheet">${parts.style}</style>
</head>
<body class="report">
<header class="report-head">
<h1>Everyturn</h1>
<p data-testid="closing">${escaped(closingLine(run))}</p>
</header>
${[
  ...run.models.map(modelSection),
  ...run.failures.map((failure) => `<pre class="failure">${escaped(textOfFailure(failure))}</pre>`),
  noteList('notes', [
    ...run.directives.map(directiveNote),
    ...run.notChecked.map((what) => note(glyphs.unknown, notReachedSentence(what))),
  ]),
].join('\n')}
<footer class="report-foot">everyturn ${escaped(run.everyturn)}</footer>
<script type="application/octet-stream" id="recorded">${parts.pack(JSON.stringify(recorded))}</script>
<script>${parts.script}</script>
</body>
</html>
`;
}

/** What the panel shows of a report. The rest is large. */
function shownModel({ coverage, statistics: { levels }, ...model }: ModelReport): ModelReport {
  const statistics = { instances: [], fields: [], levels, frontier: [] };
  if (!coverage) return { ...model, statistics };
  const domain = { ...coverage.domain, pairs: [] };
  return { ...model, statistics, coverage: { domain, guards: {}, hints: [] } };
}

function modelSection(model: ModelReport, index: number): string {
  const place = model.at === undefined ? model.file : printLocation(model.at);
  return `<section class="report-model" data-testid="report-model" data-model="${escaped(model.name)}">
<h2>${escaped(model.name)} <span class="place">${escaped(place)}</span></h2>
<p class="counts" data-testid="counts">${escaped(modelCounts(model))}</p>
${verdictTable(model)}
${noteList(
  'errors',
  model.errors.map((error) => errorNote(error, model)),
)}
${noteList('findings', model.findings.map(findingNote))}
${noteList('unknown', model.unknown.map(unknownNote))}
<div class="panel-frame" data-index="${index}"></div>
</section>`;
}

function verdictTable(model: ModelReport): string {
  const rows = Object.entries(model.verdicts).map(([keyPath, property]) => {
    const place = property.at === undefined ? '' : printLocation(property.at);
    const cells = [
      `<td class="glyph" aria-hidden="true">${glyphs[property.kind]}</td>`,
      `<th scope="row">${escaped(keyPath)}</th>`,
      `<td>${escaped(propertyOutcome(keyPath, property, model))}</td>`,
      `<td class="place">${escaped(place)}</td>`,
    ];
    const trace = preformatted(violationLines(keyPath, property, model));
    const below = trace === '' ? '' : `<tr><td></td><td colspan="3">${trace}</td></tr>`;
    return `<tr class="${property.kind}" data-testid="report-verdict">${cells.join('')}</tr>${below}`;
  });
  return rows.length === 0 ? '' : `<table class="verdicts">${rows.join('\n')}</table>`;
}

function errorNote({ code, message, at, trace }: ErrorReport, { file }: ModelReport): string {
  const lines = trace === undefined ? [] : traceLines(trace, file);
  return note(glyphs.modelError, `${code} ${message}`, at, preformatted(lines));
}

function findingNote({ code, message, at, ignored }: FindingReport): string {
  return note(glyphs.finding, `${code} ${message}`, at, answer(words.ignored, ignored));
}

function unknownNote({ code, reason, next, at, accepted }: UnknownReport): string {
  const more = accepted === undefined ? paragraph(next) : answer(words.accepted, accepted);
  return note(glyphs.unknown, `${code} ${reason}`, at, more);
}

function directiveNote({ code, message, at }: DirectiveReport): string {
  return note(glyphs.finding, `${code} ${message}`, at);
}

function answer(word: string, given: SourceAnswer | undefined): string {
  if (given === undefined) return '';
  return paragraph(`${word}: ${given.reason} (${printLocation(given.at)})`);
}

function note(glyph: string, text: string, at?: ModelReport['at'], more = ''): string {
  const place = at === undefined ? '' : ` <span class="place">${escaped(printLocation(at))}</span>`;
  return `<li><span aria-hidden="true">${glyph}</span> ${escaped(text)}${place}${more}</li>`;
}

function noteList(kind: string, notes: readonly string[]): string {
  if (notes.length === 0) return '';
  return `<ul class="report-notes ${kind}" data-testid="report-${kind}">${notes.join('\n')}</ul>`;
}

function paragraph(text: string): string {
  return `<p class="more">${escaped(text)}</p>`;
}

function preformatted(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<pre>${escaped(lines.join('\n'))}</pre>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
