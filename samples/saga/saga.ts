/**
 * A journey that is booked step by step, and taken back step by step if something cannot be had: a saga,
 * as actors. The code that goes into services; `saga.model.ts` checks it.
 *
 * Every message may come twice. So each service remembers how far it is with the journey, and answers a
 * repeated message without doing it again.
 */
import { Address, actor, messages } from 'everyturn';
import * as z from 'zod';

export const Booking = messages({
  reserve: {},
  reserved: {},
  refused: {},
  cancel: {},
  cancelled: {},
});

/** What every service is made of, however it cancels. */
export const service = actor({
  messages: Booking,
  durable: z.object({ status: z.enum(['unknown', 'reserved', 'refused', 'cancelled']) }),
});

type Behavior = Parameters<typeof service.define>[0];

/** Has something left, or has not. */
export const reserve: NonNullable<Behavior['on']['reserve']> = (s, _, turn) => {
  if (s.status === 'unknown') s.status = turn.choose(['reserved', 'refused']);
  if (s.status === 'reserved') turn.reply(Booking.reserved());
  if (s.status === 'refused') turn.reply(Booking.refused());
};

export const Service = service.define({
  init: () => ({ status: 'unknown' }),
  on: {
    reserve,
    cancel: (s, _, turn) => {
      s.status = 'cancelled';
      turn.reply(Booking.cancelled());
    },
  },
});

/** Books a hotel, then a flight. Without a flight there is no use for the hotel. */
export const Journey = actor({
  messages: Booking,
  props: z.object({ hotel: Address, flight: Address }),
  durable: z.object({ phase: z.enum(['hotel', 'flight', 'takingBack', 'booked', 'failed']) }),
}).define({
  init: () => ({ phase: 'hotel' }),
  start: (_, turn) => {
    turn.send(turn.props.hotel, Booking.reserve());
  },
  on: {
    reserved: (s, _, turn) => {
      const { hotel, flight } = turn.props;
      if (s.phase === 'hotel' && turn.sender === hotel) {
        s.phase = 'flight';
        turn.send(flight, Booking.reserve());
      }
      if (s.phase === 'flight' && turn.sender === flight) s.phase = 'booked';
    },
    refused: (s, _, turn) => {
      const { hotel, flight } = turn.props;
      if (s.phase === 'hotel' && turn.sender === hotel) s.phase = 'failed';
      if (s.phase === 'flight' && turn.sender === flight) {
        s.phase = 'takingBack';
        turn.send(hotel, Booking.cancel());
      }
    },
    cancelled: (s) => {
      if (s.phase === 'takingBack') s.phase = 'failed';
    },
  },
});
