import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { bench, type OpenPanel } from './fixtures/bench.ts';
import { type Checked, checkedTwoPhase } from './fixtures/checked.ts';

const open = bench();

/** A panel over a real checker that can go on with its run. */
async function openCut(depthMax: number): Promise<OpenPanel & { readonly checked: Checked }> {
  const checked = await checkedTwoPhase(3, { depthMax });
  const panel = await open(checked);
  const { host } = panel;
  host.extend = async ({ id, by }) => {
    await host.sendModel('checking', { run: 2 });
    const heard = await checked.extend(by);
    const sought = heard.flatMap((message) => (message.kind === 'sought' ? [message.sought] : []));
    await host.sendModel('current', { run: 2 });
    return { kind: 'extended', id, ...(sought[0] && { sought: sought[0] }) };
  };
  return { ...panel, checked };
}

async function goToGhost(page: Page, key: string): Promise<void> {
  await page.locator('[data-testid="cell"][tabindex="0"]').focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  for (let tries = 0; tries < 80 && (await focused()) !== key; tries += 1) {
    await page.keyboard.press('g');
  }
  expect(await focused()).toBe(key);
}

test('S finds a cell that can be reached: with its trace over the map and in the list', async () => {
  const { page, checked } = await openCut(5);
  await expect.poll(() => page.getByTestId('cell').count()).toBe(20);
  const wanted = "'committed' · 3 'committed'";
  await goToGhost(page, wanted);
  await page.keyboard.press('s');
  const panel = page.getByTestId('cell-panel');
  await expect.poll(() => panel.getAttribute('data-key')).toBe(wanted);
  expect(await panel.getByTestId('search-result').textContent()).toMatch(
    /^Seen: the search tried [\d,]+ states from 54 open ones\.$/,
  );
  expect(checked.report.exhausted).toBe(false);
  await expect
    .poll(() => page.locator(`[data-testid="cell"][data-key="${wanted}"]`).textContent())
    .toContain('on the shown trace');
  await page.getByTestId('tab-trace').click();
  expect(await page.getByTestId('sentence').textContent()).toMatch(
    /^A state of this cell is reached after \d+ turns: /,
  );
  await checked.dispose();
});

test('a cell that is nowhere is unreachable only once the search has ended the run', async () => {
  const { page, checked } = await openCut(5);
  const wanted = "'init' · 2 'working', 1 'committed'";
  await goToGhost(page, wanted);
  await page.keyboard.press('Enter');
  const panel = page.getByTestId('ghost-panel');
  expect(await panel.getByTestId('ghost-word').textContent()).toContain('not seen yet');
  await panel.getByTestId('search-cell').click();
  await expect
    .poll(() => panel.getByTestId('search-result').textContent())
    .toBe('Unreachable: the run is exhausted now, 288 states, and it is in none.');
  expect(checked.report).toMatchObject({ exhausted: true, distinctStates: 288 });
  expect(await panel.getByTestId('ghost-word').textContent()).toContain('∅ unreachable');
  expect(await page.getByTestId('banner').count()).toBe(0);
  expect(await panel.getByTestId('search-cell').count()).toBe(0);
  await checked.dispose();
});

test('a search that was cut short says how far it went, and offers to go on longer', async () => {
  const { page, host, checked } = await openCut(3);
  const limits = { timeMs: 10_000, statesMax: 3 };
  host.extend = async ({ id, by }) => {
    const short = 'search' in by ? { search: by.search, limits } : by;
    const heard = await checked.extend(short);
    const sought = heard.flatMap((message) => (message.kind === 'sought' ? [message.sought] : []));
    await host.sendModel('current', { run: 2 });
    return { kind: 'extended', id, ...(sought[0] && { sought: sought[0] }) };
  };
  await goToGhost(page, "'committed' · 3 'committed'");
  await page.keyboard.press('s');
  const panel = page.getByTestId('ghost-panel');
  await expect
    .poll(() => panel.getByTestId('search-result').textContent())
    .toMatch(
      /^Not seen yet: the search tried 3 states from \d+ open ones and stopped at its number of states\. The nearest state that it met differs in [12] fields?\.$/,
    );
  expect(await panel.getByTestId('search-cell').textContent()).toBe('Search longer');
  expect(await page.locator('main').textContent()).not.toMatch(/unreachable|exhausted|holds/);
  await panel.getByTestId('search-cell').click();
  await expect
    .poll(() => host.posted.findLast(({ kind }) => kind === 'extend'))
    .toMatchObject({ by: { limits: { timeMs: 60_000 } } });
  await checked.dispose();
});

test('names the condition that blocks each action near a cell, with its line', async () => {
  const { page, host, checked } = await openCut(5);
  await goToGhost(page, "'init' · 2 'working', 1 'committed'");
  await page.keyboard.press('Enter');
  const why = page.getByTestId('why-not');
  await why.waitFor();
  const action = (name: string) => why.getByTestId('why-action').filter({ hasText: name });
  const clause = action('tmCommit').getByTestId('why-clause');
  expect(await clause.locator('code').textContent()).toBe(
    'domain(Rm).every((rm) => s.tmPrepared.has(rm))',
  );
  expect(await clause.textContent()).toContain('is false in 1 of 1 state');
  expect(await action('tmReceivePrepared').locator('code').textContent()).toBe(
    's.prepared.has(rm)',
  );
  const at = checked.report.coverage?.guards['actions.tmCommit']?.clauses[1]?.at;
  const link = clause.getByTestId('source-link');
  expect(await link.textContent()).toBe(`two-phase.ts:${at?.line}`);
  await link.press('Enter');
  await expect
    .poll(() => host.posted.at(-1))
    .toMatchObject({ kind: 'reveal', at: { line: at?.line, column: at?.column } });
  await checked.dispose();
});
