import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { type Checked, checkedTwoPhase } from './fixtures/checked.ts';
import { themes } from './fixtures/themes.ts';

/** Pictures for people to look at; not under version control. */
const folder = fileURLToPath(new URL('../../artifacts/webview/', import.meta.url));
const open = bench();
let runs: Readonly<Record<string, Checked>>;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  const [exhausted, cut] = await Promise.all([
    checkedTwoPhase(5),
    checkedTwoPhase(5, { depthMax: 8 }),
  ]);
  runs = { exhausted, cut };
});
afterAll(async () => {
  await Promise.all(Object.values(runs).map((run) => run.dispose()));
});

/** Half of a window beside the editor, with the problems open below. */
const narrow = { width: 510, height: 490 };

/** A resource manager committed while the transaction manager has not decided. */
const earlyCommit = "'init' · 4 'working', 1 'committed'";

for (const theme of themes.filter(({ name }) => name !== 'hc-light')) {
  test(`five resource managers are one map, one table and one reason, under ${theme.name}`, async () => {
    for (const [name, run] of Object.entries(runs)) {
      const { page } = await open(run, { theme, size: { width: 1400, height: 900 } });
      const take = (what: string) =>
        page.screenshot({ path: `${folder}five-${name}-${what}-${theme.name}.png` });
      await page.getByTestId('cell').first().waitFor({ state: 'attached' });
      const cells = await page.getByTestId('cell').count();
      expect(cells).toBeGreaterThan(12);
      expect(cells).toBeLessThanOrEqual(60);
      await take('map');
      await page.locator(`[data-testid="ghost"][data-key="${earlyCommit}"]`).dispatchEvent('click');
      await page.getByTestId('why-not').waitFor();
      const word = run.report.exhausted ? 'unreachable' : 'not seen yet';
      expect(await page.getByTestId('ghost-word').textContent()).toContain(word);
      await take('ghost');
      await page.getByTestId('tab-matrix').click();
      await page.getByTestId('matrix-cell').first().waitFor();
      await take('values');
      await page.getByTestId('look-pairs').click();
      await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
      await take('pairs');
      await page.getByTestId('tab-layers').click();
      await take('layers');
    }
  });
}

test('the tables can be read beside the editor, where there is little room', async () => {
  for (const [name, run] of Object.entries(runs)) {
    const { page } = await open(run, { size: narrow });
    const take = (what: string) =>
      page.screenshot({ path: `${folder}five-${name}-${what}-narrow.png` });
    await page.getByTestId('tab-matrix').click();
    await page.getByTestId('matrix-cell').first().waitFor();
    await take('values');
    const frame = await page.locator('.matrix-frame').boundingBox();
    expect(frame?.height).toBeGreaterThan(180);
    expect(frame?.width).toBeGreaterThan(480);
    await page.getByTestId('look-pairs').click();
    await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
    await take('pairs');
    await page.locator(`[data-testid="matrix-cell"][data-key="${earlyCommit}"]`).click();
    await page.getByTestId('why-not').waitFor();
    await take('reason');
    await page.getByTestId('tab-layers').click();
    await take('layers');
  }
});
