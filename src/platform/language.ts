import browser from 'webextension-polyfill';
import { choice, choose, onChoice } from './choices';
import { LANGUAGES, type LanguageChoice } from './languages';

/** Texts in one language. */
export interface Catalog {
  /** The text of a message with `$1`, `$2` filled in; '' where there is none. */
  readonly message: (key: string, substitutions: readonly string[]) => string;
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
}

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

export async function chosenLanguage(): Promise<LanguageChoice> {
  const chosen = await choice('language');
  return LANGUAGES.find((language) => language === chosen) ?? 'browser';
}

export async function chooseLanguage(chosen: LanguageChoice): Promise<void> {
  await choose('language', chosen);
}

/** Hands over the texts in the language that the user chose, and again whenever another one is chosen in any page. */
export async function followLanguage(show: (texts: Catalog) => void): Promise<void> {
  onLanguage(() => void chosenTexts().then(show));
  show(await chosenTexts());
}

/** Calls back whenever another language is chosen in any page. */
export function onLanguage(listener: () => void): void {
  onChoice('language', listener);
}

/** The texts in the language that the user chose. */
export async function chosenTexts(): Promise<Catalog> {
  const chosen = await chosenLanguage();
  const messages = chosen === 'browser' ? undefined : await messagesOf(chosen);
  return messages ? { message: (key, values) => filled(messages[key]?.message, values), locale: chosen } : ofBrowser();
}

function ofBrowser(): Catalog {
  const message = (key: string, substitutions: readonly string[]) => browser.i18n.getMessage(key, [...substitutions]);
  // Where the browser speaks another language than the texts, numbers are written as the texts are.
  const own = browser.i18n.getUILanguage();
  const ofTexts = message('language', []);
  return { message, locale: own.split('-')[0] === ofTexts ? own : ofTexts };
}

async function messagesOf(language: LanguageChoice): Promise<Messages | undefined> {
  try {
    const response = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
    return (await response.json()) as Messages;
  } catch {
    return undefined;
  }
}

function filled(text = '', values: readonly string[]): string {
  return text.replaceAll(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? '');
}
