import { test } from 'vitest';
import { compareRandomMachines } from './compare-random-machines.ts';

const runs = Number(process.env['EVERYTURN_RUNS'] ?? 150);
const seed = Number(process.env['EVERYTURN_SEED'] ?? Date.now() % 1_000_000_000);

test(`${runs} random machines are the same to both engines (seed ${seed})`, async () => {
  await compareRandomMachines(runs, seed);
}, 7_200_000);
