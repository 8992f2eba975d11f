import { type Override, Overrides } from '../core/deident/rules/override';
import type { Lock, MaskRule, Policy } from '../core/deident/rules/policy';
import { reason, SettingsError } from './error';
import { isAllowed } from './managed';
import { combineOptions } from './options';
import { readOverride } from './override';
import { type BuiltInPreset, builtInPreset, DEFAULT_PRESET, type PresetOverride } from './presets';
import type { PolicyRules, PresetMask, Settings } from './schema';

/**
 * What is in force for a preset: its base with the base's overrides, then its own, and further options; over all of
 * it what an administrator demands.
 *
 * @throws SettingsError if there is no such preset, base or option, two options contradict each other, or the
 *   administrator does not allow the preset
 */
export function policyFor(
  settings: Settings,
  presetId = settings.defaultPreset ?? DEFAULT_PRESET,
  furtherOptions: readonly string[] = [],
  rules: PolicyRules = {},
): Policy {
  if (!isAllowed(presetId, rules)) throw new SettingsError('preset', reason('not-allowed'));
  const read = (overrides: readonly PresetOverride[], decider: Override['decider'], path: string): Override[] =>
    overrides.map((one, index) => readOverride(one, decider, `${path}.${index}`, settings.organization));
  const ofBuiltIn = ({ id, overrides }: BuiltInPreset): Override[] => read(overrides, 'preset', id);
  const locked = read(rules.lockedActions ?? [], 'administrator', 'policy.lockedActions');
  const demanded = { locks: locksOf(rules), lockedMasks: (rules.masks ?? []).map(maskRule) };
  const builtIn = builtInPreset(presetId);
  if (builtIn) {
    const options = combineOptions(builtIn.options, furtherOptions, 'options');
    return { presetId, options, overrides: new Overrides([...ofBuiltIn(builtIn), ...locked]), ...demanded };
  }
  const index = (settings.presets ?? []).findIndex((preset) => preset.id === presetId);
  const custom = settings.presets?.[index];
  if (!custom) throw new SettingsError('preset', reason('no-preset', presetId));
  const path = `presets.${index}`;
  const base = builtInPreset(custom.base);
  if (!base) throw new SettingsError(`${path}.base`, reason('no-built-in-preset'));
  const own = combineOptions(base.options, custom.options ?? [], `${path}.options`);
  return {
    presetId,
    options: combineOptions(own, furtherOptions, 'options'),
    overrides: new Overrides([
      ...ofBuiltIn(base),
      ...read(custom.overrides ?? [], 'custom-preset', `${path}.overrides`),
      ...locked,
    ]),
    masks: (custom.masks ?? []).map(maskRule),
    ...demanded,
  };
}

function maskRule({ when, rectangles }: PresetMask): MaskRule {
  return { when, rectangles: rectangles.map(([x, y, width, height]) => ({ x, y, width, height })) };
}

/**
 * A policy with exactly these options in place of those of its preset, unless the administrator has locked them.
 *
 * @throws SettingsError if there is no such option, or two of them contradict each other
 */
export function withOptions(policy: Policy, names: readonly string[]): Policy {
  const options = combineOptions([], names, 'options');
  if (policy.locks?.has('edits')) return policy;
  const leavesOut = [...policy.options].some((option) => !options.has(option));
  return { ...policy, options, leavesOut };
}

function locksOf({ lockOverrides, disabledFeatures = [] }: PolicyRules): ReadonlySet<Lock> {
  const locks = new Set<Lock>();
  if (lockOverrides) locks.add('edits');
  if (disabledFeatures.includes('confirmFindings')) locks.add('findings');
  if (disabledFeatures.includes('keepContent')) locks.add('content');
  if (disabledFeatures.includes('confirmPixels')) locks.add('pixels');
  return locks;
}
