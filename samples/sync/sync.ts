/**
 * A counter that works without a network: each device counts for itself, and devices tell each other
 * what they know when they can. The code that goes into an application; `sync.model.ts` checks it.
 *
 * The state is a conflict-free replicated data type, a grow-only counter: one number for each device,
 * which only this device increases. Whatever order messages come in, and however often, all devices
 * that have heard of the same presses show the same sum.
 */
import { Address, actor, messages } from 'everyturn';
import * as z from 'zod';

export const pressesMax = 2;

/** How often the button was pressed, by device. */
export const Counts = z.object({
  phone: z.int().min(0).max(pressesMax),
  laptop: z.int().min(0).max(pressesMax),
});
export type Counts = z.output<typeof Counts>;

/** What both of two devices know. */
export type Merge = (own: Counts, theirs: Counts) => Counts;

/** Numbers only grow, so the greater one is the newer one. */
export const newest: Merge = (own, theirs) => ({
  phone: Math.max(own.phone, theirs.phone),
  laptop: Math.max(own.laptop, theirs.laptop),
});

export const sumOf = ({ phone, laptop }: Counts) => phone + laptop;

const Sync = messages({ counts: { counts: Counts } });

/** A device that merges what it hears like this. */
export const deviceWith = (merge: Merge) =>
  actor({
    messages: Sync,
    props: z.object({ name: z.enum(['phone', 'laptop']), peer: Address }),
    durable: z.object({ counts: Counts, presses: z.int().min(0).max(pressesMax) }),
    // Somebody presses the button.
    timers: { press: { after: [0, 60_000] } },
  }).define({
    init: () => ({ counts: { phone: 0, laptop: 0 }, presses: 0 }),
    start: (_, turn) => {
      turn.setTimer('press');
    },
    on: {
      counts: (s, { counts }) => {
        s.counts = merge(s.counts, counts);
      },
    },
    onTimer: {
      press: (s, turn) => {
        s.presses += 1;
        s.counts[turn.props.name] += 1;
        turn.send(turn.props.peer, Sync.counts({ counts: s.counts }));
        if (s.presses < pressesMax) turn.setTimer('press');
      },
    },
  });
