/**
 * The orders of a web shop, as its server keeps them: what may be done with an order, and what the
 * messages of the payment provider do to it. Nothing in this file knows of models: it is the code that
 * goes into production. `order.model.ts` checks it.
 */

export type OrderStatus =
  | 'awaitingPayment'
  | 'paid'
  | 'shipped'
  | 'returned'
  | 'cancelled'
  | 'refunded';

export interface Order {
  status: OrderStatus;
}

/** What the payment provider tells us, at least once and in any order, sooner or later. */
export type Webhook = 'payment.captured' | 'refund.paidOut';

export const canBeCancelled = (order: Readonly<Order>) =>
  order.status === 'awaitingPayment' || order.status === 'paid';

export const canBeShipped = (order: Readonly<Order>) => order.status === 'paid';

/** Whether money that the provider holds for this order has to go back. */
export const isRefundDue = (order: Readonly<Order>) =>
  order.status === 'cancelled' || order.status === 'returned';

export function cancel(order: Order) {
  order.status = 'cancelled';
}

export function ship(order: Order) {
  order.status = 'shipped';
}

export function takeBack(order: Order) {
  order.status = 'returned';
}

/** Handles one message of the payment provider. */
export function handleWebhook(order: Order, webhook: Webhook) {
  switch (webhook) {
    case 'payment.captured':
      order.status = 'paid';
      break;
    case 'refund.paidOut':
      order.status = 'refunded';
      break;
  }
}
