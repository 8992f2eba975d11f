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
  let latest = 0;
  const look = async () => {
    const own = ++latest;
    const texts = await chosenTexts();
    // Of two quick changes the later one holds.
    if (own === latest) show(texts);
  };
  onLanguage(() => void look());
  await look();
}

/** Calls back whenever another language is chosen in any page. */
export function onLanguage(listener: () => void): void {
  onChoice('language', listener);
}

/** The texts in the language that the user chose. */
export async function chosenTexts(): Promise<Catalog> {
  const chosen = await chosenLanguage();
  const messages = chosen === 'browser' ? undefined : await messagesOf(chosen);
  return messages
    ? { message: (key, values) => filled(messages[key]?.message, values), locale: localeOf(chosen) }
    : ofBrowser();
}

function ofBrowser(): Catalog {
  const message = (key: string, substitutions: readonly string[]) => browser.i18n.getMessage(key, [...substitutions]);
  return { message, locale: localeOf(message('language', [])) };
}

/** With the browser's region where it speaks the language of the texts: British dates for British readers. */
function localeOf(language: string): string {
  const own = browser.i18n.getUILanguage();
  return own.split('-')[0] === language ? own : language;
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
