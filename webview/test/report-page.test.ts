import { readdir, readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './fixtures/browser.ts';
import { type PageWriter, pageWriter } from './fixtures/report-page.ts';

let browser: Browser;
let writer: PageWriter;

beforeAll(async () => {
  browser = await openBrowser();
  writer = await pageWriter(browser);
});
afterAll(async () => {
  await browser.close();
  await writer.dispose();
});

const sample = (name: string) =>
  readFile(new URL(`../../samples/two-phase/${name}`, import.meta.url), 'utf8');
const twoPhase = async () => ({
  'two-phase.ts': await sample('two-phase.ts'),
  'two-phase-forgetful.ts': await sample('two-phase-forgetful.ts'),
});

const sectionOf = (page: Page, model: string) =>
  page.locator(`[data-testid="report-model"][data-model="${model}"]`);

/** How many states the cells of the map have, as those who cannot see it hear. */
async function statesOnMap(page: Page): Promise<number> {
  const texts = await page.getByTestId('cell').allTextContents();
  const counts = texts.map((text) => /: ([\d,]+) states?\b/.exec(text)?.[1] ?? 'none');
  return counts.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0);
}

test('shows offline the numbers, verdicts, traces and maps of the JSON of the same run', async () => {
  const { page, run, troubles } = await writer.write(await twoPhase());
  expect(run.models.map(({ name }) => name).sort()).toEqual(['twoPhase', 'twoPhaseForgetful']);
  for (const model of run.models) {
    const section = sectionOf(page, model.name);
    const counts = await section.getByTestId('counts').textContent();
    const numbers = (counts ?? '').replaceAll(',', '').match(/\d+/g)?.map(Number);
    expect(numbers).toEqual([model.distinctStates, model.generatedStates, model.diameter]);
    const verdicts = await section.getByTestId('report-verdict').allTextContents();
    expect(verdicts).toHaveLength(Object.keys(model.verdicts).length);
    for (const [keyPath, { word }] of Object.entries(model.verdicts)) {
      expect(verdicts.find((text) => text.includes(keyPath))).toContain(word);
    }
    const button = section.getByRole('button', { name: `Map and traces of ${model.name}` });
    if (await button.isVisible()) await button.click();
    expect(await page.getByTestId('model').textContent()).toBe(model.name);
    await expect.poll(() => statesOnMap(page)).toBe(model.distinctStates);
  }
  expect(troubles).toEqual([]);
});

test('has the matrix, the layers and what is in each cell, with the numbers of the JSON', async () => {
  const { page, run, troubles } = await writer.write(await twoPhase());
  const model = run.models.find(({ name }) => name === 'twoPhase');
  if (!model) throw new Error('no model');
  await sectionOf(page, 'twoPhase')
    .getByRole('button', { name: 'Map and traces of twoPhase' })
    .click();
  await expect.poll(() => statesOnMap(page)).toBe(model.distinctStates);

  await page.getByTestId('tab-matrix').click();
  const titles = await page
    .getByTestId('matrix-cell')
    .evaluateAll((all) => all.map((cell) => cell.getAttribute('title') ?? ''));
  const counts = titles.map((title) => Number(/seen, ([\d,]+)/.exec(title)?.[1] ?? 0));
  const fields = model.coverage?.domain.fields ?? [];
  expect(counts).toEqual(fields.flatMap(({ values }) => values.map(({ times }) => times)));
  await page.getByTestId('look-pairs').click();
  await page.getByRole('grid').waitFor();
  const pairs = await page
    .getByTestId('matrix-cell')
    .evaluateAll((all) => all.map((cell) => cell.getAttribute('title') ?? ''));
  const states = pairs.map((title) => Number(/seen, ([\d,]+) state/.exec(title)?.[1] ?? 0));
  expect(states.reduce((sum, count) => sum + count, 0)).toBe(model.distinctStates);

  await page.getByTestId('tab-layers').click();
  const rows = await page.getByTestId('layer-row').locator('td:nth-child(2)').allTextContents();
  expect(rows.map(Number)).toEqual(model.statistics.levels.map((level) => level.states));

  await page.getByTestId('tab-map').click();
  const keys = await page
    .getByTestId('cell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-key') ?? ''));
  let drilled = 0;
  for (const key of keys.slice(0, 8)) {
    const cell = page.locator(`[data-testid="cell"][data-key="${key}"]`);
    const whole = Number(/: (\d+) states?\b/.exec((await cell.textContent()) ?? '')?.[1]);
    if (whole < 2) continue;
    await cell.dispatchEvent('click');
    await page.getByTestId('open-cell').click();
    await expect.poll(() => statesOnMap(page)).toBe(whole);
    await page.locator('[data-testid="cell"][tabindex="0"]').focus();
    await page.keyboard.press('Backspace');
    await expect.poll(() => statesOnMap(page)).toBe(model.distinctStates);
    drilled += 1;
  }
  expect(drilled).toBeGreaterThan(3);
  expect(troubles).toEqual([]);
});

