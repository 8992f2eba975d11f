/** The options page: settings of the user, what the administrator has set, privacy and version. */
import { CircleHelp, ShieldCheck } from 'lucide';
import { render } from 'preact';
import { OptionsPage } from '../src/options/state/options-page';
import { Page } from '../src/options/view/page';
import { carriedStorage } from '../src/platform/carried-storage';
import { followLanguage } from '../src/platform/language';
import { onTheme, storedTheme, storeTheme } from '../src/platform/preferences';
import { settingsStorage } from '../src/platform/settings-storage';
import { extensionUrl, openAnonymizer, version } from '../src/platform/tabs';
import { SettingsStore } from '../src/settings/store';
import { Icon } from '../src/ui/icon';
import { t, useTexts } from '../src/ui/text';
import { followTheme } from '../src/ui/theme';
import { GrantedSites } from './granted-sites';
import { LanguageChoice } from './language-choice';
import { ToolbarClick } from './toolbar-click';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import '../src/ui/switch.css';
import '../src/ui/dialog.css';
import '../src/options/styles/page.css';
import '../src/options/styles/presets.css';
import '../src/options/styles/form.css';

const theme = followTheme(storedTheme(), onTheme);

const page = new OptionsPage(new SettingsStore(settingsStorage), carriedStorage);

function About() {
  return (
    <>
      <section aria-labelledby="privacy-title">
        <h2 id="privacy-title">{t('options_privacy')}</h2>
        <ul class="promises">
          {(['options_privacy_1', 'options_privacy_2', 'options_privacy_3'] as const).map((key) => (
            <li key={key}>
              <Icon node={ShieldCheck} />
              {t(key)}
            </li>
          ))}
        </ul>
      </section>
      <section id="about" aria-labelledby="about-title">
        <h2 id="about-title">{t('options_about')}</h2>
        <p>{t('options_version', version())}</p>
        <p class="soft">{t('options_licence')}</p>
        <p class="soft">{t('disclaimer')}</p>
        <a href={extensionUrl('src/conformance/index.html')}>{t('menu_conformance')}</a>
        <button type="button" class="button" onClick={() => void openAnonymizer()}>
          <Icon node={CircleHelp} />
          {t('options_help')}
        </button>
      </section>
    </>
  );
}

const root = document.getElementById('app');
void followLanguage(({ message, locale }) => {
  useTexts(message, locale);
  document.title = t('options_page_title');
  if (!root) return;
  render(
    <Page page={page} icon={extensionUrl('assets/icons/48.png')} theme={theme} onTheme={storeTheme}>
      <div id="browser" class="sections">
        <LanguageChoice />
        <ToolbarClick />
        <GrantedSites />
      </div>
      <About />
    </Page>,
    root,
  );
});
