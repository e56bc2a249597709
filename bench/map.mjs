#!/usr/bin/env node
/**
 * What the state map costs at a million states, asked as the editor asks it: from the question to
 * the answer, milliseconds and CPU milliseconds of the checker. And what it costs a run that the map
 * follows it: CPU seconds of runs with and without questions, in turns.
 *
 *   tsc -b checker-core && node bench/map.mjs
 *   node bench/map.mjs --only paxos3 --runs 3
 *
 * Targets: first map and another grouping under 1 s, opening a cell under 300 ms, a run that is
 * followed at most 5 % slower.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CheckerHost } from 'everyturn/internal/checker/host';
import { bundleModel } from 'everyturn/internal/load/bundle-model';
import { spread } from './statistics.mjs';
import { folder } from './tools.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'twoPhase8,paxos3' },
    runs: { type: 'string', default: '3' },
  },
});

async function main() {
  const bundled = await bundleModel(join(folder, 'models/index.ts'));
  if (!bundled.ok) throw new Error(bundled.failure.message);
  for (const model of values.only.split(',')) {
    const checker = new Checker(bundled.bundle, model);
    await checker.run(true);
    const plain = [];
    const followed = [];
    for (let turn = 0; turn < Number(values.runs); turn += 1) {
      plain.push(await checker.run(false));
      followed.push(await checker.run(true));
    }
    const { states } = plain[0];
    console.log(`\n${model}: ${states.toLocaleString('en-US')} states`);
    reportRuns(plain, followed);
    await reportMap(checker);
    await checker.dispose();
  }
}

function reportRuns(plain, followed) {
  const ratio = spread(followed.map(({ cpuMs }, turn) => cpuMs / plain[turn].cpuMs));
  const views = spread(followed.map((run) => run.views)).median;
  console.log(`  a run                     ${costs(plain)}`);
  console.log(
    `  followed by ${views} maps        ${costs(followed)}, ${ratio.median.toFixed(3)} ×`,
  );
}

/** The states of the last run, asked about as a person would. */
async function reportMap(checker) {
  const first = await checker.ask({ early: true });
  report('first map, its cells', [first]);
  report('  and its steps', [await checker.ask({})]);
  const { groupBy, fields, cells } = first.answer;
  const early = [];
  const whole = [];
  for (const { key: cell, states } of cells) {
    if (states < 2) continue;
    early.push(await checker.ask({ early: true, within: { groupBy, cell } }));
    whole.push(await checker.ask({ within: { groupBy, cell } }));
  }
  report('opening a cell', early);
  report('  and its steps', whole);
  const others = fields.filter((field) => !groupBy.includes(field)).slice(0, 12);
  const grouped = [];
  for (const field of others) {
    grouped.push(await checker.ask({ early: true, groupBy: [groupBy[0], field] }));
  }
  report('another grouping', grouped);
}

function report(what, asked) {
  const answers = asked.filter(({ answer }) => answer !== undefined);
  console.log(`  ${what.padEnd(24)}  ${costs(answers)}`);
}

function costs(measured) {
  const figures = (name) => {
    const { median, max } = spread(measured.map((one) => one[name]));
    return measured.length === 1
      ? max.toFixed(0)
      : `${median.toFixed(0)} (at most ${max.toFixed(0)})`;
  };
  return `${figures('ms')} ms, CPU ${figures('cpuMs')} ms`;
}

/** A checker of one model, and what its answers cost. */
class Checker {
  #host = new CheckerHost((message) => this.#receive(message));
  #bundle;
  #model;
  #run = 0;
  #id = 0;
  #waiting = new Map();
  #done = () => {};
  #onProgress = () => {};

  constructor(bundle, model) {
    this.#bundle = bundle;
    this.#model = model;
  }

  /** Explores the model; `isFollowed`: a map is asked for after each message of progress. */
  async run(isFollowed) {
    let views = 0;
    let isAsking = false;
    this.#onProgress = async () => {
      if (!isFollowed || isAsking) return;
      isAsking = true;
      const { answer } = await this.ask({ early: true });
      if (answer?.stepsPending === 'exploring') views += 1;
      isAsking = false;
    };
    const run = ++this.#run;
    const measured = await cost(() => {
      const options = { models: [this.#model], symmetry: false, heapMb: 4096 };
      this.#host.post({ kind: 'run', run, bundle: this.#bundle, options });
      return new Promise((resolve) => {
        this.#done = resolve;
      });
    });
    this.#onProgress = () => {};
    return { ...measured, states: measured.answer.distinctStates, views };
  }

  /** A question about the map; without an answer where it was refused. */
  async ask(request) {
    const id = ++this.#id;
    const question = { ask: 'view', model: this.#model, request };
    return cost(() => {
      this.#host.post({ kind: 'ask', id, run: this.#run, question });
      return new Promise((resolve) => this.#waiting.set(id, resolve));
    });
  }

  dispose() {
    return this.#host.dispose();
  }

  #receive(message) {
    if (message.kind === 'progress') void this.#onProgress();
    else if (message.kind === 'finished') this.report = message.report;
    else if (message.kind === 'done') this.#done(this.report);
    else if (message.kind === 'answer' || message.kind === 'refused') {
      this.#waiting.get(message.id)?.(message.answer);
      this.#waiting.delete(message.id);
    }
  }
}

/** What something costs all threads of this process. */
async function cost(does) {
  const before = process.cpuUsage();
  const begun = performance.now();
  const answer = await does();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { answer, ms, cpuMs: (user + system) / 1000 };
}

await main();
