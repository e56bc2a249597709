/**
 * The threads that expand states for the keeper. They are given ranges of the level that is being
 * expanded; what they find is handed over strictly in the order of the states, so nothing depends on
 * who was faster. When a thread dies or stands still, the keeper goes on alone.
 */
import type { CodeNotes } from '../../coverage/code-watch.ts';
import type { Expander } from '../compiled/expander.ts';
import type { BitLayout } from '../compiled/layout/bit-layout.ts';
import type { Tuning } from '../compiled/tuning.ts';
import type { Expanded, FromExpander, NewValues, ToExpander } from './messages.ts';
import type { ThreadPort } from './thread-port.ts';

/** Orders that wait at one thread. */
const ordersMax = 4;
const tickMs = 1_000;
/** So many ticks without a word and without a new turn, and a thread is given up. */
const silentTicksMax = 5;

interface Range {
  readonly from: number;
  readonly to: number;
  found?: Expanded;
}

/** Other threads, and what they are at. */
export class Team {
  readonly #states: Expander;
  readonly #tuning: Tuning;
  readonly #recruit: () => ThreadPort;
  readonly #size: number;
  readonly #members: Member[] = [];
  /** What code ran for states that were to be expanded again, as nothing else of that counts. */
  readonly late: { readonly from: number; readonly ran: CodeNotes | undefined }[] = [];
  readonly #breath = new MessageChannel();
  /** Ranges that were ordered and not handed over, in order. */
  #ranges: Range[] = [];
  #epoch = 0;
  #layout: BitLayout | undefined;
  #levelEnd = -1;
  #isLevelShared = false;
  /** Where the next order begins. */
  #ordered = 0;
  #isOver = false;
  #wake: () => void = () => {};
  #breathed: () => void = () => {};

  constructor(states: Expander, tuning: Tuning, recruit: () => ThreadPort, size: number) {
    this.#states = states;
    this.#tuning = tuning;
    this.#recruit = recruit;
    this.#size = size;
  }

  /**
   * What was found from the state `from` on, or the number of the state up to which the keeper must
   * expand alone.
   */
  async next(from: number, levelEnd: number): Promise<Expanded | number> {
    if (levelEnd !== this.#levelEnd) this.#enterLevel(from, levelEnd);
    if (this.#isOver || !this.#isLevelShared) return levelEnd;
    this.#renew(from);
    await this.#breathe();
    if (this.#tuning.waitsForThreads) await this.#allReady();
    if (this.#isOver) return levelEnd;
    this.#order();
    const [range] = this.#ranges;
    if (!range) {
      // The rest of a range, or nobody is there yet.
      if (this.#ordered === from) this.#ordered = Math.min(levelEnd, from + this.#tuning.range);
      return this.#ordered;
    }
    if (range.from > from) return range.from;
    const found = await this.#arrival(range);
    if (!found) {
      this.end();
      return levelEnd;
    }
    this.#ranges.shift();
    return found;
  }

  /** Lets the threads go; from now on the keeper is alone. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ranges = [];
    for (const { port } of this.#members) port.terminate();
    this.#breath.port1.close();
    this.#breathed();
    this.#wake();
  }

  #enterLevel(from: number, levelEnd: number): void {
    const { recruitAt, levelLeast } = this.#tuning;
    this.#levelEnd = levelEnd;
    this.#ordered = from;
    this.#isLevelShared = from > 0 && levelEnd >= recruitAt && levelEnd - from >= levelLeast;
    if (!this.#isLevelShared || this.#isOver) return;
    while (this.#members.length < this.#size) {
      const member = new Member(this.#recruit(), this.#tuning);
      this.#members.push(member);
      member.port.listen(
        // The threads say nothing else.
        (message) => this.#hear(member, message as FromExpander),
        () => this.end(),
      );
    }
  }

  /** With a new layout everything is ordered again; what is still under way comes in vain. */
  #renew(from: number): void {
    const { layout } = this.#states.rows.share();
    if (layout === this.#layout) return;
    this.#layout = layout;
    this.#epoch += 1;
    this.#ranges = [];
    this.#ordered = from;
  }

  #order(): void {
    const { range } = this.#tuning;
    const { rows, layout } = this.#states.rows.share();
    while (this.#ordered < this.#levelEnd) {
      const [member] = this.#members
        .filter(({ isReady, orders }) => isReady && orders < ordersMax)
        .sort((a, b) => a.orders - b.orders);
      if (!member) return;
      const from = this.#ordered;
      const to = Math.min(from + range, this.#levelEnd);
      const values = member.newValues(this.#states);
      const isNew = member.epoch !== this.#epoch;
      const change = { ...(rows !== member.rows && { rows }), ...(isNew && { rows, layout }) };
      member.epoch = this.#epoch;
      member.rows = rows;
      member.orders += 1;
      member.post({ kind: 'expand', epoch: this.#epoch, from, to, values, ...change });
      this.#ranges.push({ from, to });
      this.#ordered = to;
    }
  }

  #hear(member: Member, message: FromExpander): void {
    if (message.kind === 'ready') member.isReady = true;
    else {
      member.orders -= 1;
      const range = this.#ranges.find(({ from }) => from === message.from);
      if (range && message.epoch === this.#epoch) range.found = message;
      else this.late.push({ from: message.from, ran: message.ran });
    }
    this.#wake();
  }

  async #arrival(range: Range): Promise<Expanded | undefined> {
    for (let silentTicks = 0; silentTicks < silentTicksMax && !this.#isOver; ) {
      if (range.found) return range.found;
      const turns = this.#turns();
      const isHeard = await this.#message();
      silentTicks = isHeard || this.#turns() !== turns ? 0 : silentTicks + 1;
    }
    return undefined;
  }

  async #allReady(): Promise<void> {
    while (!this.#isOver && !this.#members.every(({ isReady }) => isReady)) await this.#message();
  }

  /** Waits for a message; false when none came within a tick. */
  #message(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), tickMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  #turns(): string {
    return this.#members.map(({ turns }) => turns).join();
  }

  /** Lets messages come in that have arrived. A thread may end meanwhile, and with it this channel. */
  #breathe(): Promise<void> {
    const { port1, port2 } = this.#breath;
    return new Promise((resolve) => {
      this.#breathed = resolve;
      port1.addEventListener('message', () => resolve(), { once: true });
      port1.start();
      port2.postMessage(0);
    });
  }
}

/** One other thread. */
class Member {
  readonly port: ThreadPort;
  isReady = false;
  /** Orders that it has not answered yet. */
  orders = 0;
  epoch = 0;
  rows: Int32Array | undefined;
  readonly #pulse = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  /** How many values of each slot it knows. */
  readonly #known: number[] = [];

  constructor(port: ThreadPort, tuning: Tuning) {
    this.port = port;
    this.post({ kind: 'begin', tuning, pulse: this.#pulse.buffer });
  }

  /** Changes whenever a turn begins. */
  get turns(): number {
    return Atomics.load(this.#pulse, 0);
  }

  post(message: ToExpander): void {
    this.port.postMessage(message);
  }

  /** The values that it does not know yet; from now on it does. */
  newValues({ slotValues }: Expander): NewValues[] {
    return slotValues.flatMap(({ texts }, slot) => {
      const known = this.#known[slot] ?? 0;
      this.#known[slot] = texts.length;
      return known < texts.length ? [{ slot, texts: texts.slice(known) }] : [];
    });
  }
}
