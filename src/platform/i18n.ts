import browser from 'webextension-polyfill';

/** The text of a message in the browser's language, '' where there is none. */
export function message(key: string, substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/** The browser's language, for number formats. */
export function language(): string {
  return browser.i18n.getUILanguage();
}
