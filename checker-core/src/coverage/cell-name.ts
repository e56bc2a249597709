import type { ClassText } from './class-text.ts';

/** A name for the property of a cell, from what its label says: `init4Working1Committed`. */
export function cellName(classes: readonly ClassText[]): string {
  const words = classes.flatMap(({ label }) => {
    const [, field = '', value = ''] = /^(.+?)(?: = |: )(.*)$/s.exec(label) ?? [];
    // Numbers and truth values say little without the name of their field.
    const isClear = /\p{L}{2}/u.test(value) && !/^(true|false|null|absent|none)$/.test(value);
    return wordsOf(isClear ? value : `${field} ${value}`);
  });
  const name = words
    .map((word, index) => (index === 0 ? lower(word) : upper(word)))
    .join('')
    .slice(0, 60);
  return /^[a-z]/i.test(name) ? name : `in${upper(name)}`;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z]+|\d+/g) ?? [];
}

function lower(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
