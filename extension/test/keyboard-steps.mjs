// Steps of "npm run e2e": from the editor to a cell that was not seen and back, with the keyboard alone.

import assert from 'node:assert/strict';

const ghost = "'init' · 2 'working', 1 'committed'";

/** What has the focus inside the panel, as its attributes say. */
const focused = (panel) =>
  panel.locator('*:focus').evaluateAll((all) => {
    const element = all.at(-1);
    return {
      role: element?.getAttribute('role') ?? '',
      key: element?.getAttribute('data-key') ?? '',
      testId: element?.getAttribute('data-testid') ?? '',
      text: element?.textContent ?? '',
    };
  });

/** Brings the focus into the second group of editors, where the panel is. */
async function enter(workbench, panel) {
  const { keyboard } = workbench.page;
  await workbench.until(async () => {
    await keyboard.press('ControlOrMeta+2');
    await keyboard.press('Tab');
    return (await focused(panel)).text !== '';
  }, 'the focus in the panel');
}

/** Presses a key until the focus is where it should be; where it left the panel, the other way round. */
async function press(workbench, panel, first, isIt, what) {
  let key = first;
  for (let tries = 0; tries < 120; tries += 1) {
    const at = await focused(panel);
    if (isIt(at)) return;
    if (at.text === '' && at.role === '') {
      await enter(workbench, panel);
      key = key === 'Tab' ? 'Shift+Tab' : 'Tab';
    } else await workbench.page.keyboard.press(key);
  }
  assert.fail(`${what} was not reached by ${key}`);
}

/** In this order, in the window of the other steps. */
export const keyboardSteps = (cut) => ({
  async 'goes from the editor into the map, to a ghost and its reason, by the keyboard alone'({
    workbench,
  }) {
    const { keyboard } = workbench.page;
    await workbench.openFile(cut);
    await workbench.runCommand('Show the state map');
    const panel = workbench.webview();
    await panel.getByRole('heading', { name: 'twoPhaseCut' }).waitFor();
    await workbench.until(async () => (await panel.getByTestId('cell').count()) > 0, 'the cells');
    await enter(workbench, panel);
    await press(workbench, panel, 'Tab', ({ role }) => role === 'treeitem', 'the map');
    await press(workbench, panel, 'g', ({ key }) => key === ghost, 'the cell');
    await keyboard.press('Enter');
    const clause = panel.getByTestId('why-clause').first();
    await clause.waitFor();
    assert.match((await panel.getByTestId('ghost-word').textContent()) ?? '', /not seen yet/);
  },

  async 'goes from the reason to the line of the condition'({ workbench, linesOf }) {
    const panel = workbench.webview();
    const wanted = panel.getByTestId('why-clause').filter({ hasText: 'tmPrepared.has(rm)' });
    const line = Number(
      /:(\d+)/.exec((await wanted.getByTestId('source-link').textContent()) ?? '')?.[1],
    );
    const isLink = ({ testId, text }) => testId === 'source-link' && text.endsWith(`:${line}`);
    await press(workbench, panel, 'Tab', isLink, 'the link');
    await workbench.page.keyboard.press('Enter');
    await workbench.until(async () => (await workbench.cursor()).line === line, `line ${line}`);
    assert.match(linesOf(`two-phase/${cut}`)[line - 1] ?? '', /tmPrepared\.has\(rm\)/);
  },

  async 'searches for a cell by key, and reads its trace'({ workbench }) {
    const { keyboard } = workbench.page;
    const panel = workbench.webview();
    await enter(workbench, panel);
    const back = 'Shift+Tab';
    await press(workbench, panel, back, ({ testId }) => testId === 'ghost', 'the cells not seen');
    const committed = "'committed' · 3 'committed'";
    await press(workbench, panel, 'g', ({ key }) => key === committed, 'the other cell');
    await keyboard.press('s');
    const found = panel.getByTestId('cell-panel').getByTestId('search-result');
    await found.getByText('Seen: the search tried').waitFor();
    await workbench.until(
      async () => (await panel.getByTestId('trace-select').inputValue()) === 'to a cell',
      'the trace to the cell',
    );
    await press(workbench, panel, back, ({ role }) => role === 'tab', 'the tabs');
    await keyboard.press('ArrowRight');
    await panel.getByTestId('sentence').getByText('A state of this cell').waitFor();
    await workbench.focusEditor();
  },
});
