import axe from 'axe-core';
import type { TraceReport } from 'everyturn/internal/report/model-report';
import { expect, test } from 'vitest';
import { bench, type OpenPanel } from './fixtures/bench.ts';
import { violated } from './fixtures/recordings.ts';
import { commit, link, register } from './fixtures/systems.ts';

const open = bench();

/** The Trace tab of a system. */
async function openTrace(...[recording, options]: Parameters<typeof open>): Promise<OpenPanel> {
  const panel = await open(recording, options);
  await panel.page.getByTestId('tab-trace').click();
  return panel;
}

const traceOf = (property: string): TraceReport => {
  const trace = commit.report.verdicts[property]?.trace;
  if (!trace) throw new Error(`${property} has no trace`);
  return trace;
};

test('draws a lane for each actor, an arrow for each message and a stretch for a crash', async () => {
  const { page } = await openTrace(commit);
  expect(await page.getByTestId('lane-head').locator('.address').allTextContents()).toEqual([
    'tm',
    'rm1',
    'rm2',
  ]);
  expect(await page.getByTestId('sequence-band').count()).toBe(9);
  expect(await page.locator('[data-testid="arrow"][data-kind="delivered"]').count()).toBe(6);
  expect(await page.locator('[data-testid="arrow"][data-kind="inFlight"]').count()).toBe(2);
  expect(await page.getByTestId('outage').count()).toBe(1);
});

test('a click on a row chooses the step, in the list, in the editor and for the arrow keys', async () => {
  const { page, host } = await openTrace(commit);
  await page.locator('[data-testid="sequence-band"][data-step="6"]').click();
  const { at } = traceOf('always.consistent').steps[5] ?? {};
  await expect.poll(() => host.posted.at(-1)).toEqual({ kind: 'reveal', at, keepFocus: true });
  expect(await page.getByTestId('state-step').textContent()).toContain('crash(tm)');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByTestId('state-step').textContent()).toContain('recover(tm)');
  await page.getByTestId('look-list').check({ force: true });
  expect(await page.locator('[aria-current="step"]').getAttribute('data-step')).toBe('7');
});

