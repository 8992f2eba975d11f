import type { Override, Policy } from '../core/deident/policy';
import type { Tag } from '../core/dicom/tag';
import { builtInPreset, DEFAULT_PRESET } from './presets';
import { type Settings, SettingsError, tagOf } from './schema';

/**
 * What is in force for a preset: its base, then its own overrides.
 *
 * @throws SettingsError if there is no such preset, or its base is none
 */
export function policyFor(settings: Settings, presetId = settings.defaultPreset ?? DEFAULT_PRESET): Policy {
  const builtIn = builtInPreset(presetId);
  if (builtIn) return { presetId, options: new Set(builtIn.options), overrides: new Map() };
  const index = (settings.presets ?? []).findIndex((preset) => preset.id === presetId);
  const custom = settings.presets?.[index];
  if (!custom) throw new SettingsError('preset', `there is no preset ${presetId}`);
  const base = builtInPreset(custom.base);
  if (!base) throw new SettingsError(`presets.${index}.base`, `there is no preset ${custom.base}`);
  const overrides = new Map<Tag, Override>();
  for (const { tag, action, value } of custom.overrides ?? []) {
    const number = tagOf(tag);
    if (number === undefined) continue;
    overrides.set(number, { action, decider: 'custom-preset', ...(value !== undefined && { value }) });
  }
  return { presetId, options: new Set(base.options), overrides };
}
