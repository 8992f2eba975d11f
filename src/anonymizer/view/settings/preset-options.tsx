import { useSignal } from '@preact/signals';
import { SlidersHorizontal } from 'lucide';
import { useId } from 'preact/hooks';
import type { ChoosableOption } from '../../../settings/options';
import { Icon } from '../../../ui/icon';
import { Locked } from '../../../ui/locked';
import { optionName, optionText } from '../../../ui/option-text';
import { Popover } from '../../../ui/popover';
import { CLEANING, presetName, RETAINING } from '../../../ui/preset-text';
import { t } from '../../../ui/text';
import { useSession } from '../context';
import { changesText, presetKeeps } from './preset-text';

/** The options of the profile as switches, behind a button that says how they differ from the preset's. */
export function PresetOptions() {
  const { configuration } = useSession();
  const displaced = useSignal<ChoosableOption | null>(null);
  const changes = changesText(configuration.optionChanges.value);
  const locked = configuration.inForce.value.rules.lockOverrides ?? false;
  const choose = (name: ChoosableOption, on: boolean) => {
    displaced.value = null;
    void configuration.setOption(name, on).then((other) => {
      displaced.value = other;
    });
  };
  const switches = (names: readonly ChoosableOption[]) =>
    names.map((name) => (
      <OptionSwitch
        key={name}
        name={name}
        on={configuration.options.value.has(name)}
        ofPreset={configuration.presetOptions.value.includes(name)}
        displaced={displaced.value === name}
        locked={locked}
        onChange={(on) => choose(name, on)}
      />
    ));
  return (
    <Popover
      label={t('options_panel')}
      class={changes ? 'preset-options changed' : 'preset-options'}
      title={changes ? t('options_title', changes) : t('options_panel')}
      button={
        <>
          <Icon node={SlidersHorizontal} />
          {changes || t('options_button')}
        </>
      }
      onClose={() => {
        displaced.value = null;
      }}
    >
      <p class="soft">{presetKeeps(configuration)}</p>
      {locked && <Locked />}
      <fieldset>
        <legend>{t('options_retain')}</legend>
        {switches(RETAINING)}
      </fieldset>
      <fieldset>
        <legend>{t('options_clean')}</legend>
        {switches(CLEANING)}
      </fieldset>
      <button
        type="button"
        class="button slim"
        aria-disabled={changes === ''}
        onClick={() => changes && void configuration.resetOptions()}
      >
        {t('options_reset', presetName(configuration.preset.value, configuration.inForce.value))}
      </button>
    </Popover>
  );
}

function OptionSwitch(props: {
  readonly name: ChoosableOption;
  readonly on: boolean;
  readonly ofPreset: boolean;
  /** Another option has just switched it off. */
  readonly displaced: boolean;
  readonly locked: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { name, on, ofPreset, displaced, locked, onChange } = props;
  const id = useId();
  return (
    <label class={on === ofPreset ? 'option' : 'option changed'}>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        disabled={locked}
        aria-checked={on}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-text`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="option-name" id={`${id}-name`}>
        {optionName(name)}
      </span>
      {ofPreset && <span class="option-preset soft small">{t('options_of_preset')}</span>}
      <span class="option-text soft small" id={`${id}-text`}>
        {displaced ? <strong>{t('option_displaced')}</strong> : optionText(name)}
      </span>
    </label>
  );
}
