import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { type Checked, checkedTwoPhase } from './fixtures/checked.ts';
import { exhausted as recorded } from './fixtures/recordings.ts';
import { themes } from './fixtures/themes.ts';

const open = bench();
let exhausted: Checked;
let cut: Checked;

beforeAll(async () => {
  [exhausted, cut] = await Promise.all([checkedTwoPhase(3), checkedTwoPhase(3, { depthMax: 5 })]);
});
afterAll(async () => {
  await Promise.all([exhausted.dispose(), cut.dispose()]);
});

const rowOf = (page: Page, field: string) =>
  page.locator(`[data-testid="matrix-row"][data-field="${field}"]`);
const cells = (page: Page) => page.getByTestId('matrix-cell');
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

async function openMatrix(checked: Checked, options: Parameters<typeof open>[1] = {}) {
  const panel = await open(checked, options);
  await panel.page.getByTestId('tab-matrix').click();
  await cells(panel.page).first().waitFor();
  return panel;
}

test('lists the values of each field with their states, as the report counts them', async () => {
  const { page } = await openMatrix(exhausted);
  const fields = exhausted.report.coverage?.domain.fields ?? [];
  expect(await page.getByTestId('matrix-row').count()).toBe(fields.length);
  for (const { path, kind, values } of fields) {
    const labels = await rowOf(page, path)
      .getByTestId('matrix-cell')
      .evaluateAll((all) => all.map((cell) => cell.getAttribute('title') ?? ''));
    const of = kind === 'counted' ? 'members, over all states' : 'states';
    expect(labels.map((label) => Number(/seen, (\d+)/.exec(label)?.[1] ?? 0))).toEqual(
      values.map(({ times }) => times),
    );
    for (const label of labels) expect(label).toContain(of);
  }
  // A naive exploration of the same protocol, which knows nothing of the checker.
  const naive = new Map(
    (await recorded.view({ groupBy: ['tm'] })).cells.map(({ key, states }) => [key, states]),
  );
  for (const tm of ['init', 'committed', 'aborted']) {
    const cell = rowOf(page, 'tm').locator(`[data-value="'${tm}'"]`);
    const said = `tm is ${tm}: seen, ${naive.get(`tm = ${tm}`)} states`;
    expect(await cell.getAttribute('title')).toBe(said);
  }
});

test('says of a cut run only that a value was not seen yet', async () => {
  const { page } = await openMatrix(cut);
  const committed = rowOf(page, 'tm').locator('[data-value="\'committed\'"]');
  expect(await committed.textContent()).toContain('committed◌ not seen yet');
  expect(await page.locator('main').textContent()).not.toMatch(/unreachable|exhausted|holds/);
  await page.getByTestId('look-pairs').click();
  await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/unreachable|exhausted|holds/);
  expect(await page.getByTestId('banner').textContent()).toContain('54 not expanded');
});

