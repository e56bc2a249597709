// Steps of "npm run e2e": what was not seen is in the code, in a view and behind a light bulb.

import assert from 'node:assert/strict';

/** A lamp that never breaks, with code for a lamp that did. */
export const lamp = `import { machine } from 'everyturn';
import * as z from 'zod';

export const lamp = machine({
  state: z.object({ light: z.enum(['off', 'on', 'broken']), count: z.int().min(0).max(3) }),
  budget: { depthMax: 40 },
}).define({
  init: () => ({ light: 'off', count: 0 }),
  actions: {
    push: {
      next: (s) => {
        if (s.light === 'broken') {
          s.count = 0;
          return;
        }
        s.light = s.light === 'on' ? 'off' : 'on';
        s.count = (s.count + 1) % 4;
      },
    },
  },
});
`;

const faded = (page) => page.locator('.squiggly-inline-unnecessary');
const dotted = (page) => page.locator('.squiggly-hint');
const rows = (page) => page.locator('.part.sidebar .monaco-list-row');

/** In this order, in the window of the other steps. */
export const unknownSteps = {
  async 'fades the literal that no state has and the code that never runs'({
    workbench,
    pictures,
  }) {
    await workbench.openFile('lamp.ts');
    await workbench.statusItem('exhausted · 4');
    await workbench.until(async () => {
      const texts = await faded(workbench.page).allInnerTexts();
      return texts.some((text) => text.includes('broken')) && texts.length > 1;
    }, 'a faded literal and faded code');
    await pictures(workbench, 'faded');
  },

  async 'only dots what a run that was cut has not seen yet'({ workbench, pictures }) {
    await workbench.replaceText('depthMax: 40', 'depthMax: 1');
    await workbench.save();
    await workbench.statusItem('1 not expanded');
    await workbench.until(
      async () => (await dotted(workbench.page).count()) > 1,
      'dots below what was not seen',
    );
    assert.equal(await faded(workbench.page).count(), 0);
    await pictures(workbench, 'dotted');
  },

  async 'lists it in the view, and goes to its place by the keyboard'({ workbench, pictures }) {
    const { page } = workbench;
    await workbench.runCommand('Everyturn: Show what is unknown');
    const row = rows(page).filter({ hasText: 'lamp stopped at depth 1' });
    await row.waitFor();
    await pictures(workbench, 'unknown');
    await row.focus().catch(() => {});
    await row.click();
    await workbench.until(
      async () => (await workbench.cursor()).line === 6,
      'the cursor on the bound',
    );
    const label = await row.getAttribute('aria-label');
    assert.match(label ?? '', /^U1, lamp stopped at depth 1: 1 of 2 states was not expanded/);
  },

  async 'goes on with the run by a quick fix, and clears the view'({ workbench }) {
    const { page } = workbench;
    await workbench.goTo(6, 14);
    await workbench.focusEditor();
    const fix = page.locator('.action-widget .monaco-list-row', {
      hasText: 'Extend now to any depth',
    });
    await workbench.until(async () => {
      // The menu closes by itself when the diagnostics of the file come once more.
      if (!(await fix.isVisible())) await page.keyboard.press('ControlOrMeta+.');
      return fix.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    }, 'the quick fixes');
    await workbench.screenshot('e2e/quick-fixes');
    await fix.click();
    await workbench.statusItem('exhausted · 4');
    await workbench.until(
      async () => (await faded(workbench.page).count()) > 0,
      'the literal faded again',
    );
    await rows(page)
      .filter({ hasText: /Unreachable: no reachable state has .*broken/ })
      .waitFor();
    assert.equal(await rows(page).filter({ hasText: 'lamp stopped at depth' }).count(), 0);
  },

  async 'shows in the gutter which lines of the model have run'({ workbench, pictures }) {
    const { page } = workbench;
    await workbench.runCommand('Test: Run All Tests with Coverage');
    const gutter = page.locator('.editor-group-container.active .coverage-deco-gutter');
    await workbench.until(async () => (await gutter.count()) > 4, 'marks in the gutter');
    const missed = page.locator('.editor-group-container.active .coverage-deco-miss');
    await workbench.until(async () => (await missed.count()) > 0, 'a line that did not run');
    await pictures(workbench, 'coverage');
  },
};
