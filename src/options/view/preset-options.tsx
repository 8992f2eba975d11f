import { useEffect, useRef } from 'preact/hooks';
import { type ChoosableOption, oppositeOf } from '../../settings/options';
import { builtInPreset } from '../../settings/presets';
import type { CustomPreset } from '../../settings/schema';
import { optionName, optionText } from '../../ui/option-text';
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
      return (
        <OptionSwitch
          key={name}
          name={name}
          on={ofBase.includes(name) || own.includes(name)}
          note={ofBase.includes(name) ? t('settings_of_base') : isBarred ? t('option_displaced') : ''}
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
