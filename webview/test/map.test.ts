import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type {} from '../src/map/test-hook.ts';
import { bench } from './fixtures/bench.ts';
import { largeView } from './fixtures/large-view.ts';
import { pixelAt } from './fixtures/pixels.ts';
import { record } from './fixtures/record.ts';
import { cut, exhausted, violated } from './fixtures/recordings.ts';
import { twoPhase } from './fixtures/two-phase.ts';

const open = bench();
const orange = '#d18616';
const blueOfFocus = '#0078d4';
const initialCell = 'tm = init | rms: 3 working';

const cellOf = (page: Page, key: string) => page.locator(`[data-testid="cell"][data-key="${key}"]`);

async function placeOf(page: Page, key: string) {
  const cell = cellOf(page, key);
  await cell.waitFor({ state: 'attached' });
  await expect.poll(() => cell.getAttribute('data-x')).toBeTruthy();
  const [x, y] = [await cell.getAttribute('data-x'), await cell.getAttribute('data-y')];
  return { x: Number(x), y: Number(y) };
}

/** Where a cell stands when the panels around the map have taken their places, too. */
async function settledPlaceOf(page: Page, key: string) {
  for (let last = await placeOf(page, key); ; ) {
    await page.waitForTimeout(200);
    const now = await placeOf(page, key);
    if (now.x === last.x && now.y === last.y) return now;
    last = now;
  }
}

async function sizeOf(page: Page, key: string): Promise<number> {
  return (await page.evaluate((cell) => window.__everyturnMap?.renderedSize(cell), key)) ?? 0;
}

async function clickCell(page: Page, key: string) {
  const { x, y } = await placeOf(page, key);
  await page.mouse.click(x, y);
}

test('lists the cells for those who cannot see the map', async () => {
  const { page } = await open(cut);
  await expect.poll(() => page.getByTestId('cell').count()).toBe(20);
  const tree = await page.getByRole('tree', { name: 'Cells of the state map' }).ariaSnapshot();
  await expect(`${tree}\n`).toMatchFileSnapshot('golden/cell-tree.txt');
});

test('says on a cell how many of its states were not expanded, and paints their share', async () => {
  const { page } = await open(cut);
  const mostlyOpen = 'tm = aborted | rms: 2 prepared, 1 aborted';
  expect(await cellOf(page, mostlyOpen).textContent()).toContain('12 states, 9 not expanded');
  const colourOnTheRight = async (key: string) => {
    const { x, y } = await placeOf(page, key);
    return pixelAt(page, x + (await sizeOf(page, key)) / 2 - 3, y + 2);
  };
  expect(await colourOnTheRight(mostlyOpen)).toBe(orange);
  expect(await colourOnTheRight('tm = aborted | rms: 3 working')).not.toBe(orange);
});

test('draws the path of a violation over the map, until it is taken away', async () => {
  const { page, host } = await open(violated);
  const onPath = 'tm = committed | rms: 3 working';
  const { x, y } = await placeOf(page, onPath);
  const rim = async () => pixelAt(page, x - (await sizeOf(page, onPath)) / 2, y);
  await expect.poll(rim).toBe(blueOfFocus);
  expect(await cellOf(page, onPath).textContent()).toContain('on the shown trace: 1');
  await page.getByTestId('trace-select').selectOption('no path');
  await expect.poll(rim).not.toBe(blueOfFocus);
  expect(host.posted.filter(({ kind }) => kind === 'askView')).toEqual([
    { kind: 'askView', id: 1, request: { trace: 'always.consistent', early: true } },
    { kind: 'askView', id: 2, request: { early: true } },
  ]);
});

