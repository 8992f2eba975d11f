import browser from 'webextension-polyfill';

/** Hosts and files that the extension may read. `origin`: a match pattern of one host, or `file:///*`. */

export function hasAccess(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [origin] });
}

/**
 * Asks the user for access to one host. Call it in the handler of a click, before anything is awaited: browsers
 * demand that. Answers false where it is not given, or can't be asked for here.
 */
export function requestAccess(origin: string): Promise<boolean> {
  return browser.permissions.request({ origins: [origin] }).catch(() => false);
}

/** The match patterns of all hosts that were allowed. */
export async function grantedOrigins(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}

export async function dropAccess(origin: string): Promise<void> {
  await browser.permissions.remove({ origins: [origin] });
}

/** Calls back when access was given or taken, on any page of the extension or of the browser. */
export function onAccessChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Whether the user lets the extension read files, which is a switch on the browser's page of extensions. */
export function filesAllowed(): Promise<boolean> {
  return browser.extension.isAllowedFileSchemeAccess();
}

/** Whether the browser has such a switch: Firefox lets no extension read files, and its build does not ask for them. */
export function canReadFiles(): boolean {
  return browser.runtime.getManifest().optional_host_permissions?.some((origin) => origin.startsWith('file:')) ?? false;
}
