import { CHOOSABLE_OPTIONS } from '../../settings/options';
import type { PresetId } from '../../settings/presets';
import { optionKeeps } from '../../ui/option-text';
import { list, plural, snake, t } from '../../ui/text';
import type { OptionChanges } from '../state/option-set';
import type { Session } from '../state/session';

export const CLEANING = CHOOSABLE_OPTIONS.filter((name) => name.startsWith('clean'));
export const RETAINING = CHOOSABLE_OPTIONS.filter((name) => name.startsWith('retain'));
const SHOWN_OPTIONS = [...RETAINING, ...CLEANING];

export function presetName(preset: PresetId): string {
  return t(`preset_${snake(preset)}`);
}

/** “+ 2 options, 1 off”, or '' where the preset is as it comes. */
export function changesText({ added, left }: OptionChanges): string {
  const parts = [added > 0 && plural('options_added', added), left > 0 && plural('options_left', left)];
  return parts.filter((part) => part !== false).join(', ');
}

/** What remains under the preset and the options in force, in one line. */
export function presetKeeps(session: Session): string {
  const preset = session.preset.value;
  const changes = changesText(session.optionChanges.value);
  if (!changes) return t(`preset_${snake(preset)}_keeps`);
  const name = t('preset_changed', presetName(preset), changes);
  const kept = SHOWN_OPTIONS.filter((option) => session.options.value.has(option)).map(optionKeeps);
  return kept.length > 0 ? t('preset_changed_keeps', name, list(kept)) : t('preset_changed_keeps_none', name);
}
