import browser from 'webextension-polyfill';
import { choice, choose, onChoice } from './choices';

const PANEL = 'popup/index.html';

/** What a click on the toolbar icon opens. */
export function toolbarClick(): Promise<'anonymizer' | 'panel'> {
  return choice('toolbarClick');
}

/** Calls back whenever that is chosen anew, in any page. */
export function onToolbarClick(listener: () => void): void {
  onChoice('toolbarClick', listener);
}

/** Lets a click on the toolbar icon do what the user chose. Browsers forget it when they end. */
export async function applyToolbarClick(): Promise<void> {
  await browser.action.setPopup({ popup: (await choice('toolbarClick')) === 'panel' ? PANEL : '' });
}

/** Whether a click on the toolbar icon opens the anonymizer or the quick panel. */
export async function chooseToolbarClick(opens: 'anonymizer' | 'panel'): Promise<void> {
  await choose('toolbarClick', opens);
  await applyToolbarClick();
}

/** Shows the quick panel at the toolbar icon; where the browser can't (no window in front), in a tab. */
export async function openQuickPanel(): Promise<void> {
  await browser.action.setPopup({ popup: PANEL });
  try {
    await browser.action.openPopup();
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL(PANEL) });
  } finally {
    await applyToolbarClick();
  }
}

const MARK = '•';

/** Marks the toolbar icon: a DICOM file was downloaded. Which one, it does not say. */
export async function markIcon(): Promise<void> {
  if (await choice('markDownloads')) await browser.action.setBadgeText({ text: MARK });
}

export async function unmarkIcon(): Promise<void> {
  await browser.action.setBadgeText({ text: '' });
}
