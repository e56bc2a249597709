/**
 * An array of 32-bit words that grows. A large one lies in memory that WebAssembly reserves and hands
 * out page by page, so that it grows where it is: nothing is copied, and there are never two. Where
 * such memory cannot be had, the words move to a larger array.
 */
export class GrowingWords {
  words: Int32Array;
  readonly #inPlaceFrom: number;
  #memory: Memory | undefined;
  #isShared: boolean;

  /** From a length of `inPlaceFrom` words on, the array grows where it is. */
  constructor(length: number, inPlaceFrom: number, isShared = false) {
    this.#inPlaceFrom = inPlaceFrom;
    this.#isShared = isShared;
    this.words = this.#allocate(length);
  }

  /** An empty array of another length, which other threads can read if they can read this one. */
  another(length: number): GrowingWords {
    return new GrowingWords(length, this.#inPlaceFrom, this.#isShared);
  }

  /** Bytes in memory that threads can share: the process does not count them as its own. */
  get sharedBytes(): number {
    return this.words.buffer instanceof SharedArrayBuffer ? this.words.byteLength : 0;
  }

  /** Keeps the words where other threads can read them; arrays that are replaced stay as they are. */
  share(): void {
    if (this.#isShared) return;
    this.#isShared = true;
    if (!this.#memory) this.#move(this.words.length, this.words.length);
  }

  /** The greatest number of bytes in use while the array grows. */
  bytesWith(length: number): number {
    if (length <= this.words.length) return this.words.byteLength;
    const bytes = this.#lengthFor(length) * Int32Array.BYTES_PER_ELEMENT;
    return this.#memory ? bytes : bytes + this.words.byteLength;
  }

  /** Makes room for `length` words; the first `used` keep what they hold. */
  grow(length: number, used: number): void {
    if (length > this.words.length) this.#move(this.#lengthFor(length), used);
  }

  /** Words that are copied each time need to grow in larger steps. */
  #lengthFor(length: number): number {
    return Math.max(length, Math.ceil(this.words.length * (this.#memory ? 1.125 : 1.5)));
  }

  #move(length: number, used: number): void {
    if (this.#memory && growInPlace(this.#memory, length)) {
      this.words = new Int32Array(this.#memory.buffer);
      return;
    }
    const words = this.#allocate(length);
    words.set(this.words.subarray(0, used));
    this.words = words;
  }

  #allocate(length: number): Int32Array {
    this.#memory = length < this.#inPlaceFrom ? undefined : reserve(length);
    if (this.#memory) return new Int32Array(this.#memory.buffer);
    const bytes = length * Int32Array.BYTES_PER_ELEMENT;
    return new Int32Array(this.#isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  }
}

/** What is used of `WebAssembly.Memory`, which the types of Node.js leave out. */
interface Memory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

type MemoryConstructor = new (size: { initial: number; maximum: number; shared: true }) => Memory;

const pageBytes = 65_536;
/** The most that WebAssembly addresses with 32 bits. */
const pagesMax = 65_536;

function pagesOf(words: number): number {
  return Math.ceil((words * Int32Array.BYTES_PER_ELEMENT) / pageBytes);
}

/** Memory with room to grow; nothing where WebAssembly or the address space for it is missing. */
function reserve(words: number): Memory | undefined {
  const { WebAssembly: wasm } = globalThis as { WebAssembly?: { Memory: MemoryConstructor } };
  const initial = pagesOf(words);
  if (!wasm || initial > pagesMax) return undefined;
  try {
    return new wasm.Memory({ initial, maximum: pagesMax, shared: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether the memory had room for so many words. */
function growInPlace(memory: Memory, words: number): boolean {
  const pages = pagesOf(words) - memory.buffer.byteLength / pageBytes;
  try {
    if (pages > 0) memory.grow(pages);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
