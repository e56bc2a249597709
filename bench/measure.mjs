import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, has } from './tools.mjs';

const sampleMs = 25;

/** Why nothing can be measured here, if so. */
export function missingCompiler() {
  return has('cc') ? undefined : 'a C compiler, to measure processes with (apt-get install gcc)';
}

/** Compiles the small program that measures others, and returns its path. */
export function buildMeasure() {
  const program = join(cache(), 'measure');
  execFileSync('cc', ['-O2', '-o', program, new URL('measure.c', import.meta.url).pathname]);
  return program;
}

/**
 * Runs a command to its end. Returns its output and what it cost: CPU seconds of all its threads,
 * of the busiest one (where the system can tell), peak resident bytes, elapsed seconds.
 */
export async function measure(program, { command, args, cwd }) {
  const child = spawn(program, [command, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr, usage] = child.stdio.slice(1).map(collected);
  const threads = sampleThreads(usage);
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const busiest = threads.end();

  const line = usage.text.trim().split('\n')[1];
  if (line === undefined) throw new Error(`${command} could not be measured: ${stderr.text}`);
  const [code, user, system, peakBytes, elapsed] = line.split(' ').map(Number);
  if (code !== 0) {
    throw new Error(`ended with code ${code}: ${stderr.text}${stdout.text}`.trim());
  }
  return {
    output: stdout.text,
    cpuSeconds: (user + system) / 1e6,
    systemSeconds: system / 1e6,
    ...(busiest > 0 && { busiestThreadSeconds: busiest }),
    peakBytes,
    elapsedSeconds: elapsed / 1e6,
  };
}

function collected(stream) {
  const all = { text: '' };
  stream.setEncoding('utf8').on('data', (chunk) => {
    all.text += chunk;
  });
  return all;
}

/** Looks again and again at the CPU time of each thread: at the end it is too late to ask. */
function sampleThreads(usage) {
  const nanoseconds = new Map();
  const timer = setInterval(() => {
    const tasks = `/proc/${usage.text.split('\n')[0]}/task`;
    for (const task of entries(tasks)) {
      const [ran] = read(join(tasks, task, 'schedstat')).split(' ');
      nanoseconds.set(task, Math.max(nanoseconds.get(task) ?? 0, Number(ran)));
    }
  }, sampleMs);
  return {
    end() {
      clearInterval(timer);
      return Math.max(0, ...nanoseconds.values()) / 1e9;
    },
  };
}

/** A thread may end, or /proc not exist, while we look: then there is nothing to read. */
function entries(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '0';
  }
}
