import { machine } from 'everyturn';
import * as z from 'zod';

const Phase = z.enum(['new', 'packed', 'sent', 'lost']);
const state = z.object({
  phase: Phase,
  weight: z.int().min(0).max(4),
  note: z.string().optional(),
  labels: z.array(z.enum(['fragile', 'heavy'])),
});

function isLight(s: { readonly weight: number }): boolean {
  return s.weight < 3;
}

/** Things that never happen, each in its own way. */
export const parcel = machine({ state }).define({
  init: () => ({ phase: 'new', weight: 0, labels: [] }),
  actions: {
    fill: {
      when: (s) => s.phase === 'new' && isLight(s),
      next: (s) => {
        s.weight += 1;
        if (s.weight > 9) {
          s.phase = 'lost';
          s.note = 'too heavy';
        }
      },
    },
    pack: {
      when: (s) => {
        if (s.phase !== 'new') return false;
        return s.weight > 1 && s.labels.length === 0;
      },
      next: (s) => {
        s.phase = s.weight > 2 ? 'packed' : s.phase;
        s.labels.forEach((label) => {
          s.note = label;
        });
      },
    },
    send: {
      when: (s) => s.phase === 'packed',
      next: (s, _, turn) => {
        switch (turn.choose<number>([1, 2])) {
          case 1:
            s.phase = 'sent';
            break;
          case 2:
            break;
          case 3:
            s.phase = 'lost';
        }
      },
    },
    find: {
      when: (s) => s.weight < 9 && s.phase === 'lost' && s.note !== undefined,
      next: (s) => {
        s.phase = 'new';
      },
    },
    wait: {
      when: (s) => s.weight >= 0,
      next: () => {},
    },
    drop: {
      next: (s, _, turn) => {
        for (const label of s.labels) s.note = label;
        turn.choose([]);
      },
    },
  },
  always: {
    lostIsNoted: (s) => s.phase !== 'lost' || s.note !== undefined,
    labelsAreShort: (s) => s.labels.every((label) => label.length < 8),
    isWeighed: (s) => {
      if (s.phase !== 'lost') return true;
      return s.weight > 0;
    },
    sentIsFull: (s) => !(s.phase === 'sent' && s.weight < 3),
  },
  sometimes: {
    isSent: (s) => s.phase === 'sent' && (s.note ?? '') === '',
  },
});
