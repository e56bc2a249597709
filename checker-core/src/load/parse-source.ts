import { type ParseResult, parse } from '@babel/parser';

/** The syntax of a text; its file's ending decides whether JSX is allowed. */
export function parseSource(file: string, text: string): ParseResult {
  return parse(text, {
    sourceType: 'module',
    errorRecovery: true,
    plugins: ['typescript', 'decorators', ...(/\.[jt]sx$/.test(file) ? ['jsx' as const] : [])],
  });
}
