import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { compile, compilerAt, type Diagnostic } from './compiler.ts';

const source = readFileSync(new URL('./mistakes.ts', import.meta.url), 'utf8').split('\n');

/** The announced mistakes: what is wrong, the line below, and the text to be pointed at. */
const mistakes = source.flatMap((text, index) => {
  const [, token, what] = /@ts-expect-error \[(.+)\] (.+)$/.exec(text) ?? [];
  return token === undefined || what === undefined ? [] : [{ what, token, line: index + 2 }];
});

test('there are 25 mistakes, and each says where it is', () => {
  const announced = source.filter((line) => line.includes('// @ts-expect-error'));
  expect(announced).toHaveLength(25);
  expect(mistakes).toHaveLength(25);
});

describe.each(['5.9', '6.0', '7.0'])('TypeScript %s', (version) => {
  let diagnostics: readonly Diagnostic[] = [];
  beforeAll(async () => {
    diagnostics = await compile(await compilerAt(version));
  }, 120_000);

  test('accepts the type tests as they are', () => {
    const elsewhere = diagnostics.filter(({ file }) => file !== 'bare/mistakes.ts');
    expect(elsewhere).toEqual([]);
  });

  test('finds the mistakes, each once, and nothing else', () => {
    const lines = diagnostics.map(({ line }) => line).sort((a, b) => a - b);
    expect(lines).toEqual(mistakes.map(({ line }) => line));
  });

  test.each(mistakes)('points at $token: $what', ({ token, line }) => {
    const column = diagnostics.find((diagnostic) => diagnostic.line === line)?.column ?? 0;
    const pointedAt = source[line - 1]?.slice(column - 1) ?? '';
    expect(pointedAt.slice(0, token.length)).toBe(token);
    // The beginning of a longer name is not the name.
    expect(`${token.at(-1)}${pointedAt.charAt(token.length)}`).not.toMatch(/^\w\w$/);
  });
});
