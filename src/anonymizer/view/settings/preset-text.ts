import { keptText, presetLine, presetName } from '../../../ui/preset-text';
import { plural, t } from '../../../ui/text';
import type { Configuration } from '../../state/settings/configuration';
import type { OptionChanges } from '../../state/settings/option-set';

/** “+ 2 options, 1 off”, or '' where the preset is as it comes. */
export function changesText({ added, left }: OptionChanges): string {
  const parts = [added > 0 && plural('options_added', added), left > 0 && plural('options_left', left)];
  return parts.filter((part) => part !== false).join(', ');
}

/** What remains under the preset and the options in force, in one line. */
export function presetKeeps(configuration: Configuration): string {
  const preset = configuration.preset.value;
  const changes = changesText(configuration.optionChanges.value);
  if (!changes) return presetLine(preset, configuration.inForce.value);
  const name = t('preset_changed', presetName(preset, configuration.inForce.value), changes);
  const kept = keptText(configuration.options.value);
  return kept ? t('preset_changed_keeps', name, kept) : t('preset_changed_keeps_none', name);
}
