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
