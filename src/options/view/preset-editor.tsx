import { ArrowLeft, Star } from 'lucide';
import { changePreset, type PresetChange, withBase, withMask, withOption, withOverride } from '../../settings/edit';
import { policyInForce } from '../../settings/in-force';
import { BUILT_IN_PRESETS } from '../../settings/presets';
import type { CustomPreset } from '../../settings/schema';
import { Icon } from '../../ui/icon';
import { presetLine, presetName } from '../../ui/preset-text';
import { t } from '../../ui/text';
import { usePage } from './context';
import { Masks } from './masks';
import { OverrideForm } from './override-form';
import { OverrideTable } from './override-table';
import { PresetOptions } from './preset-options';
import { focusTitle, Section } from './section';
import { TextField } from './text-field';

/** One preset of the user's own. Each change is kept at once, if it is valid. */
export function PresetEditor(props: {
  readonly preset: CustomPreset;
  /** Just made: its name is the first thing to change. */
  readonly isNew: boolean;
  readonly onRename: (id: string) => void;
  readonly onBack: () => void;
}) {
  const { preset, isNew, onRename, onBack } = props;
  const page = usePage();
  const inForce = page.inForce.value;
  const { id, overrides = [] } = preset;
  const isDefault = inForce.settings.defaultPreset === id;
  const change = (part: PresetChange, kind?: 'removed') =>
    page.change((settings) => changePreset(settings, id, part), kind);
  const baseName = presetName(preset.base, inForce);
  return (
    <Section
      id="presets"
      title={preset.name}
      tools={
        <button type="button" class="button slim" onClick={onBack}>
          <Icon node={ArrowLeft} size={14} />
          {t('settings_back')}
        </button>
      }
    >
      <p class="soft small">{presetLine(id, inForce)}</p>
      <div class="fields">
        <TextField
          label={t('settings_name')}
          value={preset.name}
          marked={isNew}
          onCommit={(name) => change(() => ({ name: name.trim() }))}
        />
        <TextField
          label={t('settings_id')}
          value={id}
          hint={t('settings_id_text')}
          mono
          onCommit={async (wanted) => {
            const problem = await change(() => ({ id: wanted }));
            if (!problem) onRename(wanted);
            return problem;
          }}
        />
        <div class="text-field">
          <label for="preset-base">{t('settings_base')}</label>
          <select
            id="preset-base"
            class="field"
            value={preset.base}
            onChange={(event) => void change(withBase(event.currentTarget.value))}
          >
            {BUILT_IN_PRESETS.map((one) => (
              <option key={one.id} value={one.id}>
                {presetName(one.id, inForce)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <PresetOptions preset={preset} onChange={(name, on) => void change(withOption(name, on))} />
      <h3 id="rules-title" tabIndex={-1}>
        {t('settings_rules')}
      </h3>
      <p class="soft small">{t('settings_rules_text')}</p>
      <OverrideTable
        overrides={overrides}
        base={policyInForce(withoutOverrides(inForce, id), id)}
        baseName={baseName}
        onChange={(before, after) => change(withOverride(before, after))}
        onRemove={async (override) => {
          await change(withOverride(override, null), 'removed');
          focusTitle('rules');
        }}
      />
      <OverrideForm
        others={overrides}
        organization={inForce.settings.organization}
        onAdd={(override) => change(withOverride(null, override))}
      />
      <Masks
        masks={preset.masks ?? []}
        onChange={(before, after) => change(withMask(before, after))}
        onRemove={async (mask) => {
          await change(withMask(mask, null), 'removed');
          focusTitle('masks');
        }}
      />
      {!isDefault && (
        <button
          type="button"
          class="button"
          disabled={inForce.origins.defaultPreset === 'administrator'}
          onClick={() => void page.change((settings) => ({ ...settings, defaultPreset: id }))}
        >
          <Icon node={Star} />
          {t('settings_make_default')}
        </button>
      )}
    </Section>
  );
}

function withoutOverrides(inForce: ReturnType<typeof usePage>['inForce']['value'], id: string) {
  const presets = inForce.settings.presets?.map((one) => (one.id === id ? { ...one, overrides: [] } : one)) ?? [];
  return { ...inForce, settings: { ...inForce.settings, presets } };
}
