import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';

const Process = z.enum(['left', 'right']);
const Phase = z.enum(['loading', 'running', 'paused']);
const toggled = { loading: 'running', running: 'paused', paused: 'running' } as const;

/** Two interchangeable processes that load, run and pause. */
export const switches = () =>
  machine({
    state: z.object({ phase: z.record(Process, Phase) }),
    symmetry: [Process],
  }).define({
    init: () => ({ phase: { left: 'loading', right: 'loading' } }),
    actions: {
      toggle: {
        params: { k: Process },
        next: (s, { k }) => {
          s.phase[k] = toggled[at(s.phase, k)];
        },
      },
    },
    sometimes: { paused: (s) => s.phase.left === 'paused' || s.phase.right === 'paused' },
  });
