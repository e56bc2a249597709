import type { SourceLocation } from '../model/report.ts';

const linesBefore = 2;
const linesAfter = 1;
const lineLengthMax = 100;

/** The lines around a place, with a mark under its column; undefined where the file has no such line. */
export function codeFrame(text: string, at: SourceLocation): readonly string[] | undefined {
  const lines = text.split(/\r?\n/);
  if (at.line < 1 || at.line > lines.length) return undefined;
  const first = Math.max(1, at.line - linesBefore);
  const last = Math.min(lines.length, at.line + linesAfter);
  const width = String(last).length;
  const frame: string[] = [];
  for (let line = first; line <= last; line++) {
    const isMarked = line === at.line;
    const source = shown(lines[line - 1] ?? '');
    const start = `${isMarked ? '>' : ' '} ${String(line).padStart(width)} |`;
    frame.push(`${start} ${source}`.trimEnd());
    if (isMarked && at.column <= source.length + 1) {
      frame.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.max(0, at.column - 1))}^`);
    }
  }
  return frame;
}

/** Tabs become one space, so that columns keep their place; a long line is cut. */
function shown(line: string): string {
  const spaced = line.replaceAll('\t', ' ');
  return spaced.length > lineLengthMax ? `${spaced.slice(0, lineLengthMax - 1)}…` : spaced;
}
