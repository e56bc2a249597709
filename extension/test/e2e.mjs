// "npm run e2e": a person's way through the extension, in a real VS Code: a rule is broken, the trace
// leads to the mistake, the mistake is mended and made again. Ends with a line "N passed, N failed".

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { build } from '../build.mjs';
import { atExit } from '../launch/at-exit.mjs';
import { serveCode } from '../launch/serve-code.mjs';
import { openWorkbench } from '../launch/workbench.mjs';
import { keyboardSteps } from './keyboard-steps.mjs';
import { lamp, unknownSteps } from './unknown-steps.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** How much slower than for a person it may be where other work shares the machine. */
const noise = 2;
const broken = 'two-phase/two-phase-forgetful.ts';
const cut = 'two-phase/two-phase-cut.ts';
const earlyCommit = "'init' · 2 'working', 1 'committed'";
const brokenSystem = 'lock/lock-without-fence.ts';

/** What is tried, in this order, in one window. */
const steps = {
  async 'starts no server for files that do not use the library'({ workbench, extensions }) {
    await workbench.openFile('plain.ts');
    // Much longer than it would take.
    await delay(3000);
    assert.equal(serversIn(extensions), 0);
  },

  async 'says in the status bar how the model of an opened file stands'({ workbench, extensions }) {
    await workbench.openFile('two-phase.ts');
    await workbench.statusItem('exhausted · 288');
    assert.equal(serversIn(extensions), 1);
  },

  async 'marks the turn that breaks a rule when the file is opened'({ workbench, source }) {
    await workbench.showProblems();
    await workbench.openFile(basename(broken));
    const row = await workbench.problem('This write violates always.consistent');
    const at = /\[Ln (\d+),/.exec((await row.textContent()) ?? '');
    assert.match(source[Number(at?.[1]) - 1] ?? '', /^\s+s\.rms\[rm\] = /);
  },

  async 'lists the turns that led there below the error'({ workbench }) {
    const row = await workbench.problem('This write violates always.consistent');
    await row.click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.problem('always.consistent is declared here');
    await workbench.problem("1 rmPrepare(rm: 'rm1')");
  },

  async 'shows the trace on the map from the lens of the property'({ workbench, source }) {
    await workbench.openFile(basename(broken));
    await workbench.goTo(lineOf(source, /^ {4}consistent: /));
    const lenses = workbench.page.locator('.codelens-decoration:visible', {
      hasText: /violated after \d+ turns/,
    });
    await lenses.getByText('Show trace').click();
    const panel = workbench.webview();
    await panel.getByText('Path: always.consistent').waitFor();
    await panel.getByText('Legend, and states at each depth').click();
    await panel.locator('[data-testid="legend"] [data-kind="path"]').waitFor();
    await panel.getByText('Legend, and states at each depth').click();
    const cells = panel.getByTestId('cell');
    await workbench.until(
      async () =>
        (await cells.allTextContents()).some((text) => text.includes('on the shown trace')),
      'a cell of the path',
    );
  },

  async 'puts the cursor on the statement of a step'({ workbench, source }) {
    const step = workbench.webview().locator('[data-testid="trace-step"][data-step="2"]');
    const [, action] = /2\s*(\w+)/.exec((await step.textContent()) ?? '') ?? [];
    await step.click();
    const [first, last] = linesOfAction(source, action);
    await workbench.focusEditor();
    await workbench.until(async () => {
      const { line } = await workbench.cursor();
      return line > first && line < last;
    }, `the cursor in ${action}, between the lines ${first} and ${last}`);
    const { line } = await workbench.cursor();
    assert.match(source[line - 1] ?? '', /^\s+s\.\w+/);
    await takePictures(workbench, 'trace');
  },

  async 'follows the size of its tab, from half of the window to most of it and back'({
    workbench,
  }) {
    const panel = workbench.webview().getByTestId('panel');
    const width = async () => (await panel.boundingBox())?.width ?? 0;
    const beside = await width();
    const tab = workbench.page.locator('.tab', { hasText: 'twoPhaseForgetful' });
    await tab.dblclick();
    await workbench.until(async () => (await width()) > 1.3 * beside, 'a wider map');
    await takePictures(workbench, 'wide');
    await tab.dblclick();
    await workbench.until(async () => (await width()) < 1.1 * beside, 'the map beside the editor');
    await workbench.focusEditor();
  },

  async 'takes the error back when the mistake is mended'({ workbench, source, fix }) {
    await workbench.openFile(basename(broken));
    await workbench.replaceText(fix.before, fix.after);
    await workbench.save();
    await workbench.goTo(lineOf(source, /^ {4}consistent: /));
    const holds = `holds in all ${fix.states} states`;
    await workbench.until(
      async () => (await workbench.codeLenses()).some((text) => text.includes(holds)),
      `a lens "${holds}"`,
    );
    await workbench.statusItem(`exhausted · ${fix.states}`);
    await workbench.until(
      async () => !(await workbench.problems()).some((text) => text.includes('violate')),
      'no violation among the problems',
    );
    await takePictures(workbench, 'mended');
  },

  async 'marks the turn again within moments of saving the mistake'({ workbench }) {
    await workbench.openFile(basename(broken));
    await workbench.undo();
    const saved = Date.now();
    await workbench.save();
    await workbench.problem('This write violates always.consistent');
    const elapsed = Date.now() - saved;
    console.log(`  ${elapsed} ms from saving to the error on the screen`);
    assert.ok(elapsed <= 2000 * noise, `it took ${elapsed} ms`);
  },

  async 'marks the handler of an actor that breaks a rule, in a file that only varies a system'({
    workbench,
    linesOf,
  }) {
    await workbench.openFile(basename(brokenSystem));
    const row = await workbench.problem('This write violates alwaysStep.tokensGrow');
    const at = /\[Ln (\d+),/.exec((await row.textContent()) ?? '');
    assert.equal(linesOf(brokenSystem)[Number(at?.[1]) - 1]?.trim(), 's.token = token;');
    await row.click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.problem('1 deliver(acquire, anna → lock)');
    await workbench.problem('7 deliver(write, anna → storage)');
  },

  async 'draws the trace of a system from the lens of its property'({ workbench, linesOf }) {
    await workbench.openFile('lock.model.ts');
    await workbench.goTo(lineOf(linesOf('lock/lock.model.ts'), /^\s+tokensGrow: /));
    const lenses = workbench.page.locator('.codelens-decoration:visible', {
      hasText: 'lockWithoutFence: ✗ violated after 7 turns',
    });
    await lenses.getByText('Show trace').click();
    const panel = workbench.webview();
    await panel.getByTestId('sequence').waitFor();
    await workbench.until(
      async () => (await panel.getByTestId('sequence-band').count()) === 8,
      'the initial state and seven steps',
    );
    assert.deepEqual(await panel.getByTestId('lane-head').locator('.address').allTextContents(), [
      'lock',
      'storage',
      'anna',
      'ben',
      'carl',
    ]);
  },

  async 'leads from a step of the diagram to the line of its handler'({ workbench, linesOf }) {
    const panel = workbench.webview();
    await panel.locator('[data-testid="sequence-band"][data-step="3"]').click();
    await panel.getByText('deliver(granted, lock → anna)').first().waitFor();
    const handler = lineOf(linesOf('lock/lock.ts'), /^ {4}granted: \(/);
    await workbench.page.locator('.tab[data-resource-name="lock.ts"]').waitFor();
    await workbench.focusEditor();
    await workbench.until(async () => {
      const { line } = await workbench.cursor();
      return line > handler && line < handler + 4;
    }, `the cursor in the handler at line ${handler}`);
    await takePictures(workbench, 'sequence');
  },

  async 'finds by key a declared cell that was not seen yet, and says why'({ workbench }) {
    await workbench.openFile(basename(cut));
    await workbench.statusItem('depth ≤ 5');
    await workbench.runCommand('Show the state map');
    const panel = workbench.webview();
    await panel.getByRole('heading', { name: 'twoPhaseCut' }).waitFor();
    await workbench.until(async () => (await panel.getByTestId('cell').count()) === 20, '20 cells');
    await panel.locator('[data-testid="cell"][tabindex="0"]').focus();
    const wanted = panel.locator(`[data-testid="ghost"][data-key="${earlyCommit}"]`);
    const isThere = () => wanted.evaluate((ghost) => ghost === document.activeElement);
    for (let tries = 0; tries < 60 && !(await isThere()); tries += 1) {
      await workbench.page.keyboard.press('g');
    }
    await workbench.page.keyboard.press('Enter');
    await panel.getByTestId('why-not').waitFor();
    assert.match((await panel.getByTestId('ghost-word').textContent()) ?? '', /not seen yet/);
    assert.equal(await panel.getByTestId('nearest').textContent(), 'init, 3 working');
    await takePictures(workbench, 'ghost');
  },

  async 'extends the run from one cell, by key, and nowhere else'({ workbench }) {
    const panel = workbench.webview();
    await panel.locator('[data-testid="cell"][tabindex="0"]').focus();
    const { keyboard } = workbench.page;
    const openIn = async () => {
      const texts = await panel.getByTestId('cell').allTextContents();
      return texts.map((text) => Number(/([\d,]+) not expanded/.exec(text)?.[1] ?? 0));
    };
    const before = await openIn();
    assert.equal(
      before.reduce((sum, open) => sum + open),
      54,
    );
    await keyboard.press('f');
    const current = panel.locator('[data-testid="cell"]:focus');
    const key = await current.getAttribute('data-key');
    const here = Number(/(\d+) not expanded/.exec((await current.textContent()) ?? '')?.[1]);
    await keyboard.press('e');
    await workbench.until(async () => {
      const text = (await panel.getByTestId('banner').textContent()) ?? '';
      return !text.includes('54 not expanded') && !text.includes('checking');
    }, 'the run gone on with');
    const states = Number(
      /([\d,]+) states/.exec((await panel.getByTestId('banner').textContent()) ?? '')?.[1],
    );
    const found = states - 171;
    await workbench.until(
      async () => (await openIn()).reduce((sum, open) => sum + open) === 54 - here + found,
      `${54 - here + found} open states, of which ${found} are new`,
    );
    assert.equal(await panel.getByTestId('cell-panel').getAttribute('data-key'), key);
  },

  async 'opens the trace to a cell and goes to the line of a turn, by key'({ workbench, linesOf }) {
    const panel = workbench.webview();
    const { keyboard } = workbench.page;
    await panel.locator('[data-testid="cell"][tabindex="0"]').focus();
    await keyboard.press('t');
    const select = panel.getByTestId('trace-select');
    await workbench.until(
      async () => (await select.inputValue()) === 'to a cell',
      'the trace to the cell',
    );
    await panel.getByTestId('tab-map').focus();
    await keyboard.press('ArrowRight');
    await panel.getByTestId('sentence').getByText('A state of this cell').waitFor();
    await panel.locator('[data-testid="trace-step"][data-step="1"]').focus();
    await keyboard.press('Enter');
    await workbench.focusEditor();
    const source = linesOf(cut);
    await workbench.until(async () => {
      const { line } = await workbench.cursor();
      return /^\s+s\./.test(source[line - 1] ?? '');
    }, 'the cursor at a statement of the turn');
  },

  ...keyboardSteps(basename(cut)),

  ...unknownSteps,
};

async function main() {
  await build();
  const folder = copySamples();
  const extensions = mkdtempSync(join(realpathSync(tmpdir()), 'everyturn-extensions-'));
  const remove = () => {
    for (const made of [folder, extensions]) rmSync(made, { recursive: true, force: true });
  };
  const forget = atExit(remove);
  let code;
  let workbench;
  try {
    code = await serveCode({ folder, extensions: [here('..')], extensionsDir: extensions });
    workbench = await openWorkbench({ server: code });
    const linesOf = (file) => readFileSync(join(folder, file), 'utf8').split('\n');
    const source = linesOf(broken);
    return await runAll({
      workbench,
      source,
      linesOf,
      extensions,
      fix: await fixOf(broken),
      pictures: takePictures,
    });
  } finally {
    await workbench?.close();
    await code?.stop();
    forget();
    remove();
  }
}

/** Runs the steps. Each builds on those before: after one that fails, the rest count as failed. */
async function runAll(given) {
  const all = Object.entries(steps);
  for (const [passed, [title, run]] of all.entries()) {
    try {
      await run(given);
      console.log(`✓ ${title}`);
    } catch (error) {
      const picture = await given.workbench.screenshot('e2e/failed');
      console.log(`✗ ${title}\n${error.stack}\nScreenshot: ${picture}`);
      for (const [later] of all.slice(passed + 1)) console.log(`✗ ${later} (not tried)`);
      return { passed, failed: all.length - passed };
    }
  }
  return { passed: all.length, failed: 0 };
}

/** For people to look at. */
async function takePictures(workbench, name) {
  for (const theme of ['light', 'highContrast', 'dark']) {
    await workbench.screenshot(`e2e/${name}`, theme);
  }
}

/** How many language servers run from a folder of extensions. */
function serversIn(extensions) {
  const list = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  return list
    .split('\n')
    .filter((line) => line.includes(extensions) && line.includes('server.js --node-ipc')).length;
}

/** A folder like one of a user: models, and the library among its packages. */
function copySamples() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'everyturn-e2e-'));
  for (const part of ['two-phase', 'lock', 'package.json']) {
    cpSync(here(`../../samples/${part}`), join(folder, part), { recursive: true });
  }
  const whole = readFileSync(join(folder, 'two-phase/two-phase.ts'), 'utf8');
  const bounded = whole.replace(
    'const twoPhase = machine({',
    'const twoPhaseCut = machine({\n  budget: { depthMax: 5 },',
  );
  writeFileSync(join(folder, cut), bounded);
  writeFileSync(join(folder, 'plain.ts'), 'export const two = 2;\n');
  writeFileSync(join(folder, 'lamp.ts'), lamp);
  symlinkSync(here('../../node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}

async function fixOf(file) {
  const text = readFileSync(here('../../samples/fixes.ts'), 'utf8');
  const { code } = await transform(text, { loader: 'ts', format: 'esm' });
  const { fixes } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return fixes.find((fix) => fix.file === file);
}

/** The line, from 1, that matches. */
function lineOf(source, pattern) {
  const index = source.findIndex((text) => pattern.test(text));
  assert.notEqual(index, -1, `no line matches ${pattern}`);
  return index + 1;
}

/** The first and the last line, from 1, of an action of the model. */
function linesOfAction(source, action) {
  const first = lineOf(source, new RegExp(`^ {4}${action}: \\{`));
  const length = source.slice(first).indexOf('    },');
  return [first, first + length + 1];
}

const { passed, failed } = await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
