/** The options page: the preset in force, the privacy promise, the version. */
import { CircleHelp, ShieldCheck } from 'lucide';
import { render } from 'preact';
import { language, message } from '../src/platform/i18n';
import { storedTheme, storeTheme } from '../src/platform/preferences';
import { extensionUrl, openAnonymizer, version } from '../src/platform/tabs';
import { Icon } from '../src/ui/icon';
import { t, useTexts } from '../src/ui/text';
import { applyTheme, ThemeButton } from '../src/ui/theme';
import { GrantedSites } from './granted-sites';
import { ToolbarClick } from './toolbar-click';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import './options.css';

useTexts(message, language());
document.documentElement.lang = t('language');
document.title = t('options_page_title');
applyTheme(storedTheme());

function Options() {
  return (
    <main class="options">
      <header>
        <h1 class="brand">
          <img src={extensionUrl('assets/icons/48.png')} alt="" />
          {t('options_page_title')}
        </h1>
        <ThemeButton initial={storedTheme()} onChange={storeTheme} />
      </header>
      <section aria-labelledby="preset-title">
        <h2 id="preset-title">{t('options_preset')}</h2>
        <p class="options-strong">{t('preset_research')}</p>
        <p class="soft">{t('preset_research_keeps')}</p>
        <p class="soft">{t('options_preset_note')}</p>
      </section>
      <ToolbarClick />
      <GrantedSites />
      <section aria-labelledby="privacy-title">
        <h2 id="privacy-title">{t('options_privacy')}</h2>
        <ul>
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
    </main>
  );
}

const root = document.getElementById('app');
if (root) render(<Options />, root);
