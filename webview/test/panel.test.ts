import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type {} from '../src/map/test-hook.ts';
import { bench } from './fixtures/bench.ts';
import { pixelAt } from './fixtures/pixels.ts';
import { cut, exhausted, violated } from './fixtures/recordings.ts';
import { themes } from './fixtures/themes.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const open = bench();
const bannerOf = (page: Page) => page.getByTestId('banner').textContent();

test('has tabs that the arrow keys change', async () => {
  const { page } = await open(exhausted);
  const map = page.getByRole('tab', { name: 'Map' });
  const trace = page.getByRole('tab', { name: 'Trace' });
  expect(await map.getAttribute('aria-selected')).toBe('true');
  await map.press('ArrowRight');
  expect(await trace.getAttribute('aria-selected')).toBe('true');
  expect(await trace.evaluate((tab) => tab === document.activeElement)).toBe(true);
  await page.getByRole('tabpanel', { name: 'Trace' }).waitFor();
});

test('says of a cut run how far it went, on both tabs, and offers to check', async () => {
  const { page, host } = await open(cut);
  for (const tab of ['tab-map', 'tab-trace']) {
    await page.getByTestId(tab).click();
    expect(await bannerOf(page)).toContain(
      'no violation so far · 171 states, depth ≤ 5, 54 not expanded',
    );
  }
  await page.getByTestId('check').click();
  await expect.poll(() => host.posted.at(-1)).toEqual({ kind: 'check' });
});

test('has no banner over a complete and current result', async () => {
  const { page } = await open(exhausted);
  expect(await page.getByTestId('summary').textContent()).toBe(
    '288 states, exhausted, diameter 10',
  );
  expect(await page.getByTestId('banner').count()).toBe(0);
});

test('follows a run, which can be cancelled, and asks for the map then and when it has ended', async () => {
  const { page, host } = await open(exhausted);
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  const asked = () => host.posted.filter(({ kind }) => kind === 'askView').length;
  expect(asked()).toBe(1);
  const progress = { states: 12_034, transitions: 50_000, depth: 7, frontier: 1_203 };
  await host.sendModel('checking', { run: 2, progress });
  await expect
    .poll(() => bannerOf(page))
    .toContain('checking · 12,034 states · depth 7 · 1,203 not expanded');
  expect(asked()).toBe(2);
  await page.getByTestId('cancel').click();
  await expect.poll(() => host.posted.at(-1)).toEqual({ kind: 'cancel' });
  await host.sendModel('current', { run: 2 });
  await expect.poll(asked).toBe(3);
});

test('marks a result as older than the edit', async () => {
  const { page, host } = await open(exhausted);
  await host.sendModel('stale');
  await expect.poll(() => bannerOf(page)).toContain('before the edit');
  const hatching = await page
    .getByRole('tabpanel')
    .evaluate((content) => getComputedStyle(content, '::after').backgroundImage);
  expect(hatching).toContain('repeating-linear-gradient');
});

test('keeps the drawing when the states are gone, and says so', async () => {
  const { page, host } = await open(exhausted);
  await expect.poll(() => page.getByTestId('cell').count()).toBe(24);
  host.answerView = ({ id }) => ({ kind: 'view', id, view: { kind: 'gone' } });
  await page.getByTestId('add-field').selectOption('prepared.size');
  await expect.poll(() => bannerOf(page)).toContain('The states of this run were released.');
  expect(await page.getByTestId('cell').count()).toBe(24);
});

test('says why the host refused to answer', async () => {
  const { page, host } = await open(exhausted);
  host.answerView = ({ id }) => ({ kind: 'refused', id, reason: 'There is no field x.' });
  await page.getByTestId('add-field').selectOption('prepared.size');
  await page.getByRole('alert').getByText('There is no field x.').waitFor();
});

test('waits for a first run without a report', async () => {
  const { page, host } = await open(exhausted);
  const model = { kind: 'model', uri: 'file:///project/other.ts', model: 'other' } as const;
  await host.send({ ...model, freshness: 'checking', run: 3 });
  await page.getByText('The map appears with the first states.').waitFor();
  expect(await page.getByTestId('model').textContent()).toBe('other');
});

test('pays no heed to messages that are none of the host', async () => {
  const { page } = await open(exhausted);
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  const before = await page.locator('body').textContent();
  await page.evaluate(() => {
    window.postMessage({ kind: 'model', model: 'x' }, '*');
    window.postMessage({ kind: 'view', id: 1, view: { kind: 'view' } }, '*');
    window.postMessage('gibberish', '*');
  });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await page.locator('body').textContent()).toBe(before);
});

test('announces how the model stands', async () => {
  const { page } = await open(cut);
  const status = page.getByTestId('status');
  await expect.poll(() => status.textContent()).toContain('twoPhase: no violation so far');
  expect(await status.getAttribute('aria-live')).toBe('polite');
});

test('claims nothing that the report does not say', async () => {
  for (const recording of [exhausted, cut, violated]) {
    const { page } = await open(recording);
    for (const tab of ['tab-map', 'tab-trace', 'tab-matrix', 'tab-layers']) {
      await page.getByTestId(tab).click();
      const text = (await page.locator('body').textContent()) ?? '';
      expect(text).not.toMatch(
        /\b(OK|safe|passed|verified|proved|success|failed|dead|saturated)\b/i,
      );
      expect(text).not.toContain('%');
      if (recording === cut) expect(text).not.toMatch(/\b(holds|unreachable|exhausted)\b/);
    }
  }
});

test('draws 24 cells within 0.8 s of its first word to the host', async () => {
  const { page } = await open(exhausted);
  await page.reload();
  const tookMs = await page.evaluate(async () => {
    const start = performance.now();
    while (!document.querySelector('[data-testid="cell"]')) {
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
  });
  expect(tookMs).toBeLessThan(800);
});

test('draws with the colours of the system where it forces them', async () => {
  const { page } = await open(cut);
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  const corner = await page.getByTestId('map-canvas').boundingBox();
  const background = () => pixelAt(page, (corner?.x ?? 0) + 4, (corner?.y ?? 0) + 4);
  expect(await background()).toBe('#1f1f1f');
  const { x = 0, y = 0 } =
    (await page.evaluate(() =>
      window.__everyturnMap?.renderedPosition('tm = init | rms: 2 working, 1 prepared'),
    )) ?? {};
  const cell = () => pixelAt(page, x, y - 12);
  expect(await cell()).not.toBe('#ffffff');
  await page.emulateMedia({ forcedColors: 'active' });
  await expect.poll(background).toBe('#ffffff');
  await expect.poll(cell).toBe('#ffffff');
});

test('weighs no more than the packaged extension can bear', async () => {
  const { page } = await open(exhausted);
  const sizes = await Promise.all(
    ['panel.js', 'panel.css'].map(async (file) => {
      const response = await page.request.get(new URL(file, page.url()).href);
      return (await response.body()).length;
    }),
  );
  expect(sizes[0]).toBeGreaterThan(100_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_200_000);
});

test('breaks no rule of accessibility, on any tab', async () => {
  for (const theme of themes) {
    const { page } = await open(violated, { theme });
    await page.getByTestId('cell').first().waitFor({ state: 'attached' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByTestId('cell').nth(4).dispatchEvent('click');
    await page.getByTestId('samples').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByTestId('tab-trace').click();
    expect(await accessibilityFaults(page)).toEqual([]);
  }
});

/** What axe finds, without the colours: those are the theme's. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({
      rules: { 'color-contrast': { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
