import { usablePresets } from '../../settings/in-force';
import { Locked } from '../../ui/locked';
import { presetName } from '../../ui/preset-text';
import { t } from '../../ui/text';
import { usePage } from './context';
import { Section } from './section';
import { TextField } from './text-field';

/** What holds whatever the preset: which one is chosen at first, and what the organization is called. */
export function General() {
  const page = usePage();
  const inForce = page.inForce.value;
  const { settings, origins } = inForce;
  const isLocked = origins.defaultPreset === 'administrator';
  return (
    <Section id="general" title={t('settings_general')}>
      <div class="text-field">
        <label for="default-preset">{t('settings_default')}</label>
        <select
          id="default-preset"
          class="field"
          value={settings.defaultPreset}
          disabled={isLocked || !page.canChange.value}
          aria-describedby="default-preset-hint"
          onChange={(event) => {
            const { value } = event.currentTarget;
            void page.change((before) => ({ ...before, defaultPreset: value }));
          }}
        >
          {usablePresets(inForce).map(({ id }) => (
            <option key={id} value={id}>
              {presetName(id, inForce)}
            </option>
          ))}
        </select>
        {isLocked && <Locked />}
        <p id="default-preset-hint" class="soft small">
          {t('settings_default_text')}
        </p>
      </div>
      <TextField
        label={t('settings_organization')}
        value={settings.organization ?? ''}
        hint={t('settings_organization_text')}
        locked={origins.organization === 'administrator'}
        disabled={!page.canChange.value}
        onCommit={(organization) =>
          page.change(({ organization: _, ...rest }) => (organization === '' ? rest : { ...rest, organization }))
        }
      />
    </Section>
  );
}
