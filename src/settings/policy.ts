import type { Override, Policy } from '../core/deident/policy';
import type { OptionName } from '../core/deident/profile';
import type { Tag } from '../core/dicom/tag';
import { CHOOSABLE_OPTIONS, oppositeOf } from './options';
import { builtInPreset, DEFAULT_PRESET, type PresetOverride } from './presets';
import { type Settings, SettingsError, tagOf } from './schema';

/**
 * What is in force for a preset: its base with the base's overrides, then its own, and further options.
 *
 * @throws SettingsError if there is no such preset, base or option, or two options contradict each other
 */
export function policyFor(
  settings: Settings,
  presetId = settings.defaultPreset ?? DEFAULT_PRESET,
  furtherOptions: readonly string[] = [],
): Policy {
  const overrides = new Map<Tag, Override>();
  const builtIn = builtInPreset(presetId);
  if (builtIn) {
    addOverrides(overrides, builtIn.overrides, 'preset');
    return { presetId, options: combine(builtIn.options, furtherOptions), overrides };
  }
  const index = (settings.presets ?? []).findIndex((preset) => preset.id === presetId);
  const custom = settings.presets?.[index];
  if (!custom) throw new SettingsError('preset', `there is no preset ${presetId}`);
  const base = builtInPreset(custom.base);
  if (!base) throw new SettingsError(`presets.${index}.base`, `there is no preset ${custom.base}`);
  addOverrides(overrides, base.overrides, 'preset');
  addOverrides(overrides, custom.overrides ?? [], 'custom-preset');
  const options = combine(base.options, [...(custom.options ?? []), ...furtherOptions]);
  return { presetId, options, overrides };
}

/**
 * A policy with exactly these options in place of those of its preset.
 *
 * @throws SettingsError if there is no such option, or two of them contradict each other
 */
export function withOptions(policy: Policy, names: readonly string[]): Policy {
  const options = combine([], names);
  const leavesOut = [...policy.options].some((option) => !options.has(option));
  return { ...policy, options, leavesOut };
}

function addOverrides(
  into: Map<Tag, Override>,
  overrides: readonly PresetOverride[],
  decider: 'preset' | 'custom-preset',
): void {
  for (const { tag, action, value } of overrides) {
    const number = tagOf(tag);
    if (number !== undefined) into.set(number, { action, decider, ...(value !== undefined && { value }) });
  }
}

function combine(options: readonly OptionName[], further: readonly string[]): ReadonlySet<OptionName> {
  const all = new Set(options);
  for (const name of further) {
    const known = CHOOSABLE_OPTIONS.find((option) => option === name);
    if (!known) throw new SettingsError('options', `there is no option ${name}`);
    all.add(known);
  }
  const contradict = (option: OptionName): boolean => {
    const opposite = oppositeOf(option);
    return opposite !== undefined && all.has(opposite);
  };
  if ([...all].some(contradict)) {
    throw new SettingsError('options', 'dates cannot be kept and shifted: choose one of the two');
  }
  // In the order of their codes, so that equal sets give equal outputs.
  return new Set(CHOOSABLE_OPTIONS.filter((option) => all.has(option)));
}
