import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpu, memory, ratios, spread } from './statistics.mjs';
import { judge } from './targets.mjs';
import { folder } from './tools.mjs';
import { workloads } from './workloads.mjs';

const data = join(folder, 'results.json');
const page = join(folder, 'RESULTS.md');

/** Puts the entries in the place of older ones of the same workloads, and writes both files. */
export function record(fresh) {
  const older = existsSync(data) ? JSON.parse(readFileSync(data, 'utf8')).entries : [];
  const entries = workloads
    .map(({ name }) => [...fresh, ...older].find(({ workload }) => workload === name))
    .filter((entry) => entry !== undefined);
  writeFileSync(data, `${JSON.stringify({ entries }, null, 2)}\n`);
  writeFileSync(page, pageOf(entries));
}

function pageOf(entries) {
  const parts = [
    '<!-- Written by `npm run bench`; not edited by hand. -->',
    '# Results',
    'How they were measured: [README.md](README.md). CPU is user and system time of all threads, ' +
      'from the start of the process to its end; memory is the peak of resident memory. Numbers ' +
      'in brackets are the least and the greatest of the runs. A ratio is the cost in terms of the ' +
      'first line, run by run, and the median of that. Start is the part of the CPU that was used ' +
      'before the check began.',
    '## Targets',
    targetLines(entries).join('\n'),
    ...entries.flatMap((entry) => [`## ${entry.title}`, summary(entry), table(entry)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** One line for each target, as a Markdown list. */
export function targetLines(entries) {
  return judge(entries).map(({ what, met, detail }) => {
    const word = met === undefined ? '·' : met ? 'met' : '**missed**';
    return met === undefined ? `- ${what}: ${detail}` : `- ${word}: ${what}: ${detail}`;
  });
}

function summary({ states, generated, runs, at, machine }) {
  const where = `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB`;
  const counts = `${count(states)} states, ${count(generated)} generated, ${runs} runs of each`;
  return `${counts}. ${at.slice(0, 10)}, ${where}.`;
}

/** The contenders of one workload, as a Markdown table. */
export function table(entry) {
  const first = entry.contenders.find(({ runs }) => runs);
  const rows = entry.contenders.map((contender) => row(contender, first, entry));
  return [
    ['', 'version', 'CPU s', 'ratio', 'start s', 'states/s', 'memory MB', 'ratio', 'bytes/state'],
    ['---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---:', '---:'],
    ...rows,
  ]
    .map((cells) => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`)
    .join('\n');
}

function row({ title, version, runs, absent }, first, { states }) {
  if (!runs) return [title, absent, '', '', '', '', '', '', ''];
  const seconds = spread(runs.map(cpu.of));
  const bytes = spread(runs.map(memory.of));
  const start = spread(runs.map(({ startSeconds }) => startSeconds));
  const against = (cost) => ratios({ runs }, first, cost)?.median.toFixed(2) ?? '';
  return [
    title,
    version,
    `${seconds.median.toFixed(2)} (${seconds.min.toFixed(2)}–${seconds.max.toFixed(2)})`,
    against(cpu),
    runs[0].startSeconds === undefined ? '' : start.median.toFixed(2),
    count(Math.round(states / seconds.median)),
    (bytes.median / 1e6).toFixed(0),
    against(memory),
    (bytes.median / states).toFixed(0),
  ];
}

const count = (n) => n.toLocaleString('en-US');
