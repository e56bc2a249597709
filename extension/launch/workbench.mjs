import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openWorkbenchPage } from './workbench-page.mjs';

/** Where screenshots go: `artifacts/` at the root of the repository, which git ignores. */
export const artifacts = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'artifacts',
);

/** The colour themes that every surface is looked at in: the name in VS Code, the class it sets. */
const themes = {
  dark: { name: 'Dark Modern', class: 'vs-dark' },
  light: { name: 'Light Modern', class: 'vs' },
  highContrast: { name: 'Dark High Contrast', class: 'hc-black' },
};

/**
 * Opens the workbench of a served VS Code and waits until a person could use it.
 * @param {import('./workbench-page.mjs').PageOptions} options
 */
export async function openWorkbench(options) {
  const workbench = new Workbench(await openWorkbenchPage(options));
  try {
    await workbench.untilUsable();
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

/**
 * VS Code as a person sees it: everything is done by key and mouse, and read from the screen. Every
 * method waits for what it needs and throws, after taking a screenshot, when that does not come.
 */
export class Workbench {
  #opened;

  constructor(opened) {
    this.#opened = opened;
    /** playwright's page, for what has no method here */
    this.page = opened.page;
  }

  /** What the page wanted from other machines, in vain. */
  get blockedRequests() {
    return this.#opened.blockedRequests;
  }

  async untilUsable() {
    await this.#see(
      this.page.locator('.monaco-workbench .part.statusbar'),
      'the status bar',
      60_000,
    );
    await this.#see(
      this.page.locator('.explorer-folders-view .monaco-list-row').first(),
      "the explorer's files",
      60_000,
    );
  }

  async close() {
    await this.#opened.close();
  }

  // Files and text

  /** Opens a file of the workspace, by its name or path, in the first group of editors. */
  async openFile(path) {
    const name = basename(path);
    await this.page.keyboard.press('ControlOrMeta+1');
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.#pick(
      path,
      this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }),
    );
    await this.#see(
      this.page.locator(`.tab.active[data-resource-name="${name}"]`),
      `a tab ${name}`,
    );
    await this.#see(
      this.page.locator('.editor-instance .view-lines .view-line').first(),
      'its text',
    );
  }

  /** Brings the cursor into the first group of editors. A webview may swallow the first try. */
  async focusEditor() {
    const position = this.page.locator('#status\\.editor\\.selection');
    await this.until(async () => {
      await this.page.keyboard.press('ControlOrMeta+1');
      await delay(100);
      return position.isVisible();
    }, 'the cursor in the editor');
  }

  /** The active editor's lines that are on the screen. */
  async visibleLines() {
    const lines = await this.page
      .locator('.editor-group-container.active .view-lines')
      .evaluate((element) =>
        [...element.querySelectorAll('.view-line')]
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
          .sort((one, other) => one.top - other.top)
          .map(({ text }) => text.replaceAll('\u00a0', ' ')),
      );
    return lines;
  }

  /** Puts the cursor at a line and column, both counted from 1. */
  async goTo(line, column = 1) {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input');
    await this.#see(input, 'the box for the line number');
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.until(async () => (await this.cursor()).line === line, `the cursor at line ${line}`);
  }

  /** Where the cursor is, as the status bar tells. */
  async cursor() {
    const text = (await this.page.locator('#status\\.editor\\.selection').textContent()) ?? '';
    const [, line, column] = /Ln ([\d,]+), Col ([\d,]+)/.exec(text) ?? [];
    return { line: Number(line?.replaceAll(',', '')), column: Number(column?.replaceAll(',', '')) };
  }

  /** Replaces the one place in the active editor that reads `text`, with the find widget. */
  async replaceText(text, replacement) {
    await this.page.keyboard.press(process.platform === 'darwin' ? 'Alt+Meta+F' : 'Control+H');
    const widget = this.page.locator('.find-widget.visible');
    await this.#see(widget, 'the find widget');
    await widget.locator('.find-part textarea').fill(text);
    await widget.locator('.replace-part textarea').fill(replacement);
    await this.#see(widget.locator('.matchesCount', { hasText: /of 1$/ }), `one "${text}"`);
    await this.page.keyboard.press('ControlOrMeta+Alt+Enter');
    await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
  }

  /** Takes back the last edit of the active editor. */
  async undo() {
    await this.focusEditor();
    await this.page.keyboard.press('ControlOrMeta+Z');
    await this.#see(this.page.locator('.tab.active.dirty'), 'the text without the edit');
  }

  /** Types text at the cursor as it stands, without the editor's completing or indenting it. */
  async insertText(text) {
    await this.page.keyboard.insertText(text);
  }

  /** Saves the active editor; the file on disk follows within moments. */
  async save() {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.until(
      async () => (await this.page.locator('.tab.active.dirty').count()) === 0,
      'the file saved',
    );
  }

  // What the editor says

  /** The texts of the problems' rows, top to bottom; opens their panel when it is closed. */
  async problems() {
    await this.showProblems();
    return this.page.locator('.markers-panel-container .monaco-list-row').allInnerTexts();
  }

  /** Opens the problems' panel, unless it is open. */
  async showProblems() {
    const panel = this.page.locator('.markers-panel-container');
    if (!(await panel.isVisible())) await this.page.keyboard.press('ControlOrMeta+Shift+M');
    await this.#see(panel, 'the problems');
  }

  /** The row of the problems that contains `text`, once it is there. */
  async problem(text) {
    await this.showProblems();
    const row = this.page.locator('.markers-panel-container .monaco-list-row', { hasText: text });
    return this.#see(row.first(), `a problem "${text}"`);
  }

  /** The squiggles of errors in the active editor. */
  squiggles() {
    return this.page.locator('.editor-group-container.active .squiggly-error');
  }

  /** The texts of the code lenses on the screen, top to bottom, one for each line of lenses. */
  async codeLenses() {
    const texts = await this.page.locator('.codelens-decoration:visible').allInnerTexts();
    return texts.map((text) => text.replaceAll('\u00a0', ' ').trim()).filter((text) => text !== '');
  }

  /** Waits for the code lens that contains `text`, in the first group of editors. */
  async codeLens(text) {
    // VS Code drops the question for lenses when the text loses the focus, and asks when it gets it.
    await this.page.keyboard.press('ControlOrMeta+1');
    const lens = this.page.locator('.codelens-decoration a:visible', { hasText: text }).first();
    return this.#see(lens, `a code lens "${text}"`);
  }

  /** Clicks the code lens that contains `text`. */
  async clickCodeLens(text) {
    await (await this.codeLens(text)).click();
  }

  /** Rests the mouse on the first place on the screen that reads `text`; returns the hover's text. */
  async hover(text) {
    const place = await this.until(() => this.#placeOf(text), `"${text}" in the editor`);
    const hovers = this.page.locator('.monaco-hover:visible');
    await this.page.mouse.move(place.x + 40, place.y + 200);
    await this.page.mouse.move(place.x, place.y, { steps: 3 });
    await this.#see(hovers.first(), `a hover on "${text}"`);
    return this.until(async () => {
      const [shown] = await hovers.allInnerTexts();
      return shown?.includes('Loading...') ? undefined : shown;
    }, `the whole hover on "${text}"`);
  }

  /** The middle of the first occurrence of `text` in the active editor's visible lines. */
  #placeOf(text) {
    return this.page
      .locator('.editor-group-container.active .view-lines')
      .evaluate((element, wanted) => {
        for (const line of element.querySelectorAll('.view-line')) {
          const at = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
          if (at < 0) continue;
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let before = 0;
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const length = node.textContent.length;
            if (at < before + length) {
              const range = document.createRange();
              range.setStart(node, at - before);
              range.setEnd(node, Math.min(length, at - before + wanted.length));
              const box = range.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            }
            before += length;
          }
        }
        return undefined;
      }, text);
  }

  // Around the editor

  /** Runs a command by its title in the palette, for example `Everyturn: Show the state map`. */
  async runCommand(title) {
    await this.page.keyboard.press('F1');
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await this.#pick(`>${title}`, rows.filter({ hasText: title }));
  }

  /** Whether the palette offers a command with this title. */
  async offersCommand(title) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await this.#see(input, 'the palette');
    await input.fill(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await this.#see(rows.first(), 'an answer of the palette');
    const texts = await rows.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts.some((text) => text.includes(title));
  }

  /** The document inside the visible webview. */
  webview() {
    return this.page
      .frameLocator('iframe.webview.ready:visible')
      .frameLocator('iframe#active-frame');
  }

  /** The texts of the status bar's items. */
  async statusBar() {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** The status bar's item that contains `text`, once it is there. */
  async statusItem(text) {
    const item = this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
    return this.#see(item.first(), `"${text}" in the status bar`);
  }

  /** The texts of the notifications on the screen. */
  async notifications() {
    return this.page.locator('.notification-toast:visible').allInnerTexts();
  }

  /** Changes the colour theme and waits until it is drawn. */
  async setTheme(theme) {
    const drawn = this.page.locator(`.monaco-workbench.${themes[theme].class}`);
    if (await drawn.isVisible()) return;
    await this.runCommand('Preferences: Color Theme');
    const { name } = themes[theme];
    await this.#pick(
      name,
      this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }),
    );
    await this.#see(drawn, `the ${theme} theme`);
  }

  /** Changes the size of the window. */
  async resize(width, height) {
    await this.page.setViewportSize({ width, height });
  }

  /** Takes a picture, in another theme if one is named; returns its path under `artifacts/`. */
  async screenshot(name, theme) {
    if (theme !== undefined) await this.setTheme(theme);
    const path = join(artifacts, theme === undefined ? `${name}.png` : `${name}-${theme}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
    return path;
  }

  /**
   * Asks again and again until `ask` gives something truthy, and returns that.
   * @template T
   * @param {() => T | Promise<T>} ask
   * @param {string} what for the message when it never does
   * @returns {Promise<T>}
   */
  async until(ask, what, timeoutMs = 15_000) {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      const answer = await ask();
      if (answer) return answer;
      await delay(50);
    }
    return this.#fail(what, timeoutMs);
  }

  /** Fills VS Code's input box and accepts the first of `rows`. */
  async #pick(text, rows) {
    const input = this.page.locator('.quick-input-widget input');
    await this.#see(input, 'the input box');
    await input.fill(text);
    await (await this.#see(rows.first(), `an entry for "${text}"`)).click();
    // It closes, or the chosen command opens it anew for a question of its own.
    await this.until(
      async () =>
        (await this.page
          .locator('.quick-input-widget:visible input')
          .evaluateAll((inputs) => inputs[0]?.value)) !== text,
      'the choice accepted',
    );
  }

  async #see(locator, what, timeoutMs = 15_000) {
    try {
      await locator.waitFor({ state: 'visible', timeout: timeoutMs });
      return locator;
    } catch (error) {
      if (error.name !== 'TimeoutError') throw error;
      return this.#fail(what, timeoutMs);
    }
  }

  async #fail(what, timeoutMs) {
    const picture = await this.screenshot(`missed-${Date.now()}`).catch(() => 'none');
    throw new Error(`Waited ${timeoutMs} ms for ${what}, in vain. Screenshot: ${picture}`);
  }
}
