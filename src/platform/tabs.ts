import browser from 'webextension-polyfill';

const ANONYMIZER = 'src/anonymizer/index.html';

/**
 * The anonymizer's tabs, the one used last first. The extension's own tabs are known from its
 * contexts, so the `tabs` permission is not needed.
 */
async function anonymizerTabs() {
  const url = browser.runtime.getURL(ANONYMIZER);
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  const own = contexts.filter((context) => context.documentUrl?.startsWith(url));
  const tabs = await Promise.all(own.map(({ tabId }) => browser.tabs.get(tabId)));
  return tabs.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** Brings the anonymizer's tab that was used last to the front, or opens one. Answers its ID. */
export async function openAnonymizer(): Promise<number | undefined> {
  const [open] = await anonymizerTabs();
  if (!open) return newAnonymizer();
  await browser.tabs.update(open.id, { active: true });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
  return open.id;
}

/** Opens one more tab of the anonymizer, next to those that are open. Answers its ID. */
export async function newAnonymizer(): Promise<number | undefined> {
  const tab = await browser.tabs.create({ url: browser.runtime.getURL(ANONYMIZER) });
  return tab.id;
}

/** Opens the browser's page about this extension, where access to files is switched on. */
export async function openExtensionDetails(): Promise<void> {
  await browser.tabs.create({ url: `chrome://extensions/?id=${browser.runtime.id}` });
}

/** Opens the options page, in its own tab. */
export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** The address of a file of the extension. */
export function extensionUrl(path: string): string {
  return browser.runtime.getURL(path);
}

/** The extension's version, as in its manifest. */
export function version(): string {
  return browser.runtime.getManifest().version;
}
