/** What people read of presets. */

import { customName, optionsOf, policyInForce, type SettingsInForce } from '../settings/in-force';
import { CHOOSABLE_OPTIONS, type ChoosableOption } from '../settings/options';
import { presetVersion } from '../settings/preset-version';
import { builtInPreset } from '../settings/presets';
import { optionKeeps } from './option-text';
import { list, plural, snake, t } from './text';

export const CLEANING = CHOOSABLE_OPTIONS.filter((name) => name.startsWith('clean'));
export const RETAINING = CHOOSABLE_OPTIONS.filter((name) => name.startsWith('retain'));
const SHOWN_OPTIONS = [...RETAINING, ...CLEANING];

/** A built-in preset's name in the page's language, or the name that a preset was given. */
export function presetName(id: string, { settings }: SettingsInForce): string {
  const builtIn = builtInPreset(id);
  return builtIn ? t(`preset_${snake(builtIn.id)}`) : customName(settings, id);
}

/** What remains under options, as a list; '' where that is nothing besides geometry and technique. */
export function keptText(options: Iterable<ChoosableOption>): string {
  const all = new Set(options);
  return list(SHOWN_OPTIONS.filter((option) => all.has(option)).map(optionKeeps));
}

/** What remains under a preset, in one line. */
export function presetLine(id: string, inForce: SettingsInForce): string {
  const builtIn = builtInPreset(id);
  if (builtIn) return t(`preset_${snake(builtIn.id)}_keeps`);
  const custom = inForce.settings.presets?.find((preset) => preset.id === id);
  if (!custom) return '';
  const base = presetName(custom.base, inForce);
  const kept = keptText(optionsOf(inForce, id));
  const rules = custom.overrides?.length ?? 0;
  const masks = custom.masks?.length ?? 0;
  return [
    kept ? t('preset_own_keeps', base, kept) : t('preset_own_keeps_none', base),
    ...(rules > 0 ? [plural('preset_own_rules', rules)] : []),
    ...(masks > 0 ? [plural('preset_own_masks', masks)] : []),
    t('preset_version', versionOf(id, inForce)),
  ].join(' ');
}

/** The version that a report names; '' where the preset can't be used. */
export function versionOf(id: string, inForce: SettingsInForce): string {
  try {
    return presetVersion(policyInForce(inForce, id));
  } catch {
    return '';
  }
}
