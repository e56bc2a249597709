import type { TraceReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { cacheRace } from '../../../../samples/cache/cache-race.ts';
import { commitPresumptuous } from '../../../../samples/commit/commit-presumptuous.ts';
import { linkGap } from '../../../../samples/link/link-gap.ts';
import { lockWithoutFence } from '../../../../samples/lock/lock-without-fence.ts';
import { replicatedHasty } from '../../../../samples/register/replicated-hasty.ts';
import { singleCopyRepeated } from '../../../../samples/register/single-copy-repeated.ts';
import { systemReport } from '../system-report.test.fixture.ts';
import { flightsOf, inFlightOf, keyOf } from './flights.ts';
import { about, message, systemTrace } from './system-trace.test.fixture.ts';

const ping = message('ping', 'a', 'b');
const pong = message('pong', 'b', 'a', { n: 1 });
const brief = (trace: TraceReport) =>
  flightsOf(trace).map(({ message, sentAt, end }) => [
    Object(message)['kind'],
    sentAt,
    end.kind,
    ...(end.kind === 'inFlight' ? [] : [end.at]),
  ]);

test('leads from the step that sends a message to the one that delivers it', () => {
  const trace = systemTrace(['a', 'b'], { inFlight: [ping] }, [
    { ...about('deliver', ping), sent: [pong, ping], inFlight: [pong, ping] },
    { ...about('deliver', pong), inFlight: [ping] },
  ]);
  expect(brief(trace)).toEqual([
    ['ping', 0, 'delivered', 1],
    ['pong', 1, 'delivered', 2],
    ['ping', 1, 'inFlight'],
  ]);
});

test('takes the oldest of equal messages, however the report orders their fields', () => {
  const turned = { ...pong, message: { n: 1, kind: 'pong' } };
  const trace = systemTrace(['a', 'b'], { inFlight: [pong, ping] }, [
    { ...about('deliver', ping), sent: [turned], inFlight: [pong, pong] },
    { ...about('deliver', turned), inFlight: [pong] },
  ]);
  expect(brief(trace).slice(1)).toEqual([
    ['pong', 0, 'delivered', 2],
    ['pong', 1, 'inFlight'],
  ]);
});

test('a lost message is gone, a copied one arrives and is still on its way', () => {
  const trace = systemTrace(['a', 'b'], { inFlight: [ping, pong] }, [
    { ...about('lose', pong), inFlight: [ping] },
    { ...about('duplicate', ping), inFlight: [ping] },
    { ...about('deliver', ping) },
  ]);
  expect(brief(trace)).toEqual([
    ['pong', 0, 'lost', 1],
    ['ping', 0, 'copied', 2],
    ['ping', 0, 'delivered', 3],
  ]);
});

test('a network that keeps what it delivered gives several arrows from one sending', () => {
  const trace = systemTrace(['a', 'b'], { inFlight: [ping] }, [
    { ...about('deliver', ping), sent: [pong], inFlight: [ping, pong] },
    { ...about('deliver', ping), sent: [pong], inFlight: [ping, pong] },
  ]);
  expect(brief(trace)).toEqual([
    ['ping', 0, 'delivered', 1],
    ['ping', 0, 'delivered', 2],
    // The second one is on its way already; the first ping needs no arrow more.
    ['pong', 1, 'inFlight'],
  ]);
});

test('the message of a turn that failed has arrived, although the state is that before it', () => {
  const trace = systemTrace(['a', 'b'], { inFlight: [ping] }, [
    { ...about('deliver', ping), inFlight: [ping] },
  ]);
  const failed = { ...trace, steps: trace.steps.map((step) => ({ ...step, state: trace.init })) };
  expect(brief(failed)).toEqual([['ping', 0, 'delivered', 1]]);
});

const samples = {
  cacheRace,
  commitPresumptuous,
  linkGap,
  lockWithoutFence,
  replicatedHasty,
  singleCopyRepeated,
};

test.for(Object.entries(samples))(
  '%s has in every state what was sent and has not arrived',
  async ([name, subject]) => {
    const { verdicts } = await systemReport(subject, name);
    const traces = Object.values(verdicts).flatMap(({ trace }) => (trace ? [trace] : []));
    expect(traces.length).toBeGreaterThan(0);
    for (const trace of traces) {
      const flights = flightsOf(trace);
      [trace.init, ...trace.steps.map(({ state }) => state)].forEach((state, step) => {
        // A copy is no message more before it arrives.
        const under = flights.filter(
          ({ sentAt, end }) =>
            sentAt <= step && (end.kind === 'inFlight' || (end.kind !== 'copied' && end.at > step)),
        );
        expect(under.map(keyOf).sort()).toEqual(inFlightOf(state).map(keyOf).sort());
      });
    }
  },
);
