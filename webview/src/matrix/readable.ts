/** A printed value without quotes where it cannot be taken for something else. */
export function readable(text: string): string {
  const [, word] = /^'(\p{L}[\p{L}\p{N}_-]*)'$/u.exec(text) ?? [];
  return word === undefined || misleading.has(word) ? text : word;
}

const misleading: ReadonlySet<string> = new Set(['true', 'false', 'null', 'undefined', 'absent']);