test('sets two fields against each other, with the states of the cells of the map', async () => {
  const { page } = await openMatrix(exhausted);
  await page.getByTestId('look-pairs').click();
  const grid = page.getByRole('grid', { name: 'rms against tm' });
  await grid.waitFor();
  const view = await exhausted.view({ groupBy: ['tm', 'rms'] });
  const labels = await cells(page).evaluateAll((all) =>
    all.map((cell) => cell.getAttribute('aria-label') ?? ''),
  );
  const counts = labels.map((label) => Number(/seen, (\d+) states?/.exec(label)?.[1] ?? 0));
  expect(counts.filter((count) => count > 0).sort()).toEqual(
    view.cells.map(({ states }) => states).sort(),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(288);
  expect(labels.filter((label) => label.endsWith(': unreachable'))).toHaveLength(36);
  expect(labels).toContain('rms 2 working, 1 committed, tm init: unreachable');
  for (const { label, states, depth } of (await recorded.view({ groupBy: ['tm', 'rms'] })).cells) {
    const name = label
      .map((line) => line.replace(/ =|:/, ''))
      .reverse()
      .join(', ');
    const noun = states === 1 ? 'state' : 'states';
    expect(labels).toContain(`${name}: seen, ${states} ${noun}, first at depth ${depth[0]}`);
  }
});

test('is read with the arrow keys; Enter tells why a combination was not seen', async () => {
  const { page, host } = await openMatrix(exhausted);
  await page.getByTestId('look-pairs').click();
  await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
  await cells(page).first().focus();
  const { keyboard } = page;
  expect(await focused(page)).toMatch(/^rms 3 working, tm init: seen, 1 state, /);
  await keyboard.press('ArrowRight');
  expect(await focused(page)).toBe('rms 3 working, tm committed: unreachable');
  await keyboard.press('Control+Home');
  for (let steps = 0; steps < 2; steps += 1) await keyboard.press('ArrowDown');
  expect(await focused(page)).toBe('rms 2 working, 1 committed, tm init: unreachable');
  await keyboard.press('Enter');
  await page.getByTestId('ghost-panel').getByTestId('why-not').waitFor();
  expect(host.posted.at(-1)).toMatchObject({
    kind: 'askWhyNot',
    groupBy: ['tm', 'rms'],
    cell: "'init' · 2 'working', 1 'committed'",
  });
  await page.getByTestId('show-on-map').click();
  await page.getByRole('tabpanel', { name: 'Map' }).waitFor();
  expect(await page.getByTestId('ghost-panel').count()).toBe(1);
  expect(await page.getByTestId('show-on-map').count()).toBe(0);
});

test('a value leads to its cell, with everything that can be done there', async () => {
  const { page, host } = await openMatrix(cut);
  await rowOf(page, 'tm').locator('[data-value="\'aborted\'"]').click();
  const panel = page.getByTestId('cell-panel');
  await expect.poll(() => panel.getAttribute('data-key')).toBe("'aborted'");
  for (const id of ['trace-to-cell', 'extend-cell', 'declare-possible']) {
    expect(await panel.getByTestId(id).count(), id).toBe(1);
  }
  await rowOf(page, 'tm').locator('[data-value="\'committed\'"]').click();
  await expect
    .poll(() => page.getByTestId('ghost-panel').getAttribute('data-key'))
    .toBe("'committed'");
  await rowOf(page, 'rms').locator('[data-value="\'aborted\'"]').click();
  await expect.poll(() => panel.getAttribute('data-key')).toContain("'aborted'");
  await panel.getByTestId('trace-to-cell').click();
  await expect.poll(() => page.getByTestId('tab-map').getAttribute('aria-selected')).toBe('true');
  expect(host.posted.some(({ kind }) => kind === 'askTrace')).toBe(true);
});

test('is filtered and sorted, and copied as it is shown', async () => {
  const { page, host } = await openMatrix(cut);
  await page.getByTestId('matrix-unseen').check();
  const shown = await cells(page).allTextContents();
  expect(shown.length).toBeGreaterThan(0);
  for (const text of shown) expect(text).toContain('not seen yet');
  await page.getByTestId('matrix-unseen').uncheck();
  await page.getByTestId('matrix-sort').selectOption('name');
  const fields = await page
    .getByTestId('matrix-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-field') ?? ''));
  expect(fields).toEqual([...fields].sort((a, b) => a.localeCompare(b)));
  await page.getByTestId('matrix-filter').fill('commit');
  await page.getByTestId('copy-csv').click();
  await expect.poll(() => host.posted.at(-1)?.kind).toBe('copy');
  const copied = host.posted.at(-1);
  const text = copied?.kind === 'copy' ? copied.text : '';
  const lines = text.trimEnd().split('\r\n');
  expect(lines[0]).toBe('field,value,count,of,verdict');
  expect(lines).toContain('tm,committed,0,states,not seen yet');
  expect(lines).toHaveLength(1 + (await cells(page).count()));
});

test('shows the layers of a run as a table, and calls nothing of a cut one its end', async () => {
  const { page } = await open(cut);
  await page.getByTestId('tab-layers').click();
  const rows = await page.getByTestId('layer-row').allTextContents();
  expect(rows).toHaveLength(6);
  const levels = cut.report.statistics.levels;
  expect(rows.at(-1)).toContain(`◌ ${levels.at(-1)?.states}`);
  expect(await page.getByTestId('layers-sentence').textContent()).toContain('The run was cut');
  const { page: whole } = await open(exhausted);
  await whole.getByTestId('tab-layers').click();
  expect(await whole.getByTestId('layer-row').count()).toBe(11);
  expect(await whole.getByTestId('layers-sentence').textContent()).toContain('depth 10');
});

test('breaks no rule of accessibility, in any theme', async () => {
  for (const theme of themes) {
    const { page } = await openMatrix(cut, { theme });
    await page.evaluate(axe.source);
    const faults = () =>
      page.evaluate(async () => {
        const { violations } = await window.axe.run({
          rules: { 'color-contrast': { enabled: false } },
        });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
    expect(await faults()).toEqual([]);
    await page.getByTestId('look-pairs').click();
    await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByTestId('tab-layers').click();
    expect(await faults()).toEqual([]);
  }
});
