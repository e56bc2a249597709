import type { Address } from './address.ts';

/** How messages travel. */
export interface Network {
  /** `fifo`: in order per sender and receiver. `any`: no order. */
  readonly order: 'fifo' | 'any';
  /** How many messages may be lost. */
  readonly lose: number | 'any';
  /**
   * How many messages may be delivered more than once. `any` goes with `order: 'any'` only: each
   * message that was sent can then be delivered again and again.
   */
  readonly duplicate: number | 'any';
}

/** What may happen to the actors. */
export interface Faults {
  /** How many crashes may happen in one behaviour. */
  readonly crashes: number;
  /** Which actors may crash. Absent means all. */
  readonly of?: readonly Address[];
  readonly recover: boolean;
}

/** A message on its way. */
export interface Envelope<Msg> {
  readonly from: Address;
  readonly to: Address;
  readonly message: Msg;
}
