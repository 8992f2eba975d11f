import browser from 'webextension-polyfill';

/** Calls back when the toolbar button is pressed. Register at the top level of the service worker. */
export function onToolbarClick(listener: () => void): void {
  browser.action.onClicked.addListener(listener);
}
