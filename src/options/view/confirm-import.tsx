import type { Theme } from '../../settings/carried';
import type { ImportPreview } from '../../settings/import-preview';
import { builtInPreset } from '../../settings/presets';
import type { Settings } from '../../settings/schema';
import type { SettingsProblem } from '../../settings/store';
import { Dialog } from '../../ui/dialog';
import { list, type MessageKey, number, snake, t } from '../../ui/text';
import type { Incoming } from '../state/options-page';
import { usePage } from './context';
import { DialogButtons } from './dialog-buttons';
import { languageName } from './language-name';

/** What an import would change, before it does. */
export function ConfirmImport(props: {
  readonly incoming: Incoming;
  readonly onClose: (problem: SettingsProblem | null) => void;
}) {
  const { incoming, onClose } = props;
  const page = usePage();
  const { preview } = incoming;
  const deriving = page.deriving.value;
  const lines = changes(incoming, page.user.value);
  const close = () => {
    deriving?.cancel();
    onClose(null);
  };
  return (
    <Dialog title="import-title" onCancel={close}>
      <h2 id="import-title">{t('settings_import_title')}</h2>
      {lines.length === 0 && !preview.projectKey ? (
        <p>{t('settings_import_same')}</p>
      ) : (
        <>
          <p>{t('settings_import_text')}</p>
          <ul class="facts">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            {preview.projectKey && <li>{t('settings_import_key')}</li>}
          </ul>
        </>
      )}
      {withoutForce(preview).map((line) => (
        <p key={line} class="caution">
          {line}
        </p>
      ))}
      {incoming.holdsPolicy && <p class="caution">{t('policy_left_out')}</p>}
      {deriving && <progress aria-label={t('settings_key_deriving')} max={1} value={deriving.done} />}
      <DialogButtons
        action={t('settings_import_do')}
        onCancel={close}
        onAct={async () => onClose(await page.take(incoming))}
        disabled={deriving !== null}
      />
    </Dialog>
  );
}

function changes({ preview, settings, carried, carriedBefore }: Incoming, now: Settings): readonly string[] {
  const becomes = (name: MessageKey, then: string, before: string) =>
    t('settings_import_becomes', t(name), then, before);
  const masks = (all: readonly unknown[] = []) => number(all.length);
  const opens = (choice: 'anonymizer' | 'panel' = 'anonymizer') => t(`options_toolbar_${choice}`);
  const { added, changed, removed } = preview;
  return [
    ...(added.length > 0 ? [t('settings_import_added', list(added))] : []),
    ...(changed.length > 0 ? [t('settings_import_changed', list(changed))] : []),
    ...(removed.length > 0 ? [t('settings_import_removed', list(removed))] : []),
    ...(preview.defaultPreset ? [becomes('settings_default', defaultName(settings), defaultName(now))] : []),
    ...(preview.organization
      ? [
          becomes(
            'settings_organization',
            settings.organization ?? t('settings_none'),
            now.organization ?? t('settings_none'),
          ),
        ]
      : []),
    ...(preview.deviceMasks
      ? [becomes('settings_remembered', masks(carried.deviceMasks), masks(carriedBefore.deviceMasks))]
      : []),
    ...(preview.toolbarClick
      ? [becomes('options_toolbar_opens', opens(carried.toolbarClick), opens(carriedBefore.toolbarClick))]
      : []),
    ...(preview.theme ? [becomes('theme', themeName(carried.theme), themeName(carriedBefore.theme))] : []),
    ...(preview.singleKeys ? [t(carried.singleKeys ? 'settings_import_keys_on' : 'settings_import_keys_off')] : []),
    ...(preview.language
      ? [becomes('options_language', languageName(carried.language), languageName(carriedBefore.language))]
      : []),
  ];
}

function themeName(theme: Theme = 'system'): string {
  return t(`theme_name_${theme}`);
}

/** What the administrator has set otherwise: it is kept, and does nothing. */
function withoutForce({ withoutForce: { presets, settings } }: ImportPreview): readonly string[] {
  const names = {
    defaultPreset: 'settings_default',
    organization: 'settings_organization',
    projectKey: 'settings_key',
  } as const;
  return [
    ...(presets.length > 0 ? [t('settings_import_no_presets', list(presets))] : []),
    ...(settings.length > 0 ? [t('settings_import_no_force', list(settings.map((name) => t(names[name]))))] : []),
  ];
}

function defaultName({ defaultPreset = 'research', presets = [] }: Settings): string {
  const builtIn = builtInPreset(defaultPreset);
  return builtIn
    ? t(`preset_${snake(builtIn.id)}`)
    : (presets.find(({ id }) => id === defaultPreset)?.name ?? defaultPreset);
}
