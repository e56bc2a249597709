import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/**
 * @typedef {object} PageOptions
 * @property {import('./serve-code.mjs').ServedCode} server
 * @property {string} [extensionDevelopmentPath] a built extension to load from its folder
 * @property {string} [extensionTestsPath] a script whose `run()` the extension host is to call
 * @property {{ width: number, height: number }} [size]
 * @property {(type: string, args: unknown[]) => void} [onLog] what the extension host's console gets
 *
 * @typedef {object} WorkbenchPage
 * @property {import('playwright-core').Page} page
 * @property {string[]} blockedRequests what the page wanted from other machines, in vain
 * @property {Promise<number>} testsEnded the exit code of `extensionTestsPath`
 * @property {() => Promise<void>} close
 */

/**
 * Opens the workbench of a served VS Code in a browser that cannot reach any other machine.
 * @param {PageOptions} options
 * @returns {Promise<WorkbenchPage>}
 */
export async function openWorkbenchPage(options) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  try {
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1400, height: 900 },
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: options.server.origin,
    });
    const blockedRequests = [];
    context.on('requestfailed', (request) => {
      const isBlocked = request.failure()?.errorText === 'net::ERR_NAME_NOT_RESOLVED';
      if (isBlocked) blockedRequests.push(request.url());
    });
    const page = await context.newPage();
    // The workbench calls these two functions when it runs tests.
    await page.exposeFunction('codeAutomationLog', options.onLog ?? (() => {}));
    let end = () => {};
    const testsEnded = new Promise((resolve) => {
      end = resolve;
    });
    await page.exposeFunction('codeAutomationExit', (code) => end(code));
    await page.addInitScript(turnOnSmokeTestDriver);
    await page.goto(address(options));
    return { page, blockedRequests, testsEnded, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function address({ server, extensionDevelopmentPath, extensionTestsPath }) {
  const remote = (path) => `vscode-remote://${server.authority}${encodeURI(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(extensionDevelopmentPath)]);
  }
  if (extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  }
  const url = new URL(server.url);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * Runs in the page before the workbench does. A released workbench loads an extension from a folder
 * only when its smoke-test driver is on, which its server cannot be told.
 */
function turnOnSmokeTestDriver() {
  const observer = new MutationObserver(() => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (meta === null) return;
    observer.disconnect();
    const settings = JSON.parse(meta.getAttribute('data-settings'));
    settings.developmentOptions = { ...settings.developmentOptions, enableSmokeTestDriver: true };
    meta.setAttribute('data-settings', JSON.stringify(settings));
  });
  observer.observe(document, { childList: true, subtree: true });
}
