import { Address, actor, addresses, history, messages, seen, sequential, system } from 'everyturn';
import * as z from 'zod';

const Bank = messages({
  pay: { amount: z.int().min(1).max(2) },
  paid: { balance: z.int().min(0).max(9) },
});

/** What an account should do, with a branch for a limit that nobody reaches. */
const Account = sequential({
  state: z.object({ balance: z.int().min(0).max(9) }),
  operations: { pay: { input: { amount: z.int() }, output: z.int() } },
}).define({
  init: () => ({ balance: 0 }),
  apply: {
    pay: (s, { amount }) => {
      if (s.balance > 7) {
        return 0;
      }
      s.balance += amount;
      return s.balance;
    },
  },
});

const Teller = (forgets: boolean) =>
  actor({ messages: Bank, durable: z.object({ balance: z.int().min(0).max(9) }) }).define({
    init: () => ({ balance: 0 }),
    on: {
      pay: (s, { amount }, turn) => {
        s.balance = forgets ? amount : s.balance + amount;
        turn.reply(Bank.paid({ balance: s.balance }));
      },
    },
  });

const Customer = actor({
  messages: Bank,
  props: z.object({ to: Address }),
  durable: z.object({ left: z.int().min(0).max(2) }),
}).define({
  init: () => ({ left: 2 }),
  start: (_, turn) => {
    turn.send(turn.props.to, Bank.pay({ amount: 1 }));
  },
  on: {
    paid: (s, _, turn) => {
      s.left -= 1;
      if (s.left > 0) turn.send(turn.props.to, Bank.pay({ amount: 2 }));
    },
  },
});

const account = history(Account, {
  pay: {
    invoke: seen(Bank.pay, ({ amount }) => ({ amount })),
    response: seen(Bank.paid, ({ balance }) => balance),
  },
});

const [teller, anna, ben] = addresses('teller', 'anna', 'ben');

const bankWith = (forgets: boolean) =>
  system({
    actors: {
      teller: Teller(forgets).at(teller),
      customers: [anna, ben].map((at) => Customer.at(at, { to: teller })),
    },
    network: { order: 'any', lose: 0, duplicate: 0 },
  }).define({ linearizable: { account } });

export const bank = bankWith(false);
export const forgetfulBank = bankWith(true);
