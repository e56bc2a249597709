import { readdirSync } from 'node:fs';
import { machineOf } from 'everyturn/internal/engine/check';
import { definitionOf, type MachineDefinition } from 'everyturn/internal/model/definition';
import { adjacentSets } from '../answers/models/adjacent-sets.ts';
import { allocator } from '../answers/models/allocator.ts';
import { coffeeCan } from '../answers/models/coffee-can.ts';
import { counter, counterToFive } from '../answers/models/counter.ts';
import { deadlockForks } from '../answers/models/deadlock-forks.ts';
import { dieHard } from '../answers/models/die-hard.ts';
import { graph } from '../answers/models/graph.ts';
import { handedOverForks } from '../answers/models/handed-over-forks.ts';
import { hanoi } from '../answers/models/hanoi.ts';
import { increment } from '../answers/models/increment.ts';
import { keyValueStore } from '../answers/models/key-value-store.ts';
import { klotski } from '../answers/models/klotski.ts';
import { leaderRing } from '../answers/models/leader-ring.ts';
import { life } from '../answers/models/life.ts';
import { linearEquation } from '../answers/models/linear-equation.ts';
import { lock } from '../answers/models/lock.ts';
import { missionaries } from '../answers/models/missionaries.ts';
import { peterson } from '../answers/models/peterson.ts';
import { prisoners } from '../answers/models/prisoners.ts';
import { queens } from '../answers/models/queens.ts';
import { readersWriters } from '../answers/models/readers-writers.ts';
import { seats } from '../answers/models/seats.ts';
import { sliding } from '../answers/models/sliding.ts';
import { switches } from '../answers/models/switches.ts';
import { terminationRing } from '../answers/models/termination-ring.ts';
import { tokenRing } from '../answers/models/token-ring.ts';
import { transactionCommit } from '../answers/models/transaction-commit.ts';
import { twoPhase } from '../answers/models/two-phase.ts';
import { voting } from '../answers/models/voting.ts';

/** A machine with a name to find it by. */
export type NamedMachine = readonly [name: string, machine: MachineDefinition];

const named = (models: Readonly<Record<string, unknown>>): readonly NamedMachine[] =>
  Object.entries(models).map(([name, model]) => [name, machineOf(model)]);

/** The models of known answers, each of a size that is explored in no time. */
export const smallModels = named({
  adjacentSets: adjacentSets(),
  allocator: allocator(3, 2),
  coffeeCan: coffeeCan(20),
  'coffeeCan, one white is kept': coffeeCan(20, { keepsOneWhite: true }),
  counter: counter(),
  counterToFive: counterToFive(),
  deadlockForks: deadlockForks(5),
  'deadlockForks, asymmetric': deadlockForks(5, { asymmetric: true }),
  dieHard: dieHard(),
  graph: graph('0-1-2-3-4-5-6; 0-3; 2-6-7; 4-9-10'),
  'graph with a fence': graph('0-2-4-6-9; 0-1-8-9', { starts: [0, 4], fence: 8 }),
  handedOverForks: handedOverForks(5),
  hanoi: hanoi(5),
  increment: increment(3),
  keyValueStore: keyValueStore(1, 2, 2),
  leaderRing: leaderRing(4),
  life: life(3),
  lock: lock(5),
  'lock that is kept': lock(3, { keepsLock: true }),
  missionaries: missionaries(),
  peterson: peterson(),
  'peterson, swapped': peterson('swapped'),
  'peterson, flags only': peterson('flagsOnly'),
  prisoners: prisoners(4),
  queens: queens(4),
  readersWriters: readersWriters(2),
  seats: seats(),
  switches: switches(),
  terminationRing: terminationRing(3),
  tokenRing: tokenRing(4, 4),
  'tokenRing, a node skips': tokenRing(4, 4, { skips: true }),
  transactionCommit: transactionCommit(3),
  'twoPhase, with liveness': twoPhase(3),
  twoPhase: twoPhase(4, { liveness: false }),
  'twoPhase, hasty': twoPhase(3, { promises: 1, liveness: false }),
  'twoPhase, no promises': twoPhase(3, { promises: 0 }),
  'twoPhase, silent': twoPhase(3, { silent: true, liveness: false }),
  voting: voting(3),
});

/** Models with some ten thousand states and more. */
export const largeModels = named({
  coffeeCan: coffeeCan(100),
  klotski: klotski(),
  linearEquation: linearEquation(2, 10, 14),
  'linearEquation, unsolvable': linearEquation(2, 4, 7),
  sliding: sliding([1, 4, 2, 3, 5, 8, 6, 7, 0]),
  terminationRing: terminationRing(4),
  twoPhase: twoPhase(5),
  'twoPhase, symmetric': twoPhase(5, { liveness: false }),
});

const samples = new URL('../../../samples/', import.meta.url);

/** Every machine that a sample exports. */
export async function sampleModels(): Promise<readonly NamedMachine[]> {
  const exported = await sampleExports();
  return exported
    .filter(([, value]) => definitionOf(value)?.kind === 'machine')
    .map(([name, value]) => [name, machineOf(value)]);
}

/** Everything that the files of the samples export, with the file and its name there. */
export async function sampleExports(): Promise<readonly (readonly [string, unknown])[]> {
  const folders = readdirSync(samples, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !['dist', 'node_modules'].includes(entry.name),
  );
  const files = folders.flatMap(({ name }) =>
    readdirSync(new URL(`${name}/`, samples))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${name}/${file}`),
  );
  const modules = files.map(async (file) => {
    const exported: unknown = await import(new URL(file, samples).href);
    return Object.entries(exported as Record<string, unknown>).map(
      ([name, value]) => [`${file} ${name}`, value] as const,
    );
  });
  return (await Promise.all(modules)).flat();
}
