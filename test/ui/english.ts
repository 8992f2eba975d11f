import messages from '../../assets/_locales/en/messages.json';
import { type Translate, useTexts } from '../../src/ui/text';

const english: Translate = (key, values) => {
  const entry = (messages as Readonly<Record<string, { message: string } | undefined>>)[key];
  return (entry?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => values[Number(index) - 1] ?? '');
};

/** The English texts, as the browser would give them. */
export function useEnglish(): void {
  useTexts(english, 'en');
}
