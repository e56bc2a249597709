/**
 * The life of an order: payment, shipment, return and refund, with everybody who takes part.
 *
 * What it shows: a model around production code. The functions of `order.ts` are called as they are;
 * the model adds the world in which they have to work: a customer who changes his mind, a warehouse,
 * a payment provider whose messages come late, and come again if nobody acknowledged them in time.
 *
 * What to try: there is a bug in `order.ts`, and the errors stand there. Read the shortest trace: who
 * was late? Then mend `handleWebhook`: only an order that awaits its payment becomes a paid one, so
 * its line reads `if (order.status === 'awaitingPayment') order.status = 'paid';`. Save `order.ts`,
 * and this model is checked again.
 */
import { machine } from 'everyturn';
import * as z from 'zod';
import {
  canBeCancelled,
  canBeShipped,
  cancel,
  handleWebhook,
  isRefundDue,
  ship,
  takeBack,
} from './order.ts';

const Webhook = z.enum(['payment.captured', 'refund.paidOut']);

export const orderLife = machine({
  state: z.object({
    /** The row in our database. */
    order: z.object({
      status: z.enum(['awaitingPayment', 'paid', 'shipped', 'returned', 'cancelled', 'refunded']),
    }),
    /** The truth about the money, which only the payment provider knows. */
    money: z.enum(['withCustomer', 'withUs', 'paidBack']),
    /** What the provider has sent, or will send again. */
    underway: z.set(Webhook),
  }),
}).define({
  init: () => ({
    order: { status: 'awaitingPayment' },
    money: 'withCustomer',
    underway: new Set(),
  }),

  actions: {
    /** The provider's page stays open in its own tab, whatever happens to the order meanwhile. */
    customerPays: {
      when: (s) => s.money === 'withCustomer',
      next: (s) => {
        s.money = 'withUs';
        s.underway.add('payment.captured');
      },
    },
    customerCancels: {
      when: (s) => canBeCancelled(s.order),
      next: (s) => cancel(s.order),
    },
    warehouseShips: {
      when: (s) => canBeShipped(s.order),
      next: (s) => ship(s.order),
    },
    customerSendsBack: {
      when: (s) => s.order.status === 'shipped',
      next: (s) => takeBack(s.order),
    },
    /** A nightly job asks the provider to pay back what is due. */
    refundJobRuns: {
      when: (s) => s.money === 'withUs' && isRefundDue(s.order),
      next: (s) => {
        s.money = 'paidBack';
        s.underway.add('refund.paidOut');
      },
    },
    /** A message that was not acknowledged in time will be sent again. */
    webhookArrives: {
      params: { webhook: Webhook },
      when: (s, { webhook }) => s.underway.has(webhook),
      next: (s, { webhook }, turn) => {
        handleWebhook(s.order, webhook);
        if (turn.choose(['acknowledged', 'timed out']) === 'acknowledged')
          s.underway.delete(webhook);
      },
    },
  },

  always: {
    shippedIsPaid: (s) => s.order.status !== 'shipped' || s.money !== 'withCustomer',
    // Otherwise the warehouse sends the goods to somebody who has the money back.
    refundedIsClosed: (s) =>
      s.money !== 'paidBack' || (s.order.status !== 'paid' && s.order.status !== 'shipped'),
  },
  alwaysStep: {
    cancelledIsFinal: (before, after) =>
      before.order.status !== 'cancelled' ||
      after.order.status === 'cancelled' ||
      after.order.status === 'refunded',
  },
  sometimes: {
    shipped: (s) => s.order.status === 'shipped',
    refunded: (s) => s.order.status === 'refunded',
  },
  // An order may rest only when the money is back; any other dead end is an error of its own.
  terminal: (s) => s.order.status === 'refunded' && s.money === 'paidBack',
});
