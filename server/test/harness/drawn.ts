import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver';
import { URI } from 'vscode-uri';

const severities = ['', 'error', 'warning', 'information', 'hint'];

/** Diagnostics as text, each drawn under its source line, with everything related to it. */
export function drawn(file: string, text: string, diagnostics: readonly Diagnostic[]): string {
  const lines = text.split('\n');
  const inOrder = [...diagnostics].sort((a, b) => placeOf(a) - placeOf(b));
  const parts = inOrder.map(({ range, severity = 1, code, message, relatedInformation = [] }) => {
    const { start, end } = range;
    const line = lines[start.line] ?? '';
    const last = end.line === start.line ? end.character : line.length;
    const marks = ' '.repeat(start.character) + '^'.repeat(Math.max(1, last - start.character));
    const number = String(start.line + 1).padStart(4);
    return [
      `${number} | ${line}`,
      `     | ${marks}`,
      `     | ${severities[severity]} ${code}: ${message}`,
      ...relatedInformation.map((related) => `     |   ${relatedText(related)}`),
    ].join('\n');
  });
  return `${[file, ...parts].join('\n\n')}\n`;
}

function placeOf({ range, code }: Diagnostic): number {
  const tie = Number(String(code).slice(3)) / 1000;
  return range.start.line * 1000 + range.start.character + tie;
}

function relatedText({ location, message }: DiagnosticRelatedInformation): string {
  const name = URI.parse(location.uri).fsPath.split('/').at(-1);
  const { line, character } = location.range.start;
  return `${name}:${line + 1}:${character + 1} ${message}`;
}
