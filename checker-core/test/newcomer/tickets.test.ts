import { type EventOf, linearize, objects } from 'everyturn';
import { expect, test } from 'vitest';

/** A count in a database; each access takes its time. */
const database = () => {
  let count = 0;
  const access = () => new Promise((resolve) => setTimeout(resolve, 1));
  return {
    load: () => access().then(() => count),
    save: async (value: number) => {
      await access();
      count = value;
    },
  };
};

/** Counts the tickets that are sold: all that this code must be is a counter. */
const tickets = (db = database()) => ({
  async sell(amount: number) {
    const sold = (await db.load()) + amount;
    await db.save(sold);
    return sold;
  },
});

const Sold = objects.only(objects.counter(), 'addAndGet');

/** Two clients sell at once. Each call is written down where it begins and where it ends. */
async function recordSales(shop: { sell(amount: number): Promise<number> }) {
  const events: EventOf<typeof Sold>[] = [];
  const sell = async (caller: string) => {
    events.push({ caller, invoke: 'addAndGet', input: { amount: 1 } });
    const output = await shop.sell(1);
    events.push({ caller, response: 'addAndGet', output });
  };
  await Promise.all(['anna', 'ben'].map(sell));
  return events;
}

test('a ticket that is sold while another is sold gets lost', async () => {
  const events = await recordSales(tickets());
  expect(linearize(Sold, events)).toMatchObject({
    linearizable: false,
    longestPrefix: [{ caller: 'anna', output: 1 }],
    blocked: [{ caller: 'ben', output: 1, expected: 2 }],
  });
});

test('one sale after the other loses none', async () => {
  const { sell } = tickets();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (amount: number) => {
    const sale = last.then(() => sell(amount));
    last = sale;
    return sale;
  };
  const events = await recordSales({ sell: inTurn });
  expect(linearize(Sold, events)).toMatchObject({ linearizable: true });
});
