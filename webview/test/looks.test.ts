import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { looks } from './fixtures/looks.ts';
import { cut, exhausted, shop, violated } from './fixtures/recordings.ts';

/** Pictures for people to look at; not under version control. */
const folder = fileURLToPath(new URL('../../artifacts/webview/', import.meta.url));
const recordings = Object.entries({ exhausted, cut, violated, shop });
const open = bench();

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
});

for (const { size, theme } of looks) {
  test(`fits into ${size.width} × ${size.height} under ${theme.name}`, async () => {
    for (const [name, recording] of recordings) {
      const { page } = await open(recording, { theme, size });
      const take = (what: string) =>
        page.screenshot({ path: `${folder}${name}-${what}-${theme.name}-${size.width}.png` });
      await page.getByTestId('cell').first().waitFor({ state: 'attached' });
      await take('map');
      expect(await clippedTexts(page)).toEqual([]);
      await page.getByTestId('cell').nth(4).dispatchEvent('click');
      await page.getByTestId('samples').waitFor();
      await take('cell');
      expect(await clippedTexts(page)).toEqual([]);
      await page.getByTestId('tab-trace').click();
      await take('trace');
      expect(await clippedTexts(page)).toEqual([]);
    }
  });
}

/** Texts that run out of the window, to the right or below, where nothing scrolls to them. */
function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls =
      '.side, .shelf, .samples-frame, .steps-column, .state-column, .off-screen, option';
    return (
      [...document.querySelectorAll<HTMLElement>('button, h1, h2, p, dt, dd, li, label')]
        .filter((element) => !element.parentElement?.closest(scrolls) && !element.matches(scrolls))
        // What is folded up is not cut off.
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const { right, bottom } = element.getBoundingClientRect();
          return right > innerWidth + 1 || bottom > innerHeight + 1;
        })
        .map((element) => element.textContent)
    );
  });
}
