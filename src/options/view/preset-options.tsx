import { type ChoosableOption, oppositeOf } from '../../settings/options';
import { builtInPreset } from '../../settings/presets';
import type { CustomPreset } from '../../settings/schema';
import { OptionSwitch } from '../../ui/option-switch';
import { CLEANING, RETAINING } from '../../ui/preset-text';
import { t } from '../../ui/text';

/** The options as switches; those of the base are on and stay on. */
export function PresetOptions(props: {
  readonly preset: CustomPreset;
  readonly onChange: (name: ChoosableOption, on: boolean) => void;
}) {
  const { preset, onChange } = props;
  const ofBase = builtInPreset(preset.base)?.options ?? [];
  const own = preset.options ?? [];
  const switches = (names: readonly ChoosableOption[]) =>
    names.map((name) => {
      const opposite = oppositeOf(name);
      const isBarred = opposite !== undefined && ofBase.includes(opposite);
      const isOfBase = ofBase.includes(name);
      return (
        <OptionSwitch
          key={name}
          name={name}
          on={isOfBase || own.includes(name)}
          disabled={isOfBase || isBarred}
          note={isOfBase ? t('settings_of_base') : isBarred ? t('option_displaced') : ''}
          onChange={(on) => onChange(name, on)}
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