test('opens the first broken model, with its trace step by step and over the map', async () => {
  const { page, run, troubles } = await writer.write(await twoPhase());
  const broken = run.models.find(({ name }) => name === 'twoPhaseForgetful');
  const [violated] = Object.values(broken?.verdicts ?? {}).filter(
    ({ kind }) => kind === 'violated',
  );
  expect(await page.getByTestId('model').textContent()).toBe('twoPhaseForgetful');
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  const cells = await page.getByTestId('cell').allTextContents();
  expect(cells.filter((text) => text.includes('on the shown trace')).length).toBeGreaterThan(2);
  await page.getByTestId('tab-trace').click();
  const steps = await page.getByTestId('trace-step').allTextContents();
  expect(steps).toHaveLength((violated?.trace?.steps.length ?? 0) + 1);
  for (const [index, { label }] of (violated?.trace?.steps ?? []).entries()) {
    expect(steps[index + 1]).toContain(label);
  }
  const pre = await sectionOf(page, 'twoPhaseForgetful').locator('pre').first().textContent();
  expect(pre).toContain(violated?.trace?.steps.at(-1)?.label);
  expect(troubles).toEqual([]);
});

test('offers nothing that needs the editor or the states of the run', async () => {
  const { page } = await writer.write(await twoPhase(), '--depth-max=5');
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  for (const id of ['check', 'raise', 'add-field', 'cancel']) {
    expect(await page.getByTestId(id).count(), id).toBe(0);
  }
});

test('of a cut run nothing is said that only a complete one can tell', async () => {
  const { 'two-phase.ts': text } = await twoPhase();
  const { page, run, troubles } = await writer.write({ 'two-phase.ts': text }, '--depth-max=5');
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  for (const tab of ['tab-map', 'tab-trace', 'tab-matrix', 'tab-layers']) {
    await page.getByTestId(tab).click();
    const said = await page.locator('body').ariaSnapshot();
    expect(said).not.toMatch(/\bholds\b|\bunreachable\b|\bexhausted\b/);
    expect(said).toContain('no violation so far');
    expect(await page.getByTestId('banner').textContent()).toContain('54 not expanded');
  }
  const [model] = run.models;
  expect(model).toMatchObject({ distinctStates: 171, frontier: 54 });
  expect(await page.getByTestId('counts').textContent()).toContain('54 not expanded');
  expect(await page.getByTestId('report-unknown').textContent()).toContain(
    model?.unknown[0]?.reason,
  );
  expect(troubles).toEqual([]);
});

const hostile = `import { machine } from 'everyturn';
import * as z from 'zod';

const bad = ['</script><script>alert(1)</script>', '<!--<script>', '"><img src=x onerror=alert(2)>', "\\u2028'&amp;"];
export const hostile = machine({ state: z.object({ text: z.enum(bad), '</style><b>': z.int() }) }).define({
  init: () => ({ text: bad[0], '</style><b>': 0 }),
  actions: {
    '<i>go</i>': {
      params: { to: z.enum(bad) },
      next: (s, { to }) => { s.text = to; },
    },
  },
  always: { '</pre><u>never</u>': (s) => s.text !== bad[2] },
  sometimes: { '</table>': (s) => s.text === bad[3] },
});
`;

test('texts of a model are texts, whatever they look like', async () => {
  const { page, run, html, troubles } = await writer.write({ 'hostile.ts': hostile });
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
  const verdicts = await page.getByTestId('report-verdict').allTextContents();
  expect(verdicts.join()).toContain('always.</pre><u>never</u>');
  await page.getByTestId('tab-trace').click();
  const step = run.models[0]?.verdicts['always.</pre><u>never</u>']?.trace?.steps[0]?.label;
  expect(step).toContain('<img src=x onerror=alert(2)>');
  expect(await page.getByTestId('trace-step').nth(1).textContent()).toContain(step);
  expect(await page.locator('img, i, u, b').count()).toBe(0);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(troubles).toEqual([]);
});

test('can be printed: on white, with all verdicts and traces, without what is to be clicked', async () => {
  const { page } = await writer.write(await twoPhase());
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(background).toBe('rgb(255, 255, 255)');
  for (const verdict of await page.getByTestId('report-verdict').all()) {
    expect(await verdict.isVisible()).toBe(true);
  }
  expect(await page.getByRole('button', { name: /^Map and traces of/ }).count()).toBe(0);
  const [tall, scrolls] = await page.evaluate(() => [
    document.documentElement.scrollHeight,
    getComputedStyle(document.body).overflowY,
  ]);
  expect(tall).toBeGreaterThan(900);
  expect(scrolls).toBe('visible');
});

test('the page of all samples together is small enough to be kept with every build', async () => {
  const files = await allSamples();
  // The largest samples take their time; their maps have as many cells long before their end.
  const { page, run, html } = await writer.write(files, '--states-max=5000');
  expect(run.models.length).toBeGreaterThan(20);
  expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
  await page.getByTestId('cell').first().waitFor({ state: 'attached' });
}, 240_000);

/** The models of the samples, with what they import. */
async function allSamples(): Promise<Readonly<Record<string, string>>> {
  const folder = new URL('../../samples/', import.meta.url);
  const names = await readdir(folder, { recursive: true });
  const files = names.filter(
    (name) => name.includes('/') && name.endsWith('.ts') && !/^(dist|node_modules)\//.test(name),
  );
  const texts = files.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}
