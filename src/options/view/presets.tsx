import { Copy, Pencil, Star, Trash2 } from 'lucide';
import { duplicatePreset, removePreset } from '../../settings/edit';
import { type UsablePreset, usablePresets } from '../../settings/in-force';
import { allowsOwnPresets } from '../../settings/managed';
import { Icon } from '../../ui/icon';
import { Locked } from '../../ui/locked';
import { presetLine, presetName } from '../../ui/preset-text';
import { t } from '../../ui/text';
import { usePage } from './context';
import { GivenPreset } from './given-preset';
import { focusTitle, Section } from './section';

/** All presets that can be used; those that come with Veil are read-only. */
export function Presets({ onEdit }: { onEdit: (id: string, isNew?: boolean) => void }) {
  const page = usePage();
  const mayOwn = allowsOwnPresets(page.rules.value);
  return (
    <Section id="presets" title={t('settings_presets')} tools={!mayOwn && <Locked />}>
      <p class="soft">{t(mayOwn ? 'settings_presets_text' : 'settings_presets_locked')}</p>
      <ul class="preset-list">
        {usablePresets(page.inForce.value).map((preset) => (
          <PresetItem key={preset.id} preset={preset} mayOwn={mayOwn} onEdit={onEdit} />
        ))}
      </ul>
    </Section>
  );
}

function PresetItem(props: {
  readonly preset: UsablePreset;
  readonly mayOwn: boolean;
  readonly onEdit: (id: string, isNew?: boolean) => void;
}) {
  const { preset, mayOwn, onEdit } = props;
  const page = usePage();
  const { id, origin } = preset;
  const inForce = page.inForce.value;
  const name = presetName(id, inForce);
  const isDefault = inForce.settings.defaultPreset === id;
  const duplicate = async () => {
    let copy = '';
    const problem = await page.change((settings) => {
      const made = duplicatePreset(settings, preset, t('settings_copy_of', name));
      copy = made.id;
      return made.settings;
    });
    if (!problem && copy) onEdit(copy, true);
  };
  const remove = async () => {
    await page.change((settings) => removePreset(settings, id), 'removed');
    focusTitle('presets');
  };
  return (
    <li class={`preset-item ${origin}`}>
      <div class="preset-words">
        <h3>
          {name} <span class={`origin ${origin}`}>{t(`origin_preset_${origin}`)}</span>
          {isDefault && (
            <span class="origin chosen">
              <Icon node={Star} size={12} />
              {t('settings_is_default')}
            </span>
          )}
        </h3>
        <p class="soft small">{presetLine(id, inForce)}</p>
        {origin === 'administrator' && preset.custom && <GivenPreset preset={preset.custom} />}
      </div>
      <div class="preset-tools">
        {origin === 'user' && (
          <button
            type="button"
            class="button slim"
            aria-label={t('settings_edit_named', name)}
            onClick={() => onEdit(id)}
          >
            <Icon node={Pencil} size={14} />
            {t('settings_edit')}
          </button>
        )}
        {mayOwn && (
          <button
            type="button"
            class="button slim"
            aria-label={t('settings_duplicate_named', name)}
            disabled={!page.canChange.value}
            onClick={() => void duplicate()}
          >
            <Icon node={Copy} size={14} />
            {t('settings_duplicate')}
          </button>
        )}
        {origin === 'user' && (
          <button
            type="button"
            class="button slim square"
            aria-label={t('settings_delete_named', name)}
            title={t('settings_delete_named', name)}
            onClick={() => void remove()}
          >
            <Icon node={Trash2} size={14} />
          </button>
        )}
      </div>
    </li>
  );
}
