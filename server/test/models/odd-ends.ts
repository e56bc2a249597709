import { Address, actor, addresses, machine, messages, system } from 'everyturn';
import * as z from 'zod';

const Ring = messages({ ring: {} });

/** Rings whenever its timer says so. */
export const Button = actor({
  messages: Ring,
  props: z.object({ bell: Address }),
  volatile: z.object({ left: z.int().min(0).max(2) }),
  timers: { pressed: { after: 100 } },
}).define({
  init: () => ({ left: 2 }),
  start: (_, turn) => turn.setTimer('pressed'),
  on: {},
  onTimer: {
    pressed: (s, turn) => {
      turn.send(turn.props.bell, Ring.ring());
      s.left -= 1;
      if (s.left > 0) turn.setTimer('pressed');
    },
  },
});

/** Hears the first ring only: the others change nothing, and are no steps. */
export const Bell = actor({
  messages: Ring,
  durable: z.object({ heard: z.boolean() }),
}).define({
  init: () => ({ heard: false }),
  on: {
    ring: (s) => {
      s.heard = true;
    },
  },
});

const [button, bell] = addresses('button', 'bell');

/** A network that repeats every message for ever. */
export const doorbell = system({
  actors: { button: Button.at(button, { bell }), bell: Bell.at(bell) },
  network: { order: 'any', lose: 0, duplicate: 'any' },
}).define({
  sometimes: { heard: (w) => w.bell.heard },
});

/** Cannot go on after three steps, for its only turn throws there; two ways end properly. */
export const stairs = machine({
  state: z.object({ step: z.int().min(0).max(9), side: z.enum(['left', 'right', 'none']) }),
}).define({
  init: () => ({ step: 0, side: 'none' }),
  actions: {
    climb: {
      params: { to: z.enum(['left', 'right']) },
      when: (s, { to }) => s.side === 'none' || s.side === to,
      next: (s, { to }, turn) => {
        if (s.step === 3) throw new Error('The stairs end here.');
        s.side = to;
        s.step = turn.choose(to === 'left' ? [s.step + 1] : s.step > 0 ? [] : [1]);
      },
    },
  },
  always: { low: (s) => s.step < 4 },
});
