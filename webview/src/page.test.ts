import { expect, test } from 'vitest';
import { panelHtml } from './page.ts';

const page = panelHtml({
  scriptUri: 'https://host/panel.js?a=1&b="2"',
  styleUri: 'https://host/panel.css',
  nonce: 'abc123',
  cspSource: 'https://host',
});

test('lets in its own script and style, and nothing that is written into the page', () => {
  expect(page).toContain(
    `content="default-src 'none'; script-src 'nonce-abc123'; style-src https://host; ` +
      `img-src https://host data:; font-src https://host"`,
  );
  expect(page).not.toMatch(/<style|style=|onload=|unsafe/);
});

test('keeps cytoscape from adding a style element', () => {
  expect(page).toMatch(/<link id="__________cytoscape_stylesheet" rel="stylesheet"/);
});

test('escapes what it is given', () => {
  expect(page).toContain('src="https://host/panel.js?a=1&amp;b=&quot;2&quot;"');
});
