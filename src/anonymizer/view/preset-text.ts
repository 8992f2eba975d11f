import { keptText, presetLine, presetName } from '../../ui/preset-text';
import { plural, t } from '../../ui/text';
import type { OptionChanges } from '../state/option-set';
import type { Session } from '../state/session';

/** “+ 2 options, 1 off”, or '' where the preset is as it comes. */
export function changesText({ added, left }: OptionChanges): string {
  const parts = [added > 0 && plural('options_added', added), left > 0 && plural('options_left', left)];
  return parts.filter((part) => part !== false).join(', ');
}

/** What remains under the preset and the options in force, in one line. */
export function presetKeeps(session: Session): string {
  const preset = session.configuration.preset.value;
  const changes = changesText(session.configuration.optionChanges.value);
  if (!changes) return presetLine(preset, session.configuration.inForce.value);
  const name = t('preset_changed', presetName(preset, session.configuration.inForce.value), changes);
  const kept = keptText(session.configuration.options.value);
  return kept ? t('preset_changed_keeps', name, kept) : t('preset_changed_keeps_none', name);
}
