/** The quick panel: opens the anonymizer and recent downloads, says which preset is used. */
import { ArrowUpRight, Settings, ShieldCheck } from 'lucide';
import { render } from 'preact';
import { language, message } from '../src/platform/i18n';
import { storedTheme } from '../src/platform/preferences';
import { unmarkIcon } from '../src/platform/quick-panel';
import { extensionUrl, openAnonymizer, openOptions } from '../src/platform/tabs';
import { Icon } from '../src/ui/icon';
import { t, useTexts } from '../src/ui/text';
import { applyTheme } from '../src/ui/theme';
import { RecentDownloads } from './recent-downloads';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import './popup.css';

useTexts(message, language());
document.documentElement.lang = t('language');
applyTheme(storedTheme());
void unmarkIcon();

function Popup() {
  return (
    <main class="popup">
      <h1 class="brand">
        <img src={extensionUrl('assets/icons/48.png')} alt="" />
        Veil
      </h1>
      <button
        type="button"
        class="button primary"
        onClick={async () => {
          await openAnonymizer();
          close();
        }}
      >
        {t('popup_open')}
        <Icon node={ArrowUpRight} />
      </button>
      <RecentDownloads />
      <div class="popup-preset">
        <h2>{t('popup_preset')}</h2>
        <p>{t('preset_research')}</p>
        <p class="soft small">{t('preset_research_keeps')}</p>
      </div>
      <p class="popup-privacy small">
        <Icon node={ShieldCheck} />
        {t('popup_privacy')}
      </p>
      <button type="button" class="button quiet" onClick={() => void openOptions()}>
        <Icon node={Settings} />
        {t('popup_options')}
      </button>
    </main>
  );
}

const root = document.getElementById('app');
if (root) render(<Popup />, root);