test('shows what is behind a cell that is clicked, and goes to the source of its action', async () => {
  const { page, host } = await open(exhausted);
  await clickCell(page, initialCell);
  const side = page.getByTestId('cell-panel');
  expect(await side.locator('h2').textContent()).toBe('tm = init rms: 3 working ');
  expect(await side.getByTestId('facts').textContent()).toContain('states1');
  await side.getByTestId('samples').waitFor();
  expect(await side.getByTestId('samples').textContent()).toContain("rms.rm1'working'");
  await side.getByTestId('cell-action').getByText('tmAbort').first().click();
  await expect
    .poll(() => host.posted.at(-1))
    .toEqual({
      kind: 'reveal',
      at: { file: '/project/models/two-phase.ts', line: 80, column: 7 },
      keepFocus: false,
    });
});

test('lists the actions of an edge that is clicked', async () => {
  const { page } = await open(exhausted);
  const from = await placeOf(page, initialCell);
  const to = await placeOf(page, 'tm = aborted | rms: 3 working');
  // The edge bends a little off the straight line between them.
  for (let off = -12; off <= 12 && !(await page.getByTestId('edge-panel').isVisible()); off += 3) {
    await page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2 + off);
  }
  expect(await page.getByTestId('edge-panel').textContent()).toContain('tmAbort×1');
});

test('opens the trace of the property that is violated in a cell', async () => {
  const { page } = await open(violated);
  await clickCell(page, 'tm = committed | rms: 1 working, 1 committed, 1 aborted');
  await page.getByTestId('open-trace').click();
  expect(await page.getByTestId('tab-trace').getAttribute('aria-selected')).toBe('true');
  expect(await page.getByTestId('trace-select').inputValue()).toBe('always.consistent');
});

test('goes from cell to cell with the keyboard', async () => {
  const { page } = await open(violated);
  await cellOf(page, initialCell).focus();
  const current = () => page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  const press = async (key: string) => {
    await page.keyboard.press(key);
    return current();
  };
  expect(await press('ArrowRight')).toMatch(/^tm = init \| rms: 2 working, 1/);
  const there = await current();
  expect(await press('ArrowDown')).not.toBe(there);
  expect(await press('Home')).toBe(initialCell);
  expect(await press('v')).toContain('committed, 1 aborted');
  expect(await press('ArrowLeft')).not.toContain('1 committed, 1 aborted');
  await press('v');
  await press('Enter');
  expect(await page.getByTestId('cell-panel').textContent()).toContain('is violated here');
  expect(await cellOf(page, (await current()) ?? '').getAttribute('aria-selected')).toBe('true');
  await press('Escape');
  await page.getByTestId('overview').waitFor();
});

test('goes on with the keyboard where the mouse has clicked, and takes no focus by itself', async () => {
  const { page } = await open(exhausted);
  const current = () => page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  await clickCell(page, initialCell);
  expect(await current()).toBe(initialCell);
  await page.keyboard.press('ArrowRight');
  expect(await current()).not.toBe(initialCell);
  await page.reload();
  await page.getByTestId('samples').waitFor();
  expect(await current()).toBeNull();
});

test('finds the next cell with open states, zooms, and lists its keys', async () => {
  const { page } = await open(cut);
  await cellOf(page, initialCell).focus();
  await page.keyboard.press('f');
  const found = await page.evaluate(() => document.activeElement?.textContent);
  expect(found).toContain('not expanded');
  const before = await sizeOf(page, initialCell);
  await page.keyboard.press('+');
  await expect.poll(() => sizeOf(page, initialCell)).toBeCloseTo(before * 1.25, 1);
  await page.keyboard.press('0');
  await expect.poll(() => sizeOf(page, initialCell)).toBeCloseTo(before, 1);
  await page.keyboard.press('?');
  expect(await page.getByTestId('help').textContent()).toContain('next cell with a violation');
});

