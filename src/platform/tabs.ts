import browser from 'webextension-polyfill';

const ANONYMIZER = 'src/anonymizer/index.html';

/**
 * Brings the anonymizer's tab to the front, or opens it. The extension's own tabs are known from
 * its contexts, so the `tabs` permission is not needed.
 */
export async function openAnonymizer(): Promise<void> {
  const url = browser.runtime.getURL(ANONYMIZER);
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  const open = contexts.find((context) => context.documentUrl?.startsWith(url));
  if (!open) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.tabId, { active: true });
  await browser.windows.update(open.windowId, { focused: true });
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
