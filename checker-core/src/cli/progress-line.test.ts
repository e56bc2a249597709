import { expect, test } from 'vitest';
import { ProgressLine } from './progress-line.ts';

const progress = { states: 1_204_000, transitions: 9, depth: 14, frontier: 3_000 };
const text = 'raft: checking… 1,204,000 states, depth 14, 3,000 not expanded';

const recorder = (terminal: { isTTY?: boolean; columns?: number }) => {
  const written: string[] = [];
  return { written, output: { ...terminal, write: (piece: string) => written.push(piece) } };
};

test('on a terminal one line is rewritten, at most four times a second', () => {
  const { written, output } = recorder({ isTTY: true, columns: 100 });
  let now = 0;
  const line = new ProgressLine(output, () => now);
  for (; now < 1_000; now += 50) line.show('raft', progress);
  expect(written).toHaveLength(4);
  expect(written[0]).toBe(`\r\u001b[2K${text}`);
  line.clear();
  line.clear();
  expect(written.slice(4)).toEqual(['\r\u001b[2K']);
});

test('a line never wraps, so that it can be rewritten', () => {
  const { written, output } = recorder({ isTTY: true, columns: 20 });
  new ProgressLine(output, () => 0).show('raft', progress);
  expect(written[0]?.replace('\r\u001b[2K', '')).toBe('raft: checking… 1,…');
});

test('elsewhere there is a line every ten seconds, and none before', () => {
  const { written, output } = recorder({});
  let now = 0;
  const line = new ProgressLine(output, () => now);
  for (; now <= 25_000; now += 100) line.show('raft', progress);
  line.clear();
  expect(written).toEqual([`${text}\n`, `${text}\n`]);
});