test('groups by other fields, and offers a grouping that fits where one is too large', async () => {
  const { page, host } = await open(exhausted);
  await page.getByTestId('add-field').selectOption('prepared.size');
  const asked = () => host.posted.findLast(({ kind }) => kind === 'askView');
  await expect.poll(asked).toMatchObject({ request: { groupBy: ['tm', 'rms', 'prepared.size'] } });
  await expect.poll(() => page.getByTestId('cell').count()).toBeGreaterThan(24);
  host.answerView = ({ id }) => ({
    kind: 'view',
    id,
    view: { kind: 'tooLarge', cells: 1204, limit: 300, suggestion: ['tm'] },
  });
  await page.getByTestId('add-field').selectOption('decided.size');
  expect(await page.getByTestId('too-large').textContent()).toContain('1,204 cells');
  host.answerView = undefined;
  await page.getByTestId('too-large').getByRole('button').click();
  await expect.poll(() => page.getByTestId('cell').count()).toBe(3);
});

test('leaves known cells and the camera where they are when more becomes known', async () => {
  const { page, host } = await open(cut);
  const keys = await page
    .getByTestId('cell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-key') ?? ''));
  expect(keys).toHaveLength(20);
  const places = () => Promise.all(keys.map((key) => placeOf(page, key)));
  const before = await places();
  host.play(record(twoPhase(false), 8));
  await host.sendModel('current', { run: 2 });
  await expect.poll(() => page.getByTestId('cell').count()).toBe(22);
  expect(await places()).toEqual(before);
});

test('keeps selection, grouping and zoom over a reload', async () => {
  const { page } = await open(exhausted);
  await page.getByRole('button', { name: 'Do not group by rms' }).click();
  await expect.poll(() => page.getByTestId('cell').count()).toBe(3);
  await clickCell(page, 'tm = aborted');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect
    .poll(() => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? '{}').map?.zoom))
    .toBeGreaterThan(1.2);
  const before = await settledPlaceOf(page, 'tm = aborted');
  await page.reload();
  await expect.poll(() => placeOf(page, 'tm = aborted')).toEqual(before);
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe('tm = aborted');
});

test('explains only the signs that are on the map', async () => {
  const { page, host } = await open(cut);
  const legend = () => page.getByTestId('legend').textContent();
  await expect.poll(legend).toContain('not expanded');
  expect(await legend()).not.toContain('violated');
  host.play(violated);
  await host.sendModel('current', { run: 2 });
  await expect.poll(legend).toContain('violated here');
  expect(await legend()).not.toContain('not expanded');
});

test('draws 300 cells with 800 edges, and follows the keyboard on them', async () => {
  const { page, host } = await open(exhausted);
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  host.answerView = ({ id }) => ({ kind: 'view', id, view: largeView(300, 800) });
  const start = Date.now();
  await page.getByTestId('add-field').selectOption('prepared.size');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(300);
  expect(Date.now() - start).toBeLessThan(3_000);
  await cellOf(page, 'a = 0').focus();
  const before = Date.now();
  for (let press = 0; press < 20; press++) await page.keyboard.press('ArrowRight');
  expect((Date.now() - before) / 20).toBeLessThan(150);
});

/** Half of a window beside the editor, with the problems open below. */
const half = { width: 510, height: 490 };
const heightOf = async (page: Page, selector: string) =>
  (await page.locator(selector).boundingBox())?.height ?? 0;

test('keeps its controls in one line at any size, whatever the states are grouped by', async () => {
  for (const width of [420, 760, 1099, 1100]) {
    const { page } = await open(violated, { size: { width, height: 600 } });
    const add = async (field: string) => {
      const grouped = page.getByRole('button', { name: /^Grouped by/ });
      if (!(await page.getByTestId('add-field').isVisible())) await grouped.click();
      await page.getByTestId('add-field').selectOption(field);
    };
    await placeOf(page, initialCell);
    for (const field of ['', 'prepared.size', 'decided.size']) {
      if (field !== '') await add(field);
      expect(await heightOf(page, '.toolbar')).toBeLessThan(40);
      const wider = await page
        .locator('.toolbar')
        .evaluate((toolbar) => toolbar.scrollWidth - toolbar.clientWidth);
      expect(wider).toBeLessThanOrEqual(0);
    }
  }
});

