/** The quick panel: opens the anonymizer and recent downloads, says which preset is used. */
import { signal } from '@preact/signals';
import { ArrowUpRight, Settings, ShieldCheck } from 'lucide';
import { render } from 'preact';
import { followLanguage } from '../src/platform/language';
import { onTheme, storedTheme } from '../src/platform/preferences';
import { unmarkIcon } from '../src/platform/quick-panel';
import { settingsStorage } from '../src/platform/settings-storage';
import { extensionUrl, openAnonymizer, openOptions } from '../src/platform/tabs';
import { isOn, SettingsStore, type Standing, standingOf } from '../src/settings/store';
import { Icon } from '../src/ui/icon';
import { Locked } from '../src/ui/locked';
import { presetLine, presetName } from '../src/ui/preset-text';
import { t, useTexts } from '../src/ui/text';
import { followTheme } from '../src/ui/theme';
import { RecentDownloads } from './recent-downloads';
import '../src/ui/tokens.css';
import '../src/ui/base.css';
import './popup.css';

followTheme(storedTheme(), onTheme);
void unmarkIcon();

const standing = signal<Standing>({ kind: 'reading' });
const listsDownloads = signal(false);
new SettingsStore(settingsStorage).subscribe((state) => {
  standing.value = standingOf(state);
  listsDownloads.value = isOn(state, 'downloads');
});

/** The preset that a new tab starts with, or why nothing can be exported. */
function PresetInForce() {
  const now = standing.value;
  if (now.kind === 'reading') return <p role="status">{t('settings_reading')}</p>;
  if (now.kind === 'stopped') return <p role="alert">{t(`error_${now.cause}_invalid`)}</p>;
  const { defaultPreset } = now.inForce.settings;
  return (
    <>
      <p>{presetName(defaultPreset, now.inForce)}</p>
      <p class="soft small">{presetLine(defaultPreset, now.inForce)}</p>
      {now.inForce.origins.defaultPreset === 'administrator' && <Locked />}
    </>
  );
}

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
      {listsDownloads.value && <RecentDownloads />}
      <div class="popup-preset">
        <h2>{t('popup_preset')}</h2>
        <PresetInForce />
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
void followLanguage(({ message, locale }) => {
  useTexts(message, locale);
  if (root) render(<Popup />, root);
});
