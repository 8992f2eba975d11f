import browser from 'webextension-polyfill';

// Each is registered at the top level of the service worker, so that the event can wake it.

/** Calls back when the toolbar button is pressed and shows no panel of its own. */
export function onToolbarClick(listener: () => void): void {
  browser.action.onClicked.addListener(listener);
}

/** Calls back after an installation or an update of the extension, or of the browser. */
export function onInstalled(listener: () => void): void {
  browser.runtime.onInstalled.addListener(listener);
}

/** Calls back when the browser has started. */
export function onStartup(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** Calls back with the name of a keyboard command of the manifest. */
export function onCommand(listener: (name: string) => void): void {
  browser.commands.onCommand.addListener(listener);
}