test('leaves the map most of half a window, below one line of controls', async () => {
  for (const recording of [exhausted, violated]) {
    const { page } = await open(recording, { size: half });
    await page.getByTestId('cell').first().waitFor({ state: 'attached' });
    expect(await heightOf(page, '.toolbar')).toBeLessThan(40);
    expect(await heightOf(page, '.stage')).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Details' }).click();
    expect(await page.getByTestId('side-panel').count()).toBe(0);
    expect(await heightOf(page, '.stage')).toBeGreaterThan(370);
  }
});

test('draws cells that can be read in half a window, with the caption of the one in question', async () => {
  const { page } = await open(violated, { size: half });
  await placeOf(page, initialCell);
  expect(await sizeOf(page, initialCell)).toBeGreaterThan(17);
  const caption = () =>
    page.evaluate((cell) => window.__everyturnMap?.shownCaption(cell), initialCell);
  expect(await caption()).toBe('');
  const { x, y } = await placeOf(page, initialCell);
  await page.mouse.move(x, y);
  await expect.poll(caption).toBe('init\n3 working');
  await page.mouse.move(x, y - 60);
  await expect.poll(caption).toBe('');
  await page.mouse.click(x, y);
  await expect.poll(caption).toBe('init\n3 working');
});

test('keeps what has no room behind buttons, which open and close by key', async () => {
  const { page, host } = await open(exhausted, { size: half });
  const grouped = page.getByRole('button', { name: 'Grouped by tm, rms' });
  await grouped.press('Enter');
  expect(await grouped.getAttribute('aria-expanded')).toBe('true');
  await page.getByRole('button', { name: 'Do not group by rms' }).press('Enter');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(3);
  await page.keyboard.press('Escape');
  expect(await page.getByTestId('chip').count()).toBe(0);
  const more = page.getByRole('button', { name: 'More about the map' });
  await more.press('Enter');
  await page.getByTestId('name-steps').check();
  await page.keyboard.press('Escape');
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
  await more.click();
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByTestId('help').waitFor();
  await page.getByTestId('map-canvas').click({ position: { x: 5, y: 5 } });
  expect(await page.getByRole('group', { name: 'More about the map' }).count()).toBe(0);
  expect(host.posted.filter(({ kind }) => kind === 'askView').length).toBe(2);
});

test('folds the legend away where the map needs the height, until it is opened', async () => {
  const { page } = await open(cut, { size: half });
  const entry = page.locator('[data-testid="legend"] [data-kind="open"]');
  await entry.waitFor({ state: 'attached' });
  expect(await entry.isVisible()).toBe(false);
  await page.getByText('Legend, and states at each depth').click();
  expect(await entry.isVisible()).toBe(true);
  await page.setViewportSize({ width: 510, height: 900 });
  await page.setViewportSize(half);
  expect(await entry.isVisible()).toBe(true);
});

test('brings the details back with a selection, and remembers when they are hidden', async () => {
  const { page } = await open(exhausted);
  await page.getByRole('button', { name: 'Details' }).click();
  await page.reload();
  await placeOf(page, initialCell);
  expect(await page.getByTestId('side-panel').count()).toBe(0);
  await clickCell(page, initialCell);
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe(initialCell);
});

test('shows the whole map anew when the panel changes its size, until the camera is moved', async () => {
  const { page } = await open(exhausted, { size: { width: 1400, height: 900 } });
  const { x } = await placeOf(page, initialCell);
  const before = await sizeOf(page, initialCell);
  await page.setViewportSize({ width: 800, height: 500 });
  await expect.poll(() => sizeOf(page, initialCell)).toBeLessThan(before * 0.8);
  await page.setViewportSize({ width: 1400, height: 900 });
  await expect.poll(async () => (await placeOf(page, initialCell)).x).toBeCloseTo(x, 0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const zoomed = await sizeOf(page, initialCell);
  await page.setViewportSize({ width: 800, height: 500 });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await sizeOf(page, initialCell)).toBe(zoomed);
});
