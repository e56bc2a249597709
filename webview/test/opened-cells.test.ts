import { expect, test } from 'vitest';
import { cell, view } from '../src/map/view.test.fixture.ts';
import { bench } from './fixtures/bench.ts';
import { exhausted } from './fixtures/recordings.ts';

const open = bench();
const outer = 'tm = aborted | rms: 2 prepared, 1 aborted';

test('opens a cell with Enter twice, and comes back to it with Backspace', async () => {
  const { page, host } = await open(exhausted);
  const outerCell = page.locator(`[data-testid="cell"][data-key="${outer}"]`);
  await outerCell.focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('samples').waitFor();
  const usual = host.answerView;
  host.answerView = ({ id }) => ({
    kind: 'view',
    id,
    view: {
      ...view([cell('a', { label: ['size = 2'] }), cell('b', { label: ['size = 3'] })]),
      within: { cell: outer, label: [outer] },
    },
  });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(2);
  expect(await page.getByTestId('opened').textContent()).toContain(
    'aborted, 2 prepared, 1 aborted',
  );
  expect(host.posted.findLast(({ kind }) => kind === 'askView')).toMatchObject({
    request: { within: { groupBy: ['tm', 'rms'], cell: outer } },
  });
  host.answerView = usual;
  await page.locator('[data-testid="cell"][tabindex="0"]').focus();
  await page.keyboard.press('Backspace');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(24);
  expect(await page.getByTestId('opened').count()).toBe(0);
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe(outer);
});

test('opens a cell that is clicked twice, and leaves it by the way back', async () => {
  const { page, host } = await open(exhausted);
  const outerCell = page.locator(`[data-testid="cell"][data-key="${outer}"]`);
  await expect.poll(() => outerCell.getAttribute('data-x')).toBeTruthy();
  const [x, y] = await Promise.all(
    ['data-x', 'data-y'].map(async (name) => Number(await outerCell.getAttribute(name))),
  );
  await page.mouse.dblclick(x ?? 0, y ?? 0);
  await expect
    .poll(() => host.posted.findLast(({ kind }) => kind === 'askView'))
    .toMatchObject({ request: { within: { cell: outer } } });
  await page.getByRole('button', { name: 'all states' }).click();
  expect(await page.getByTestId('opened').count()).toBe(0);
});

test('shows the states of a cell one by one, by the keyboard too, also after a reload', async () => {
  const { page, host } = await open(exhausted);
  const usual = host.answerView;
  const small = page.locator(`[data-testid="cell"][data-key="${outer}"]`);
  await small.focus();
  host.answerView = ({ id, request }) => ({
    kind: 'view',
    id,
    view: {
      ...view([
        cell('state #4', { label: ['rms.rm1 = aborted'], states: 1 }),
        cell('state #9', { label: ['rms.rm1 = prepared'], states: 1 }),
      ]),
      groupBy: [],
      isSingle: true,
      within: { cell: request.within?.cell ?? '', label: [outer] },
    },
  });
  await page.keyboard.press('o');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(2);
  expect(host.posted.findLast(({ kind }) => kind === 'askView')).toMatchObject({
    request: { within: { groupBy: ['tm', 'rms'], cell: outer }, states: true },
  });
  expect(await page.getByTestId('legend').textContent()).toContain('one state');
  const one = page.locator('[data-testid="cell"][data-key="state #4"]');
  expect(await one.textContent()).toContain('aborted: 1 state');
  await page.reload();
  await expect.poll(() => page.getByTestId('cell').count()).toBe(2);
  expect(await page.getByTestId('opened').textContent()).toContain('aborted, 2 prepared');
  host.answerView = usual;
  await page.locator('[data-testid="cell"]').first().focus();
  await page.keyboard.press('Backspace');
  await expect.poll(() => page.getByTestId('cell').count()).toBe(24);
  expect(await page.getByTestId('cell-panel').getAttribute('data-key')).toBe(outer);
  await page.getByTestId('show-states').click();
  await expect
    .poll(() => host.posted.findLast(({ kind }) => kind === 'askView'))
    .toMatchObject({ request: { within: { cell: outer }, states: true } });
});

test('offers each state of a model that has few', async () => {
  const { page, host } = await open(exhausted);
  await page.getByTestId('all-states').click();
  await expect
    .poll(() => host.posted.findLast(({ kind }) => kind === 'askView'))
    .toMatchObject({ request: { states: true } });
  expect(await page.getByTestId('opened').textContent()).toContain('one by one');
});
