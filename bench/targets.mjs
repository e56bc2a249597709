import { busiest, cpu, memory, ratios } from './statistics.mjs';

/** What must be true of the results: so many times less of a cost than another, or at most so many. */
export const targets = [
  { workload: 'two-phase-8', than: 'reference', atLeast: 8, cost: cpu },
  { workload: 'two-phase-8', than: 'spin', atLeast: 1, cost: cpu },
  { workload: 'two-phase-9', than: 'spin', atLeast: 1, cost: cpu },
  { workload: 'two-phase-8', than: 'stateright-dfs', atLeast: 2, cost: cpu },
  { workload: 'two-phase-9', than: 'stateright-dfs', atLeast: 2.5, cost: cpu },
  { workload: 'two-phase-7', than: 'tlc', atLeast: 15, cost: cpu },
  { workload: 'paxos-3', than: 'stateright-bfs', atLeast: 2.5, cost: cpu },
  { workload: 'paxos-3', than: 'stateright-bfs', atLeast: 10, cost: memory },
  { workload: 'paxos-3', than: 'reference', atLeast: 30, cost: cpu },
  {
    workload: 'two-phase-9',
    contender: 'compiled-2-workers',
    than: 'compiled',
    atLeast: 1.6,
    cost: busiest,
  },
  { workload: 'two-phase-8', than: 'compiled-uncounted', atMost: 1.2, cost: cpu },
  {
    workload: 'two-phase-8',
    contender: 'compiled-watched',
    than: 'compiled-uncounted',
    atMost: 1.35,
    cost: cpu,
  },
];

/** At most so many bytes a state, as the engine itself counts them. */
export const bytesTarget = { workload: 'two-phase-9', contender: 'compiled', atMost: 32 };

/** Judges every target by the results: `met` is absent where something was not measured. */
export function judge(entries) {
  return [...targets.map((target) => judgeRatio(target, entries)), judgeBytes(entries)];
}

function judgeRatio({ contender = 'compiled', than, workload, atLeast, atMost, cost }, entries) {
  const least = `at least ${atLeast} × less ${cost.name} than ${than}`;
  const most = `at most ${atMost} × the ${cost.name} of ${than}`;
  const what = `${workload}: ${contender} ${atMost === undefined ? least : most}`;
  const ours = contenderOf(entries, workload, contender);
  const theirs = contenderOf(entries, workload, than);
  const found =
    ours &&
    theirs &&
    (atMost === undefined ? ratios(theirs, ours, cost) : ratios(ours, theirs, cost));
  if (!found) return { what, detail: 'not measured' };
  return {
    what,
    met: atMost === undefined ? found.median >= atLeast : found.median <= atMost,
    detail: `${times(found.median)} (${times(found.min)} to ${times(found.max)})`,
  };
}

function judgeBytes(entries) {
  const { workload, contender, atMost } = bytesTarget;
  const what = `${workload}: ${contender} at most ${atMost} bytes a state`;
  const bytes = contenderOf(entries, workload, contender)?.runs[0]?.bytesPerState;
  if (bytes === undefined) return { what, detail: 'not measured' };
  return { what, met: bytes <= atMost, detail: bytes.toFixed(1) };
}

function contenderOf(entries, workload, name) {
  const entry = entries.find((candidate) => candidate.workload === workload);
  const found = entry?.contenders.find((contender) => contender.name === name);
  return found?.runs ? found : undefined;
}

const times = (ratio) => `${ratio.toFixed(2)} ×`;
