import type { Style } from '../report/text.ts';

/** What the command line needs of a stream. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const codes: Readonly<Record<Style, number>> = { good: 32, bad: 31, open: 33, dim: 2, strong: 1 };

/** Colours text for a terminal; undefined where there is none, or where NO_COLOR is set. */
export function painter(
  output: Output,
  environment: Readonly<Record<string, string | undefined>>,
): ((style: Style, text: string) => string) | undefined {
  const isWanted = (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  if (output.isTTY !== true || !isWanted) return undefined;
  return (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;
}
