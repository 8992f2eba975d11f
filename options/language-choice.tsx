import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { chooseLanguage, chosenLanguage } from '../src/platform/language';
import { type LanguageChoice as Choice, LANGUAGES } from '../src/platform/languages';
import { t } from '../src/ui/text';

/** Each language in its own words: who needs it can read it. */
const OWN_NAMES = { en: 'English', de: 'Deutsch', fr: 'Français', id: 'Bahasa Indonesia' } as const;

/** The language of all pages, open ones included. */
export function LanguageChoice() {
  const chosen = useSignal<Choice>('browser');
  useEffect(() => {
    void chosenLanguage().then((language) => {
      chosen.value = language;
    });
  }, []);
  return (
    <section aria-labelledby="language-title">
      <h2 id="language-title">{t('options_language')}</h2>
      <p class="choice">
        <label for="language">{t('options_language_of_texts')}</label>
        <select
          id="language"
          class="field"
          value={chosen.value}
          onChange={({ currentTarget: { value } }) => {
            chosen.value = LANGUAGES.find((language) => language === value) ?? 'browser';
            void chooseLanguage(chosen.value);
          }}
        >
          <option value="browser">{t('options_language_browser')}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {OWN_NAMES[language]}
            </option>
          ))}
        </select>
      </p>
    </section>
  );
}
