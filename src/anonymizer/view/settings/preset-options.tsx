import { useSignal } from '@preact/signals';
import { SlidersHorizontal } from 'lucide';
import type { ChoosableOption } from '../../../settings/options';
import { Icon } from '../../../ui/icon';
import { Locked } from '../../../ui/locked';
import { OptionSwitch } from '../../../ui/option-switch';
import { Popover } from '../../../ui/popover';
import { CLEANING, presetName, RETAINING } from '../../../ui/preset-text';
import { t } from '../../../ui/text';
import { useSession } from '../context';
import { changesText, presetKeeps } from './preset-text';

/** The options of the profile as switches, behind a button that says how they differ from the preset's. */
export function PresetOptions() {
  const { configuration } = useSession();
  /** What the option chosen last has switched off. */
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
    names.map((name) => {
      const on = configuration.options.value.has(name);
      const isOfPreset = configuration.presetOptions.value.includes(name);
      return (
        <OptionSwitch
          key={name}
          name={name}
          on={on}
          disabled={locked}
          changed={on !== isOfPreset}
          note={isOfPreset ? t('options_of_preset') : ''}
          text={displaced.value === name ? <strong>{t('option_displaced')}</strong> : undefined}
          onChange={(on) => choose(name, on)}
        />
      );
    });
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
