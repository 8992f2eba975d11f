import { ArrowLeft, Star } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { changePreset } from '../../settings/edit';
import { policyInForce } from '../../settings/in-force';
import { type ChoosableOption, oppositeOf } from '../../settings/options';
import { BUILT_IN_PRESETS, builtInPreset, type PresetOverride } from '../../settings/presets';
import type { CustomPreset } from '../../settings/schema';
import { Icon } from '../../ui/icon';
import { optionName, optionText } from '../../ui/option-text';
import { CLEANING, presetLine, presetName, RETAINING } from '../../ui/preset-text';
import { t } from '../../ui/text';
import { usePage } from './context';
import { OverrideForm } from './override-form';
import { OverrideTable } from './override-table';
import { Section } from './section';
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
  const change = (part: Partial<CustomPreset>) => page.change((settings) => changePreset(settings, id, part));
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
          onCommit={(name) => change({ name: name.trim() })}
        />
        <TextField
          label={t('settings_id')}
          value={id}
          hint={t('settings_id_text')}
          mono
          onCommit={async (wanted) => {
            const problem = await change({ id: wanted });
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
            onChange={(event) => {
              const base = event.currentTarget.value;
              void change({ base, options: withoutClash(base, preset.options ?? []) });
            }}
          >
            {BUILT_IN_PRESETS.map((one) => (
              <option key={one.id} value={one.id}>
                {presetName(one.id, inForce)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Options preset={preset} onChange={(options) => void change({ options: [...options] })} />
      <h3>{t('settings_rules')}</h3>
      <p class="soft small">{t('settings_rules_text')}</p>
      <OverrideTable
        overrides={overrides}
        base={policyInForce(withoutOverrides(inForce, id), id)}
        baseName={baseName}
        onChange={(index, override) => change({ overrides: replaced(overrides, index, override) })}
      />
      <OverrideForm
        others={overrides}
        organization={inForce.settings.organization}
        onAdd={(override) => change({ overrides: [...overrides, override] })}
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

/** The options as switches; those of the base are on and stay on. */
function Options(props: {
  readonly preset: CustomPreset;
  readonly onChange: (options: readonly ChoosableOption[]) => void;
}) {
  const { preset, onChange } = props;
  const ofBase = builtInPreset(preset.base)?.options ?? [];
  const own = preset.options ?? [];
  const switches = (names: readonly ChoosableOption[]) =>
    names.map((name) => {
      const opposite = oppositeOf(name);
      const isBarred = opposite !== undefined && ofBase.includes(opposite);
      return (
        <OptionSwitch
          key={name}
          name={name}
          on={ofBase.includes(name) || own.includes(name)}
          note={ofBase.includes(name) ? t('settings_of_base') : isBarred ? t('option_displaced') : ''}
          onChange={(on) => {
            const others = own.filter((one) => one !== name && !(on && one === opposite));
            onChange(on ? [...others, name] : others);
          }}
        />
      );
    });
  return (
    <div class="option-columns">
      <fieldset>
        <legend>{t('options_retain')}</legend>
        {switches(RETAINING)}
      </fieldset>
      <fieldset>
        <legend>{t('options_clean')}</legend>
        {switches(CLEANING)}
      </fieldset>
    </div>
  );
}

function OptionSwitch(props: {
  readonly name: ChoosableOption;
  readonly on: boolean;
  /** Why it can't be switched, '' where it can. */
  readonly note: string;
  readonly onChange: (on: boolean) => void;
}) {
  const { name, on, note, onChange } = props;
  const box = useRef<HTMLInputElement>(null);
  // A change that is not kept leaves the switch as it was.
  useEffect(() => {
    if (box.current) box.current.checked = on;
  });
  return (
    <label class="option">
      <input
        ref={box}
        type="checkbox"
        role="switch"
        checked={on}
        disabled={note !== ''}
        aria-checked={on}
        aria-labelledby={`option-${name}`}
        aria-describedby={`option-${name}-text`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="option-name" id={`option-${name}`}>
        {optionName(name)}
      </span>
      {note && <span class="option-preset soft small">{note}</span>}
      <span class="option-text soft small" id={`option-${name}-text`}>
        {optionText(name)}
      </span>
    </label>
  );
}

/** Options of one's own that the base has, or that contradict it, go with another base. */
function withoutClash(base: string, options: readonly ChoosableOption[]): ChoosableOption[] {
  const ofBase = builtInPreset(base)?.options ?? [];
  return options.filter((name) => {
    const opposite = oppositeOf(name);
    return !ofBase.includes(name) && !(opposite !== undefined && ofBase.includes(opposite));
  });
}

function withoutOverrides(inForce: ReturnType<typeof usePage>['inForce']['value'], id: string) {
  const presets = inForce.settings.presets?.map((one) => (one.id === id ? { ...one, overrides: [] } : one)) ?? [];
  return { ...inForce, settings: { ...inForce.settings, presets } };
}

function replaced(
  overrides: readonly PresetOverride[],
  index: number,
  override: PresetOverride | null,
): PresetOverride[] {
  return overrides.flatMap((one, at) => (at !== index ? [one] : override ? [override] : []));
}
