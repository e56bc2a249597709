/** Program text with each line set in a step further for each line that leaves a bracket open. */
export function indented(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => line.trim())
    .map((line) => {
      const closing = /^[)\]}]/.test(line) ? 1 : 0;
      const set = line === '' ? '' : `${'  '.repeat(Math.max(0, depth - closing))}${line}`;
      // Brackets that open together are closed together.
      depth += Math.sign(count(line, /[([{]/g) - count(line, /[)\]}]/g));
      return set;
    })
    .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
    .join('\n');
}

function count(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}
