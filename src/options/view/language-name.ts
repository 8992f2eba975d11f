import { t } from '../../ui/text';

/** Each language in its own words: who needs it can read it. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  id: 'Bahasa Indonesia',
};

/** What a language, or the choice of the browser's, is called. */
export function languageName(language = 'browser'): string {
  return OWN_NAMES[language] ?? (language === 'browser' ? t('options_language_browser') : language);
}
