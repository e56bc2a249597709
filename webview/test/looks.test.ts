import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../build.mjs';
import { openBrowser } from './fixtures/browser.ts';
import { type FakeHost, fakeHost } from './fixtures/fake-host.ts';
import { type PanelServer, servePanel } from './fixtures/panel-server.ts';
import { type Recording, record } from './fixtures/record.ts';
import { type Theme, themes } from './fixtures/themes.ts';
import { twoPhase } from './fixtures/two-phase.ts';

/** Pictures for people to look at; not under version control. */
const folder = fileURLToPath(new URL('../../artifacts/webview/', import.meta.url));
const sizes = [
  { width: 1400, height: 900 },
  { width: 900, height: 700 },
];
const recordings: Readonly<Record<string, Recording>> = {
  exhausted: record(twoPhase(false)),
  cut: record(twoPhase(false), 5),
  violated: record(twoPhase(true)),
};

let browser: Browser;
let server: PanelServer;

beforeAll(async () => {
  await Promise.all([build(), mkdir(folder, { recursive: true })]);
  [browser, server] = await Promise.all([openBrowser(), servePanel()]);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

for (const theme of themes) {
  for (const [name, recording] of Object.entries(recordings)) {
    for (const size of sizes) {
      test(`shows ${name} under ${theme.name} at ${size.width} × ${size.height}`, async () => {
        const page = await browser.newPage({ viewport: size });
        const host = await fakeHost(page, recording, theme);
        await page.goto(server.url);
        await page.getByTestId('map-canvas').waitFor();
        const picture = (tab: string) =>
          page.screenshot({ path: `${folder}${name}-${tab}-${theme.name}-${size.width}.png` });
        await page.waitForTimeout(300);
        await picture('map');
        await page.getByTestId('tab-trace').click();
        await picture('trace');
        expect(host.troubles).toEqual([]);
        await page.close();
      });
    }
  }
}
