#!/usr/bin/env node
// "npm run bench": measures Everyturn's engines and, where they are installed, other checkers.

import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { contenders } from './contenders/index.mjs';
import { buildMeasure, measure, missingCompiler } from './measure.mjs';
import { record, table, targetLines } from './results.mjs';
import { judge } from './targets.mjs';
import { workloads } from './workloads.mjs';

/** The most successors that a slow contender is asked for: usually, and with --slow. */
const slowLimit = { usual: 5e6, slow: 2e7 };

const help = `Usage: npm run bench -- [options]

  --only <models>      these models only, separated by commas
  --engines <names>    these contenders only; the results are printed, not recorded
  --runs <n>           runs of each (5)
  --slow               slow contenders take larger models, too
  --assert             exit with 1 if a target is missed, or none was measured

Models:  ${workloads.map(({ name }) => name).join(', ')}
Engines: ${contenders.map(({ name }) => name).join(', ')}`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

async function main() {
  const options = read();
  if (!options) return 0;
  const missing = missingCompiler();
  if (missing) throw new Error(`The benchmarks need ${missing}.`);
  const program = buildMeasure();

  const entries = [];
  for (const workload of options.workloads) {
    entries.push(await measureWorkload(program, workload, options));
    const { title, ...entry } = entries.at(-1);
    console.log(`\n${title}\n\n${table(entry)}\n`);
  }
  if (options.recorded) record(entries);
  console.log(`Targets\n\n${targetLines(entries).join('\n')}`);
  return exitCode(entries, options);
}

function read() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      engines: { type: 'string' },
      runs: { type: 'string', default: '5' },
      slow: { type: 'boolean', default: false },
      assert: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return undefined;
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs is a whole number from 1.');
  return {
    runs,
    limit: values.slow ? slowLimit.slow : slowLimit.usual,
    assert: values.assert,
    workloads: select(workloads, values.only, 'model'),
    contenders: select(contenders, values.engines, 'engine'),
    recorded: values.engines === undefined,
  };
}

function select(all, names, word) {
  if (names === undefined) return all;
  const wanted = names.split(',');
  const stranger = wanted.find((name) => !all.some((one) => one.name === name));
  if (stranger !== undefined) {
    const known = all.map(({ name }) => name).join(', ');
    throw new Error(`There is no ${word} ${stranger}. There are ${known}.`);
  }
  return all.filter(({ name }) => wanted.includes(name));
}

/** All contenders one after the other, then again: what disturbs the machine disturbs all. */
async function measureWorkload(program, workload, { runs, limit, contenders }) {
  const lanes = [];
  for (const contender of contenders.filter(({ can }) => can(workload))) {
    lanes.push(await lane(contender, workload, limit));
  }
  for (let turn = 1; turn <= runs; turn += 1) {
    for (const one of lanes.filter(({ absent }) => absent === undefined)) {
      await takeTurn(program, one, workload);
      console.log(`${workload.name} ${turn}/${runs}  ${one.contender.name}  ${outcome(one)}`);
    }
  }
  return {
    workload: workload.name,
    title: workload.title,
    states: workload.states,
    generated: workload.generated,
    runs,
    at: new Date().toISOString(),
    machine: machine(),
    contenders: lanes.map(({ contender: { name, title }, version, absent, failed, runs }) => ({
      name,
      title,
      ...(absent === undefined ? { version, runs } : { absent, ...(failed && { failed }) }),
    })),
  };
}

async function lane(contender, workload, limit) {
  // Handlers of actors cost more than turns of machines: the reference engine takes 24 minutes.
  const isLong = workload.family === 'paxos' && limit < slowLimit.slow;
  if (contender.slow && (isLong || workload.generated > limit)) {
    return { contender, absent: 'not run: too large for it (see --slow)' };
  }
  const absent = await contender.absence();
  if (absent !== undefined) return { contender, absent };
  const version = contender.version();
  return { contender, version, command: await contender.prepare(workload), runs: [] };
}

async function takeTurn(program, one, workload) {
  try {
    const { output, ...costs } = await measure(program, one.command);
    const { states, generated, ...told } = one.contender.counts(output, workload);
    assertCounts({ states, generated }, workload);
    one.runs.push({ ...costs, ...told });
  } catch (error) {
    console.error(`${workload.name}, ${one.contender.name}: ${error.message}`);
    one.absent = `failed: ${error.message.split('\n')[0]}`;
    one.failed = true;
  }
}

/** A checker that counts otherwise has not checked the same model. */
function assertCounts(found, workload) {
  for (const [key, value] of Object.entries(found)) {
    // SPIN prints eight digits of a large number.
    const expected = workload[key];
    if (value !== expected && value !== Number(expected.toPrecision(8))) {
      throw new Error(`${key} are ${value} and should be ${expected}.`);
    }
  }
}

function outcome({ absent, runs }) {
  if (absent !== undefined) return absent;
  const { cpuSeconds, peakBytes } = runs.at(-1);
  return `${cpuSeconds.toFixed(2)} s, ${(peakBytes / 1e6).toFixed(0)} MB`;
}

function machine() {
  return {
    processor: cpus()[0]?.model ?? process.arch,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
}

function exitCode(entries, { assert }) {
  if (entries.some(({ contenders }) => contenders.some(({ failed }) => failed))) return 1;
  const measured = judge(entries).filter(({ met }) => met !== undefined);
  return assert && (measured.length === 0 || measured.some(({ met }) => !met)) ? 1 : 0;
}
