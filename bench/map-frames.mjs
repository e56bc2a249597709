#!/usr/bin/env node
/**
 * How smoothly a large map moves: frames a second, and the longest frame, while it is dragged for
 * some seconds in Chromium at 1200 × 800, drawn without help of a graphics card where there is none.
 *
 *   node bench/map-frames.mjs
 *   node bench/map-frames.mjs --cells 60 --edges 150 --seconds 5
 *
 * Target: 30 frames a second at 300 cells and 800 edges, the most that are drawn.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../extension/launch/chromium.mjs';
import { build } from '../webview/build.mjs';
import { spread } from './statistics.mjs';

const { values } = parseArgs({
  options: {
    cells: { type: 'string', default: '300' },
    edges: { type: 'string', default: '800' },
    seconds: { type: 'string', default: '4' },
  },
});
const seconds = Number(values.seconds);

async function main() {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await openMap(page, largeView(Number(values.cells), Number(values.edges)));
    const idle = await framesOf(page, () => page.waitForTimeout(seconds * 1000));
    const dragged = await framesOf(page, () => drag(page));
    console.log(`${values.cells} cells, ${values.edges} edges`);
    console.log(`  at rest     ${text(idle)}`);
    console.log(`  dragged     ${text(dragged)}`);
  } finally {
    await browser.close();
  }
}

/** Shows a view in a panel whose host answers with nothing else. */
async function openMap(page, view) {
  const outdir = await mkdtemp(join(tmpdir(), 'everyturn-bench-'));
  try {
    await build({ outdir });
    await page.addInitScript(host, view);
    await page.goto('about:blank');
    await page.setContent('<!doctype html><html><body><div id="panel"></div></body></html>');
    await page.addStyleTag({ content: await readFile(join(outdir, 'panel.css'), 'utf8') });
    await page.addScriptTag({ content: await readFile(join(outdir, 'panel.js'), 'utf8') });
  } finally {
    await rm(outdir, { recursive: true });
  }
  await page.locator('[data-testid="cell"][data-x]').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(500);
}

/** Runs in the page: the host of the panel, and what VS Code would have put there. */
function host(view) {
  const report = {
    name: 'model',
    file: 'model.ts',
    summary: '',
    exhausted: true,
    verdicts: {},
    actions: {},
    unknown: [],
    findings: [],
    errors: [],
  };
  const send = (message) => window.postMessage(message, '*');
  const model = { uri: 'file:///model.ts', model: 'model', freshness: 'current', run: 1, report };
  let state;
  window.acquireVsCodeApi = () => ({
    postMessage({ kind, id }) {
      if (kind === 'ready') send({ kind: 'model', ...model });
      if (kind === 'askView') send({ kind: 'view', id, view });
    },
    getState: () => state,
    setState: (kept) => {
      state = kept;
    },
  });
}

/** The milliseconds between the frames that are drawn while something happens. */
async function framesOf(page, happens) {
  await page.evaluate(() => {
    const frames = [];
    let last = performance.now();
    const next = (now) => {
      frames.push(now - last);
      last = now;
      window.framing = requestAnimationFrame(next);
    };
    window.frames_ = frames;
    window.framing = requestAnimationFrame(next);
  });
  await happens();
  return page.evaluate(() => {
    cancelAnimationFrame(window.framing);
    return window.frames_;
  });
}

/** Drags the ground beside the cells round and round, as fast as the page takes the moves. */
async function drag(page) {
  const { x, y, width } = await page.getByTestId('map-canvas').boundingBox();
  const [right, top] = [x + width - 8, y + 8];
  await page.mouse.move(right, top);
  await page.mouse.down();
  const end = performance.now() + seconds * 1000;
  const before = await placeOfFirst(page);
  let most = 0;
  for (let turn = 0; performance.now() < end; turn += 0.15) {
    const [across, down] = [60 - 60 * Math.cos(turn), 60 + 60 * Math.sin(turn)];
    await page.mouse.move(right - across, top + down);
    if (turn > 1) most ||= Math.abs((await placeOfFirst(page)) - before);
  }
  await page.mouse.up();
  if (!(most > 1)) throw new Error('The map did not move: what was measured is not a drag.');
}

const placeOfFirst = (page) =>
  page.evaluate(() => window.__everyturnMap.renderedPosition('a = 0').x);

function text(frames) {
  const { median, max } = spread(frames);
  const rate = (1000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0);
  return `${rate.toFixed(1)} frames/s, a frame ${median.toFixed(0)} ms (at most ${max.toFixed(0)})`;
}

/** Twelve layers of cells, each cell with steps to some of the next layer. */
function largeView(cellCount, edgeCount) {
  const perLayer = Math.ceil(cellCount / 12);
  const cells = Array.from({ length: cellCount }, (_, index) => {
    const layer = Math.floor(index / perLayer);
    return {
      key: `a = ${index}`,
      label: [`a = ${index}`],
      states: 1 + ((index * 37) % 500),
      open: index % 5,
      depth: [layer, layer + 2],
      marks: index === 0 ? [{ kind: 'initial' }] : [],
      x: layer,
      y: index % perLayer,
      inner: index % 3,
      actions: [{ action: 'actions.go', count: 3 }],
    };
  });
  const edges = Array.from({ length: edgeCount }, (_, index) => {
    const from = index % cellCount;
    const to = (from + perLayer + ((index * 7) % perLayer)) % cellCount;
    return { from: `a = ${from}`, to: `a = ${to}`, action: 'actions.go', count: 1 + (index % 90) };
  });
  return {
    kind: 'view',
    exhausted: true,
    states: 10_000,
    open: 600,
    groupBy: ['a'],
    fields: ['a', 'b'],
    cells,
    edges,
    layers: [{ depth: 0, states: 10_000, open: 600 }],
    tracePath: [],
    unseen: { kind: 'untold', reason: 'a is not one of few declared values' },
  };
}

await main();
