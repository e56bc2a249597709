import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { cut, exhausted, shop } from './fixtures/recordings.ts';

const open = bench();
const early = 'tm = init | rms: 2 working, 1 committed';
const nearest = 'tm = init | rms: 3 working';

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-key') ?? undefined);

async function press(page: Page, ...keys: readonly string[]) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Brings the keyboard from the map to a cell that was not reached. */
async function goToGhost(page: Page, key: string) {
  await page.locator(`[data-testid="cell"][data-key="${nearest}"]`).focus();
  await press(page, 'g');
  for (let tries = 0; tries < 60 && (await focused(page)) !== key; tries++) await press(page, 'g');
  expect(await focused(page)).toBe(key);
}

test('lists below the map what was declared and is unreachable', async () => {
  const { page } = await open(exhausted);
  const shelf = page.getByRole('region', { name: 'Declared cells: unreachable' });
  expect(await shelf.getByRole('heading').textContent()).toBe(
    '∅ 36 of 60 declared cells: unreachable',
  );
  // Ten multisets of three over working, prepared, aborted; committed only with all the same.
  expect(await page.getByTestId('ghost-group').locator('summary').allTextContents()).toEqual([
    'tm = init · 10',
    'tm = committed · 16',
    'tm = aborted · 10',
  ]);
  expect(await page.getByTestId('legend').textContent()).toContain('declared, and unreachable');
});

test('says of a cut run only that a cell was not seen yet, and where one could go on', async () => {
  const { page } = await open(cut);
  await goToGhost(page, early);
  await press(page, 'Enter');
  const panel = page.getByTestId('ghost-panel');
  expect(await panel.getByTestId('ghost-word').textContent()).toBe(
    '? not seen yet: no state that was reached lies here; 54 states were not expanded.',
  );
  expect(await page.locator('main').textContent()).not.toContain('unreachable');
});

test('finds a ghost, reads why, and draws the trace to the nearest cell, by key only', async () => {
  const { page, host } = await open(exhausted);
  await goToGhost(page, early);
  await press(page, 'Enter');
  const panel = page.getByTestId('ghost-panel');
  expect(await panel.getByTestId('ghost-word').textContent()).toContain('∅ unreachable');
  await panel.getByTestId('why-not').waitFor();
  expect(await panel.getByTestId('nearest').textContent()).toBe('init, 3 working');
  expect(await panel.locator('.differs').textContent()).toBe(
    'rms: 3 working there, rms: 2 working, 1 committed here',
  );
  const blocked = panel.locator('h4', { hasText: 'Not enabled there' }).locator('+ ul');
  expect(await blocked.textContent()).toContain('rmReceiveDecision');
  expect(await blocked.textContent()).not.toContain('rmPrepare');
  await panel.getByTestId('nearest').press('Enter');
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe(nearest);
  await press(page, 'g', 'Escape');
  expect(host.posted.filter(({ kind }) => kind === 'askWhyNot')).toEqual([
    { kind: 'askWhyNot', id: 2, groupBy: ['tm', 'rms'], cell: early },
  ]);
});

test('goes back to the map from its ghosts', async () => {
  const { page } = await open(exhausted);
  await goToGhost(page, early);
  await press(page, 'ArrowRight', 'ArrowLeft');
  expect(await focused(page)).toBe(early);
  await press(page, 'Escape');
  expect(await focused(page)).toBe(nearest);
});

test('says that cells cannot be listed where a field has no few values', async () => {
  const { page } = await open(shop);
  await page.getByTestId('add-field').selectOption('attempts');
  await expect
    .poll(() => page.getByTestId('no-ghosts').textContent())
    .toBe(
      'Cells that were not reached cannot be listed: attempts is not one of few declared values.',
    );
});

test('draws a trace to the cell where the keyboard is, and lists its turns', async () => {
  const { page, host } = await open(exhausted);
  const target = 'tm = aborted | rms: 2 prepared, 1 aborted';
  await page.locator(`[data-testid="cell"][data-key="${target}"]`).focus();
  await press(page, 't');
  await expect
    .poll(() => host.posted.findLast(({ kind }) => kind === 'askView'))
    .toMatchObject({ request: { to: { groupBy: ['tm', 'rms'], cell: target } } });
  await expect
    .poll(() => page.locator(`[data-testid="cell"][data-key="${target}"]`).textContent())
    .toContain('on the shown trace: 4');
  expect(await page.getByTestId('trace-select').inputValue()).toBe('to a cell');
  await page.getByTestId('tab-trace').click();
  expect(await page.getByTestId('sentence').textContent()).toBe(
    'A state of this cell is reached after 4 turns: aborted, 2 prepared, 1 aborted.',
  );
  await host.sendModel('current', { run: 2 });
  await expect.poll(() => page.getByTestId('sentence').textContent()).not.toContain('this cell');
});

test('has no trouble for assistive technology, with a ghost selected', async () => {
  for (const recording of [exhausted, cut]) {
    const { page } = await open(recording);
    await goToGhost(page, early);
    await press(page, 'Enter');
    await page.getByTestId('why-not').waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test('makes a property of a cell, and says beside it where that was refused', async () => {
  const { page, host } = await open(exhausted);
  await goToGhost(page, early);
  await press(page, 'Enter');
  const panel = page.getByTestId('ghost-panel');
  await panel.getByTestId('declare-impossible').press('Enter');
  const wish = () => host.posted.findLast(({ kind }) => kind === 'declare');
  await expect.poll(wish).toMatchObject({ groupBy: ['tm', 'rms'], cell: early, as: 'impossible' });
  const id = (wish() as { readonly id: number } | undefined)?.id ?? 0;
  await host.send({ kind: 'declared', id, refused: 'Write it by hand.' });
  await expect.poll(() => panel.getByRole('alert').textContent()).toBe('Write it by hand.');
  await host.sendModel('current', { run: 2 });
  await page.getByTestId('cell').first().dispatchEvent('click');
  await page.getByTestId('cell-panel').getByTestId('declare-possible').waitFor();
  expect(await page.getByTestId('declare-impossible').count()).toBe(0);
});
