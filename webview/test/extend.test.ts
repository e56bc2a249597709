import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { cut, cutThenExtended, exhausted } from './fixtures/recordings.ts';

const open = bench();
const extendedCell = 'tm = aborted | rms: 2 prepared, 1 aborted';

const cellOf = (page: Page, key: string) => page.locator(`[data-testid="cell"][data-key="${key}"]`);
const placesOf = (page: Page) =>
  page
    .getByTestId('cell')
    .evaluateAll((cells) =>
      cells.map(({ dataset }) => [dataset['key'], dataset['x'], dataset['y']].join(' ')),
    );

test('extends from a cell by key: its open states are expanded, and nothing jumps', async () => {
  const { page, host } = await open(cut);
  await expect.poll(() => page.getByTestId('cell').count()).toBe(20);
  await expect.poll(() => cellOf(page, extendedCell).getAttribute('data-x')).toBeTruthy();
  host.extend = async ({ id }) => {
    await host.sendModel('checking', { run: 2 });
    host.play(cutThenExtended);
    await host.sendModel('current', { run: 2 });
    return { kind: 'extended', id };
  };
  await cellOf(page, extendedCell).focus();
  const before = await placesOf(page);
  await page.keyboard.press('e');
  await expect
    .poll(() => host.posted.find(({ kind }) => kind === 'extend'))
    .toMatchObject({ by: { groupBy: ['tm', 'rms'], cell: extendedCell } });
  await expect
    .poll(() => cellOf(page, extendedCell).textContent())
    .toContain('12 states, 1 outgoing');
  expect(await page.getByTestId('banner').textContent()).toContain('not expanded');
  expect(await placesOf(page)).toEqual(expect.arrayContaining(before));
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe(extendedCell);
  expect(await page.getByTestId('extend-cell').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe(
    extendedCell,
  );
  const open5 = page.getByTestId('layer').nth(5);
  expect(await open5.textContent()).toContain('45 not expanded');
});

test('says beside the cell why it could not be extended', async () => {
  const { page, host } = await open(cut);
  host.extend = async ({ id }) => ({ kind: 'extended', id, refused: 'The states are gone.' });
  await cellOf(page, extendedCell).focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('extend-cell').click();
  const alert = page.getByTestId('cell-panel').getByRole('alert');
  await expect.poll(() => alert.textContent()).toBe('The states are gone.');
  await page.getByTestId('extend-cell').click();
  await expect.poll(() => host.posted.filter(({ kind }) => kind === 'extend').length).toBe(2);
});

test('offers nothing to extend where every state is expanded', async () => {
  const { page, host } = await open(exhausted);
  await cellOf(page, 'tm = init | rms: 3 working').focus();
  await page.keyboard.press('e');
  await page.getByTestId('cell-panel').waitFor();
  expect(await page.getByTestId('extend-cell').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Extend all/ }).count()).toBe(0);
  expect(host.posted.some(({ kind }) => kind === 'extend')).toBe(false);
});

test('raises the bound that ended the run, from the banner', async () => {
  const { page, host } = await open(cut);
  host.extend = async ({ id }) => {
    host.play(exhausted);
    await host.sendModel('current', { run: 2 });
    return { kind: 'extended', id };
  };
  await page.getByRole('button', { name: /^Extend all/ }).press('Enter');
  expect(await page.getByTestId('raise').allTextContents()).toEqual([
    'Extend to depth 10',
    'Extend to depth 50',
    'Extend to any depth',
  ]);
  await page.getByTestId('raise').nth(2).press('Enter');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(24);
  expect(host.posted.find(({ kind }) => kind === 'extend')).toMatchObject({ by: { budget: {} } });
  expect(await page.getByTestId('banner').count()).toBe(0);
});
