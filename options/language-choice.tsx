import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { languageName } from '../src/options/view/language-name';
import { chooseLanguage, chosenLanguage, onLanguage } from '../src/platform/language';
import { type LanguageChoice as Choice, LANGUAGES } from '../src/platform/languages';
import { t } from '../src/ui/text';

/** The language of all pages, open ones included. */
export function LanguageChoice() {
  const chosen = useSignal<Choice>('browser');
  useEffect(() => {
    const show = async () => {
      chosen.value = await chosenLanguage();
    };
    onLanguage(() => void show());
    void show();
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
          <option value="browser">{languageName('browser')}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {languageName(language)}
            </option>
          ))}
        </select>
      </p>
    </section>
  );
}
