import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { GrowingWords } from './growing-words.ts';

const page = 65_536 / Int32Array.BYTES_PER_ELEMENT;

afterEach(() => vi.unstubAllGlobals());

function filled(length: number, inPlaceFrom: number): GrowingWords {
  const words = new GrowingWords(length, inPlaceFrom);
  for (let i = 0; i < length; i += 1) words.words[i] = i + 1;
  return words;
}

function expectKept({ words }: GrowingWords, length: number): void {
  for (let i = 0; i < length; i += 1) if (words[i] !== i + 1) expect(words[i]).toBe(i + 1);
  expect(words.slice(length).every((word) => word === 0)).toBe(true);
}

test('words that are copied keep what they hold', () => {
  const words = filled(100, 1_000_000);
  words.grow(101, 100);
  expect(words.words.length).toBe(150);
  expectKept(words, 100);
  expect(words.bytesWith(150)).toBe(600);
  expect(words.bytesWith(151)).toBe(600 + 225 * 4);
  expect(words.sharedBytes).toBe(0);
});

test('many words grow where they are: an array of before sees what is written later', () => {
  const words = filled(3 * page, 3 * page);
  const { words: before } = words;
  words.grow(3 * page + 1, 3 * page);
  expect(words.words.length).toBe(4 * page);
  expectKept(words, 3 * page);
  words.words[7] = -1;
  expect(before[7]).toBe(-1);
  expect(words.bytesWith(4 * page)).toBe(words.words.byteLength);
  expect(words.bytesWith(40 * page)).toBe(40 * 65_536);
  expect(words.sharedBytes).toBe(words.words.byteLength);
});

test('words move to memory that grows when they are many enough', () => {
  const words = filled(10, 1_000);
  words.grow(2_000, 10);
  expect(words.sharedBytes).toBe(65_536);
  expectKept(words, 10);
});

test('words that are shared stay shared, whatever their length', () => {
  const words = filled(10, 1_000);
  words.share();
  expect(words.sharedBytes).toBe(40);
  words.grow(20, 10);
  expectKept(words, 10);
  expect(words.sharedBytes).toBe(80);
  expect(words.another(5).sharedBytes).toBe(20);
});

test('another thread reads words that grow', async () => {
  const words = filled(page, 1);
  words.share();
  words.grow(2 * page, page);
  words.words[page] = 42;
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage([workerData.length, workerData[0], workerData[${page}]]);`,
    { eval: true, workerData: words.words },
  );
  const said = await new Promise((resolve) => worker.once('message', resolve));
  expect(said).toEqual([2 * page, 1, 42]);
});

test.each([
  ['is no WebAssembly', undefined],
  [
    'is no room',
    {
      Memory: class {
        constructor() {
          throw new RangeError('could not allocate memory');
        }
      },
    },
  ],
])('words are copied where there %s', (_, wasm) => {
  vi.stubGlobal('WebAssembly', wasm);
  const words = filled(10, 1);
  words.grow(100, 10);
  expectKept(words, 10);
  expect(words.sharedBytes).toBe(0);
});

test('words are copied when the memory ends', () => {
  const { Memory } = (
    globalThis as unknown as { WebAssembly: { Memory: new (size: object) => object } }
  ).WebAssembly;
  vi.stubGlobal('WebAssembly', {
    Memory: class {
      constructor(size: object) {
        // biome-ignore lint/correctness/noConstructorReturn: a memory that ends soon
        return new Memory({ ...size, maximum: 2 });
      }
    },
  });
  const words = filled(page, 1);
  words.grow(2 * page, page);
  expectKept(words, page);
  vi.unstubAllGlobals();
  words.grow(3 * page, 2 * page);
  expectKept(words, page);
  expect(words.words.length).toBe(3 * page);
});