test('goes through the diagram with the keyboard alone, and shows where the focus is', async () => {
  const { page } = await openTrace(commit);
  await page.getByTestId('trace-select').focus();
  await page.keyboard.press('Tab');
  const diagram = page.getByTestId('look-diagram');
  expect(await diagram.evaluate((look) => look === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await focused()).toBe('Step 8: deliver(decide, tm → rm2)');
  await page.keyboard.press('Home');
  expect(await focused()).toBe('Step 0: initial state');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe("Step 1: deliver(prepare, tm → rm1, choose: 'prepared')");
  const band = page.locator('.band.shown');
  expect(await band.getAttribute('data-step')).toBe('1');
  expect(await band.evaluate((rect) => getComputedStyle(rect).strokeWidth)).toBe('2px');
});

test('keeps the chosen step in sight below the names of the lanes, and the numbers where they are', async () => {
  const { page } = await openTrace(register, { size: { width: 510, height: 490 } });
  const isSeen = async (step: number) => {
    const rows = page.getByTestId('sequence-band');
    const band = await rows.and(page.locator(`[data-step="${step}"]`)).boundingBox();
    const heads = await page.locator('.lane-heads').boundingBox();
    const frame = await page.locator('.sequence-scroller').boundingBox();
    if (!band || !heads || !frame) return false;
    return (
      band.x >= frame.x &&
      band.y >= heads.y + heads.height - 1 &&
      band.y + band.height <= frame.y + frame.height + 12
    );
  };
  const seen = (step: number) => expect.poll(() => isSeen(step)).toBe(true);
  await seen(11);
  await page.locator('[data-testid="sequence-band"][data-step="11"]').click();
  for (const [key, step] of [
    ['Home', 0],
    ['ArrowDown', 1],
    ['End', 11],
    ['ArrowUp', 10],
  ] as const) {
    await page.keyboard.press(key);
    await seen(step);
  }
});

test('reads out the same as it draws, and shows it as a table on demand', async () => {
  const { page } = await openTrace(commit);
  const row = page.getByTestId('sequence-row').nth(8);
  const texts = ['8', 'tm', 'rm2'];
  expect((await row.locator('th, td').allTextContents()).slice(0, 3)).toEqual(texts);
  const message = await row.locator('td').last().textContent();
  expect(message).toContain('decide { commit: false }, sent in step 7');
  expect(message).toContain('✗ always.consistent is violated here');
  expect(message).toContain('still on its way: decide { commit: true }');
  await page.getByTestId('look-table').check({ force: true });
  await page.getByTestId('sequence').waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Steps and messages' }).waitFor();
  await page.getByRole('button', { name: 'Step 3: deliver' }).click();
  expect(await page.getByTestId('state-step').textContent()).toContain('deliver(prepare, tm → rm2');
});

test('folds the lanes of a role into one', async () => {
  const { page } = await openTrace(commit);
  await page.getByLabel('One lane for rms').check();
  const heads = page.getByTestId('lane-head').locator('.address');
  expect(await heads.allTextContents()).toEqual(['tm', 'rms']);
  expect(await page.locator('.drawing .text-title').allTextContents()).toContain(
    'decide, tm → rm2',
  );
});

test('leaves out what is still on its way, if that is too much', async () => {
  const { page } = await openTrace(commit);
  const open = page.locator('[data-testid="arrow"][data-kind="inFlight"]');
  expect(await open.count()).toBe(2);
  await page.getByLabel('Messages still on their way').uncheck();
  expect(await open.count()).toBe(0);
  expect(await page.locator('[data-testid="arrow"]').count()).toBe(6);
});

test('keeps the chosen look when the panel is loaded anew, and machines as they were', async () => {
  const { page } = await openTrace(commit);
  await page.getByTestId('look-table').check({ force: true });
  await page.reload();
  await expect.poll(() => page.getByTestId('look-table').isChecked()).toBe(true);
  expect(await page.getByTestId('sequence').count()).toBe(0);
  const machine = await openTrace(violated);
  expect(await machine.page.getByTestId('look-list').count()).toBe(0);
  expect(await machine.page.getByTestId('trace-step').count()).toBe(4);
});

test('marks losses by a cross, and names them', async () => {
  const { page } = await openTrace(link);
  const lossy = structuredClone(link.report.verdicts['always.inOrder']?.trace) as TraceReport;
  expect(lossy.steps).toHaveLength(1);
  // Losses are in no shortest trace of the sample: the step is made into one.
  const [step] = lossy.steps;
  const lost = { ...lossy, steps: [{ ...step, event: 'lose', sent: [] }] } as TraceReport;
  const verdict = { ...link.report.verdicts['always.inOrder'], trace: lost };
  const report = { ...link.report, verdicts: { 'always.inOrder': verdict } } as never;
  const { page: changed } = await openTrace({ ...link, report });
  expect(await changed.locator('[data-testid="arrow"][data-kind="lost"]').count()).toBe(1);
  expect(await changed.locator('.text-title').allTextContents()).toEqual(['lost: data']);
  expect(await page.locator('[data-testid="arrow"][data-kind="lost"]').count()).toBe(0);
});

test('draws 200 rows of a longer trace, around the chosen step', async () => {
  const trace = traceOf('always.consistent');
  const steps = Array.from({ length: 500 }, (_, index) => trace.steps[index % 5]);
  const verdict = { ...commit.report.verdicts['always.consistent'], trace: { ...trace, steps } };
  const { brokenBy: _, ...longer } = verdict;
  const report = { ...commit.report, verdicts: { 'always.consistent': longer } } as never;
  const { page } = await openTrace({ ...commit, report });
  expect(await page.getByTestId('sequence-band').count()).toBe(200);
  expect(await page.getByTestId('sequence-row').count()).toBe(501);
  await page.getByRole('button', { name: 'Steps before 301' }).click();
  await expect.poll(() => page.locator('.band.shown').getAttribute('data-step')).toBe('300');
  expect(await page.getByTestId('sequence-band').count()).toBe(200);
});

test('gives axe nothing to complain of, in each look and in a narrow panel', async () => {
  // The one has roles to fold and the other has not.
  for (const recording of [register, link]) {
    const { page } = await openTrace(recording, { size: { width: 420, height: 500 } });
    await page.evaluate(axe.source);
    for (const look of ['diagram', 'list', 'table']) {
      await page.getByTestId(`look-${look}`).check({ force: true });
      const violations = await page.evaluate(async () => {
        const found = await window.axe.run({ rules: { 'color-contrast': { enabled: false } } });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
      });
      expect(violations).toEqual([]);
    }
  }
});

test('draws with the colours of the system where those are forced', async () => {
  const { page } = await openTrace(commit);
  await page.emulateMedia({ forcedColors: 'active' });
  const system = await page.evaluate(() => {
    const probe = document.createElement('p');
    probe.style.color = 'CanvasText';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  const line = page.locator('.arrow.delivered:not(.arriving):not(.leaving) .line').first();
  expect(await line.evaluate((path) => getComputedStyle(path).stroke)).toBe(system);
  await page.screenshot({ path: 'artifacts/webview/commit-diagram-forced.png' });
});
