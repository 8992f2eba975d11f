import { builtInPreset } from '../../settings/presets';
import type { CustomPreset } from '../../settings/schema';
import { optionName } from '../../ui/option-text';
import { plural, snake, t } from '../../ui/text';
import { MaskWords } from './mask-words';
import { Rules } from './rules';

type Mask = NonNullable<CustomPreset['masks']>[number];

/** All that a preset of the administrator says, to read. */
export function GivenPreset({ preset }: { preset: CustomPreset }) {
  const { base, options = [], overrides = [], masks = [] } = preset;
  const builtIn = builtInPreset(base);
  return (
    <details class="small given">
      <summary>{t('settings_given')}</summary>
      <dl>
        <dt>{t('settings_base')}</dt>
        <dd>{builtIn && t(`preset_${snake(builtIn.id)}`)}</dd>
        <dt>{t('settings_given_options')}</dt>
        <dd>
          {options.length === 0 ? (
            t('settings_none')
          ) : (
            <ul>
              {options.map((option) => (
                <li key={option}>{optionName(option)}</li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{t('settings_rules')}</dt>
        <dd>{overrides.length === 0 ? t('settings_none') : <Rules rules={overrides} />}</dd>
        <dt>{t('settings_masks')}</dt>
        <dd>{masks.length === 0 ? t('settings_none') : <GivenMasks masks={masks} />}</dd>
      </dl>
    </details>
  );
}

/** Masks that can't be changed here, to read. */
export function GivenMasks({ masks }: { masks: readonly Mask[] }) {
  return (
    <ul class="given-masks" aria-label={plural('settings_masks_shown', masks.length)}>
      {masks.map((mask) => (
        <li key={JSON.stringify(mask)}>
          <MaskWords mask={mask} />
        </li>
      ))}
    </ul>
  );
}
