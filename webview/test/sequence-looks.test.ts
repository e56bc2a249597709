import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { bench } from './fixtures/bench.ts';
import { looks } from './fixtures/looks.ts';
import { commit, link, lock, register } from './fixtures/systems.ts';

/** Pictures for people to look at; not under version control. */
const folder = fileURLToPath(new URL('../../artifacts/webview/', import.meta.url));
const recordings = Object.entries({ commit, register, lock, link });
const open = bench();

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
});

for (const { size, theme } of looks) {
  test(`draws systems in ${size.width} × ${size.height} under ${theme.name}`, async () => {
    for (const [name, recording] of recordings) {
      const { page } = await open(recording, { theme, size });
      await page.getByTestId('tab-trace').click();
      await page.getByTestId('sequence').waitFor();
      await page.screenshot({ path: `${folder}${name}-diagram-${theme.name}-${size.width}.png` });
      expect(await overlappingTexts(page)).toEqual([]);
    }
  });
}

/** Pairs of texts of the drawing that lie on each other. */
function overlappingTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll<SVGTextElement>('.drawing text')];
    const boxes = texts.map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }));
    return boxes.flatMap(({ text, box }, index) =>
      boxes
        .slice(index + 1)
        .filter(
          ({ box: other }) =>
            Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
            Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3,
        )
        .map((other) => `${text} | ${other.text}`),
    );
  });
}
