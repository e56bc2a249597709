import { expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { exhausted, violated } from './fixtures/recordings.ts';

const open = bench();
const revealOf = (line: number) => ({
  kind: 'reveal',
  at: { file: '/project/models/two-phase.ts', line, column: 7 },
  keepFocus: true,
});

test('moves the editor to the statement of the step that is clicked', async () => {
  const { page, host } = await open(violated);
  await page.getByTestId('tab-trace').click();
  await page.locator('[data-testid="trace-step"][data-step="2"]').click();
  await expect.poll(() => host.posted.at(-1)).toEqual(revealOf(95));
  const changed = page.locator('[data-testid="state-row"].changed');
  expect(await changed.allTextContents()).toEqual(["~changedrms.rm1'working' → 'aborted'"]);
});

test('goes through the steps with the keyboard, from the initial state to the end', async () => {
  const { page, host } = await open(violated);
  await page.getByTestId('tab-trace').click();
  await page.locator('[data-testid="trace-step"][data-step="3"]').focus();
  for (const [key, line] of [
    ['Home', 47],
    ['ArrowRight', 73],
    ['ArrowDown', 95],
    ['ArrowLeft', 73],
    ['End', 103],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => host.posted.at(-1)).toEqual(revealOf(line));
  }
  const shown = page.locator('[aria-current="step"]');
  expect(await shown.getAttribute('data-step')).toBe('3');
  expect(await shown.evaluate((step) => step === document.activeElement)).toBe(true);
});

test('shows first, and marks, the step that broke the property', async () => {
  const { page } = await open(violated);
  await page.getByTestId('tab-trace').click();
  const step = page.locator('[aria-current="step"]');
  expect(await step.getAttribute('data-step')).toBe('3');
  expect(await step.getByTestId('breaks').textContent()).toBe(
    '✗ always.consistent is violated here',
  );
  expect(await page.getByTestId('breaks').count()).toBe(1);
  expect(await page.getByTestId('sentence').textContent()).toContain('violated after 3 turns');
});

test('lists the traces of what was seen, and says where a place in the source is', async () => {
  const { page, host } = await open(exhausted);
  await page.getByTestId('tab-trace').click();
  await page.getByTestId('trace-select').selectOption('sometimes.allAbort');
  await expect.poll(() => page.getByTestId('trace-step').count()).toBe(4);
  await page.getByTestId('source-link').getByText('two-phase.ts:95').first().click();
  await expect.poll(() => host.posted.at(-1)).toEqual({ ...revealOf(95), keepFocus: false });
});

test('comes to the front with the property and the step that the host names', async () => {
  const { page, host } = await open(exhausted);
  await host.send({ kind: 'focus', tab: 'trace', property: 'sometimes.allCommit', step: 4 });
  await expect
    .poll(() => page.getByTestId('trace-select').inputValue())
    .toBe('sometimes.allCommit');
  expect(await page.locator('[aria-current="step"]').getAttribute('data-step')).toBe('4');
  expect(host.posted.some(({ kind }) => kind === 'reveal')).toBe(false);
});
