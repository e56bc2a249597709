/**
 * What is measured: models, and the counts that every checker must come to. The counts are those of
 * the known answers, or of an independent explorer of the same definition.
 *
 * `violated` names the properties that are wrong on purpose.
 * `model` is the name under which `models/index.ts` exports it; `family` and `size` say which model
 * the other checkers take, where they have one.
 */
export const workloads = [
  twoPhase(7, 296_448, 2_744_706),
  twoPhase(8, 1_745_408, 18_507_778),
  twoPhase(9, 10_340_352, 123_558_402),
  grid(6, 10),
  grid(7, 10),
  {
    ...ours('paxos-3', 'Paxos, 3 clients and 3 servers', 'paxos3', 1_194_428, 2_420_477),
    family: 'paxos',
    size: { clients: 3 },
  },
  ours('sliding', 'the 3 × 3 sliding puzzle', 'slidingPuzzle', 181_440, 483_841),
  {
    ...ours('ewd840-7', 'EWD 840, 7 nodes', 'terminationRing7', 172_286, 4_494_725),
    violated: ['always.tokenIsBlack'],
  },
  ours('chang-roberts-7', 'Chang-Roberts, 7 nodes', 'leaderRing7', 333_161, 1_385_875),
];

function twoPhase(n, states, generated) {
  const name = `two-phase-${n}`;
  const title = `two-phase commit, ${n} managers`;
  return {
    name,
    title,
    model: `twoPhase${n}`,
    family: 'two-phase',
    size: { managers: n },
    states,
    generated,
  };
}

function grid(counters, values) {
  const states = values ** counters;
  return {
    name: `grid-${counters}x${values}`,
    title: `grid, ${counters} counters of ${values} values`,
    model: `grid${counters}x${values}`,
    family: 'grid',
    size: { counters, values },
    states,
    generated: 1 + states * counters,
  };
}

function ours(name, title, model, states, generated) {
  return { name, title, model, family: name, size: {}, states, generated };
}
