/**
 * A journey, a hotel and a flight, on a network that delivers up to two messages twice.
 *
 * What it shows: choices. A service has a room or has none; `turn.choose` tries both. And properties that
 * speak of several services at once, which none of them could look after by itself.
 *
 * What to try: open `saga-ghost.ts`. Or let messages get lost, and see what never ends then.
 */
import { addresses, system } from 'everyturn';
import { Journey, Service } from './saga.ts';

const [hotel, flight, journey] = addresses('hotel', 'flight', 'journey');

/** A journey with services of this kind. */
export const journeyWith = (AnyService: typeof Service) =>
  system({
    actors: {
      hotel: AnyService.at(hotel),
      flight: AnyService.at(flight),
      journey: Journey.at(journey, { hotel, flight }),
    },
    network: { order: 'any', lose: 0, duplicate: 2 },
  }).define({
    always: {
      // Nobody pays for a room that nobody will sleep in.
      noGhost: (w) => w.journey.phase !== 'failed' || w.hotel.status !== 'reserved',
      bookedIsReserved: (w) =>
        w.journey.phase !== 'booked' ||
        (w.hotel.status === 'reserved' && w.flight.status === 'reserved'),
    },
    sometimes: {
      booked: (w) => w.journey.phase === 'booked',
      takenBack: (w) => w.journey.phase === 'failed' && w.flight.status === 'refused',
    },
    // Whatever happens, it comes to an end.
    terminal: (w) => w.journey.phase === 'booked' || w.journey.phase === 'failed',
  });

export const saga = journeyWith(Service);
