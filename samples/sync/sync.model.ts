/**
 * A phone and a laptop, on a network that delivers in any order and sometimes twice.
 *
 * What it shows: convergence. `terminal` says how behaviours may end: when nothing can happen any more,
 * both devices show every press. On the way they may differ, but they never count what nobody pressed.
 *
 * What to try: open `sync-overwrite.ts`. Or let a message get lost, and see that the devices may end
 * with different sums: they would have to tell each other again.
 */
import { addresses, system } from 'everyturn';
import { deviceWith, type Merge, newest, pressesMax, sumOf } from './sync.ts';

const [phone, laptop] = addresses('phone', 'laptop');

/** Two devices that merge like this. */
export const devicesWith = (merge: Merge = newest) => {
  const Device = deviceWith(merge);
  return system({
    actors: {
      devices: [
        Device.at(phone, { name: 'phone', peer: laptop }),
        Device.at(laptop, { name: 'laptop', peer: phone }),
      ],
    },
    network: { order: 'any', lose: 0, duplicate: 1 },
  }).define({
    always: {
      nothingInvented: ({ devices: [one, other] }) =>
        Math.max(sumOf(one.counts), sumOf(other.counts)) <= one.presses + other.presses,
    },
    alwaysStep: {
      sumsGrow: (before, after) =>
        before.devices.every((device, i) => {
          const later = after.devices[i];
          return later !== undefined && sumOf(device.counts) <= sumOf(later.counts);
        }),
    },
    sometimes: {
      theyDiffer: ({ devices: [one, other] }) => sumOf(one.counts) !== sumOf(other.counts),
    },
    terminal: ({ devices }) => devices.every(({ counts }) => sumOf(counts) === 2 * pressesMax),
  });
};

export const sync = devicesWith();
