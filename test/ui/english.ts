import english from '../../assets/_locales/en/messages.json';
import { type Translate, useTexts } from '../../src/ui/text';

/** The texts of a language, as the browser would give them. */
export function textsOf(messages: object): Translate {
  const entries = messages as Readonly<Record<string, { readonly message: string } | undefined>>;
  return (key, values) =>
    (entries[key]?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? '');
}

/** The English texts. */
export function useEnglish(): void {
  useTexts(textsOf(english), 'en');
}
