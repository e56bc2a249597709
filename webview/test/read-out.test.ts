import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { type Checked, checkedTwoPhase } from './fixtures/checked.ts';

const open = bench();
let cut: Checked;

beforeAll(async () => {
  cut = await checkedTwoPhase(3, { depthMax: 5 });
});
afterAll(() => cut.dispose());

/** A node of the tree that Chromium gives to assistive technology. */
interface Read {
  readonly role: string;
  readonly name: string;
  readonly focused: boolean;
}

/** Everything that a screen reader would come by, in its order: read from Chromium itself. */
async function readOut(page: Page): Promise<readonly Read[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? ''),
      focused: properties.some(
        (property) => property.name === 'focused' && property.value.value === true,
      ),
    }));
}

const here = async (page: Page) =>
  (await readOut(page)).findLast(({ focused, role }) => focused && role !== 'RootWebArea');
const saidBy = async (page: Page, role: string) =>
  (await readOut(page)).filter((node) => node.role === role).map(({ name }) => name);

/** Presses Tab, or Shift and Tab, until what has the focus is read out like this. */
async function tabTo(page: Page, isIt: (node: Read) => boolean, key = 'Tab'): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    const node = await here(page);
    if (node && isIt(node)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`not reached by Tab: ${(await saidBy(page, 'button')).join(' | ')}`);
}

test('a ghost is found, explained, extended to, traced and its line opened by what is read out', async () => {
  const { page, host } = await open(cut);
  await expect.poll(() => page.getByTestId('cell').count()).toBe(20);
  const { keyboard } = page;

  // Into the map, which is a tree of cells.
  await tabTo(page, ({ role }) => role === 'treeitem');
  expect((await here(page))?.name).toMatch(/^init, 3 working: 1 state, .*initial/);

  // To a cell that was not reached, and what it is.
  await keyboard.press('g');
  const isWanted = (node: Read | undefined) =>
    node?.name === 'init, 2 working, 1 committed: not seen yet';
  for (let tries = 0; tries < 60 && !isWanted(await here(page)); tries += 1) {
    await keyboard.press('ArrowRight');
  }
  expect(await here(page)).toMatchObject({ role: 'button' });
  expect(isWanted(await here(page))).toBe(true);
  await keyboard.press('Enter');

  // Why not: read as headings, text and links.
  await page.getByTestId('why-not').waitFor();
  const headings = await saidBy(page, 'heading');
  expect(headings).toContain('tm = init rms: 2 working, 1 committed');
  expect(headings).toEqual(expect.arrayContaining(['Why not?', 'Not enabled there']));
  const texts = (await saidBy(page, 'StaticText')).join(' ');
  expect(texts).toContain('? not seen yet');
  expect(texts).toContain('The nearest cell that was reached is');
  expect(texts).toContain('domain(Rm).every((rm) => s.tmPrepared.has(rm))');
  expect(texts).toContain('is false in 1 of 1 state');

  // To the line of the condition.
  await tabTo(page, ({ name }) => /^two-phase\.ts:\d+$/.test(name));
  await keyboard.press('Enter');
  await expect.poll(() => host.posted.at(-1)?.kind).toBe('reveal');

  // The trace to the nearest cell, over the map and in its tab.
  await tabTo(page, ({ name }) => name === 'Trace to the nearest cell', 'Shift+Tab');
  await keyboard.press('Enter');
  await expect.poll(() => host.posted.some(({ kind }) => kind === 'askTrace')).toBe(true);

  // Extending from the next cell with open states.
  await tabTo(page, ({ role }) => role === 'treeitem', 'Shift+Tab');
  await keyboard.press('f');
  expect((await here(page))?.name).toMatch(/\d+ not expanded/);
  await keyboard.press('e');
  await expect.poll(() => host.posted.some(({ kind }) => kind === 'extend')).toBe(true);

  // The tab of the trace, by the arrow keys, and a step of it.
  await tabTo(page, ({ role }) => role === 'tab', 'Shift+Tab');
  await keyboard.press('ArrowRight');
  expect(await here(page)).toMatchObject({ role: 'tab', name: 'Trace' });
  await tabTo(page, ({ role, name }) => role !== 'combobox' && /initial state|init/.test(name));
  const posted = host.posted.length;
  await keyboard.press('Enter');
  await expect.poll(() => host.posted.length).toBeGreaterThan(posted);
  expect(host.posted.at(-1)).toMatchObject({ kind: 'reveal' });
});

test('the matrix is read as a grid with the names of its rows and columns', async () => {
  const { page } = await open(cut);
  await page.getByTestId('tab-matrix').click();
  await page.getByTestId('look-pairs').click();
  await page.getByRole('grid', { name: 'rms against tm' }).waitFor();
  expect(await saidBy(page, 'grid')).toEqual(['rms against tm']);
  expect(await saidBy(page, 'columnheader')).toEqual(
    expect.arrayContaining(['init', 'committed', 'aborted']),
  );
  expect(await saidBy(page, 'rowheader')).toContain('2 working, 1 committed');
  expect(await saidBy(page, 'button')).toContain(
    'rms 2 working, 1 committed, tm init: not seen yet',
  );
});
