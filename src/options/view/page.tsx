import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Theme } from '../../settings/carried';
import type { CustomPreset } from '../../settings/schema';
import { type MessageKey, t } from '../../ui/text';
import { ThemeButton } from '../../ui/theme';
import type { OptionsPage } from '../state/options-page';
import { Administrator } from './administrator';
import { PageProvider } from './context';
import { General } from './general';
import { NoticeBar } from './notice';
import { PresetEditor } from './preset-editor';
import { Presets } from './presets';
import { ProjectKey } from './project-key';
import { RememberedMasks } from './remembered-masks';
import { SettingsFile } from './settings-file';

/** Where the navigation leads to; the last ones are the page's that holds this. */
const PLACES: readonly (readonly [string, MessageKey])[] = [
  ['presets', 'settings_presets'],
  ['general', 'settings_general'],
  ['remembered-masks', 'settings_remembered'],
  ['project-key', 'settings_key'],
  ['settings-file', 'settings_file'],
  ['administrator', 'settings_administrator'],
  ['browser', 'settings_browser'],
  ['about', 'options_about'],
];

export function Page(props: {
  readonly page: OptionsPage;
  readonly icon: string;
  readonly theme: ReadonlySignal<Theme>;
  readonly onTheme: (theme: Theme) => void;
  /** Sections that need the browser. */
  readonly children: ComponentChildren;
}) {
  const { page, icon, theme, onTheme, children } = props;
  const edited = useSignal<{ readonly id: string; readonly isNew: boolean } | null>(null);
  const preset = ownPreset(page, edited.value?.id);
  const hasMoved = useRef(false);
  const show = (next: typeof edited.value) => {
    hasMoved.current = true;
    edited.value = next;
  };
  // One that is gone is not edited any more, also if it comes back.
  useEffect(() => {
    if (edited.value && !ownPreset(page, edited.value.id)) edited.value = null;
  }, [preset]);
  // What was asked for by the address is there only now.
  useEffect(() => {
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  // A new preset's name has the focus; else what has come in place of what was there gets it.
  useEffect(() => {
    if (hasMoved.current && !edited.value?.isNew) document.getElementById('presets-title')?.focus();
  }, [edited.value]);
  return (
    <PageProvider value={page}>
      <header class="options-bar">
        <h1 class="brand">
          <img src={icon} alt="" />
          {t('options_page_title')}
        </h1>
        <ThemeButton theme={theme} onChange={onTheme} />
      </header>
      <div class="options-page">
        <nav aria-label={t('settings_sections')}>
          {PLACES.map(([id, name]) => (
            <a key={id} href={`#${id}`}>
              {t(name)}
            </a>
          ))}
        </nav>
        <main class="options">
          {preset ? (
            <PresetEditor
              key={preset.id}
              preset={preset}
              isNew={edited.value?.isNew ?? false}
              onRename={(id) => show({ id, isNew: false })}
              onBack={() => show(null)}
            />
          ) : (
            <Presets onEdit={(id, isNew = false) => show({ id, isNew })} />
          )}
          <General />
          <RememberedMasks />
          <ProjectKey />
          <SettingsFile />
          <Administrator />
          {children}
        </main>
      </div>
      <NoticeBar />
    </PageProvider>
  );
}

/** A preset of the user's own that can be used. */
function ownPreset(page: OptionsPage, wanted: string | undefined): CustomPreset | undefined {
  const { settings, given } = page.inForce.value;
  return settings.presets?.find(({ id }) => id === wanted && !given.includes(id));
}
