import type { SourceLocation } from 'everyturn/internal/model/report';
import { expect } from 'vitest';
import type { Client } from '../harness/client.ts';
import { inProject } from './counted-run.ts';

/** What the lenses on the line of a place say. */
export async function lensAt(client: Client, at: SourceLocation): Promise<string> {
  const lenses = await client.rawLenses(inProject(client, at.file));
  const on = lenses.filter(({ range }) => range.start.line === at.line - 1);
  return on.map(({ command }) => command?.title ?? '').join(' | ');
}

/** What the hover on a place says, its text as it was before it became markup. */
export async function hoverAt(client: Client, at: SourceLocation): Promise<string> {
  const hover = await client.hoverAt(inProject(client, at.file), at);
  return (hover ?? '').replaceAll('\\', '');
}

/** The numbers of a text, by what stands around them; each is a group of the pattern. */
export function numbersIn(text: string, pattern: RegExp): readonly number[] {
  const [whole, ...groups] = pattern.exec(text) ?? [];
  expect(whole, `${pattern} in ${text}`).toBeDefined();
  return groups.map((group) => Number(group.replaceAll(',', '')));
}

/** The same, of each place in a text that fits. */
export function allNumbersIn(text: string, pattern: RegExp): readonly (readonly number[])[] {
  return (text.match(new RegExp(pattern, 'g')) ?? []).map((part) => numbersIn(part, pattern));
}
