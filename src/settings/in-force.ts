import type { Policy } from '../core/deident/rules/policy';
import { allowsOwnPresets, isAllowed, type ManagedSettings } from './managed';
import { CHOOSABLE_OPTIONS, type ChoosableOption } from './options';
import { policyFor, withOptions } from './policy';
import { BUILT_IN_PRESETS, builtInPreset, DEFAULT_PRESET } from './presets';
import { type CustomPreset, NO_SETTINGS, type PolicyRules, type Settings } from './schema';

/** Where a setting comes from. The administrator's hold over the user's. */
export type Origin = 'default' | 'user' | 'administrator';

/** What holds for every file: the user's settings under the administrator's. Plain data: it crosses workers. */
export interface SettingsInForce {
  /** Its presets are those that can be used besides the built-in ones. */
  readonly settings: Settings & { readonly defaultPreset: string };
  readonly rules: PolicyRules;
  readonly origins: Readonly<Record<'defaultPreset' | 'organization' | 'projectKey', Origin>>;
  /** IDs of the administrator's presets. */
  readonly given: readonly string[];
}

/** A preset that can be used. */
export interface UsablePreset {
  readonly id: string;
  /** Built-in presets have their names in `_locales`. */
  readonly custom: CustomPreset | undefined;
  readonly origin: Origin;
}

export function mergeSettings(user: Settings, managed: ManagedSettings): SettingsInForce {
  const rules = managed.policy ?? {};
  const givenPresets = managed.presets ?? [];
  const given = givenPresets.map(({ id }) => id);
  const own = allowsOwnPresets(rules) ? (user.presets ?? []).filter(({ id }) => !given.includes(id)) : [];
  const presets = [...givenPresets, ...own].filter(({ id }) => isAllowed(id, rules));
  const isUsable = (id: string): boolean => {
    return isAllowed(id, rules) && (builtInPreset(id) !== undefined || presets.some((preset) => preset.id === id));
  };
  const usersDefault =
    user.defaultPreset !== undefined && isUsable(user.defaultPreset) ? user.defaultPreset : undefined;
  const fallback = [DEFAULT_PRESET, ...(rules.allowedPresets ?? [])].find(isUsable) ?? DEFAULT_PRESET;
  const organization = managed.organization ?? user.organization;
  const projectKey = managed.projectKey ?? user.projectKey;
  const originOf = (key: 'organization' | 'projectKey'): Origin => {
    if (managed[key] !== undefined) return 'administrator';
    return user[key] === undefined ? 'default' : 'user';
  };
  return {
    settings: {
      version: user.version,
      defaultPreset: managed.defaultPreset ?? usersDefault ?? fallback,
      presets,
      ...(organization !== undefined && { organization }),
      ...(projectKey !== undefined && { projectKey }),
    },
    rules,
    origins: {
      defaultPreset: managed.defaultPreset ? 'administrator' : usersDefault ? 'user' : 'default',
      organization: originOf('organization'),
      projectKey: originOf('projectKey'),
    },
    given,
  };
}

/** Without settings of anybody. */
export const BUILT_IN: SettingsInForce = mergeSettings(NO_SETTINGS, NO_SETTINGS);

/** The presets to choose from: built-in ones first. */
export function usablePresets({ settings, rules, given }: SettingsInForce): readonly UsablePreset[] {
  const builtIn = BUILT_IN_PRESETS.filter(({ id }) => isAllowed(id, rules));
  return [
    ...builtIn.map(({ id }) => ({ id, custom: undefined, origin: 'default' }) as const),
    ...(settings.presets ?? []).map((custom): UsablePreset => {
      return { id: custom.id, custom, origin: given.includes(custom.id) ? 'administrator' : 'user' };
    }),
  ];
}

/**
 * What is in force for a preset, with exactly these options in place of its own where the administrator allows it.
 * Masks of a preset that the administrator gave are always in force.
 *
 * @throws SettingsError if the preset can't be used, or a value of it is none with the organization in force
 */
export function policyInForce(
  { settings, rules, given }: SettingsInForce,
  presetId: string,
  options?: readonly string[],
): Policy {
  const made = policyFor(settings, presetId, [], rules);
  const policy = given.includes(presetId) ? withLockedMasks(made) : made;
  return options ? withOptions(policy, options) : policy;
}

function withLockedMasks({ masks = [], lockedMasks = [], ...policy }: Policy): Policy {
  return { ...policy, lockedMasks: [...lockedMasks, ...masks] };
}

/** The options that a preset has of its own, none where there is no such preset. */
export function optionsOf({ settings }: SettingsInForce, presetId: string): readonly ChoosableOption[] {
  const custom = settings.presets?.find(({ id }) => id === presetId);
  const ofBase = builtInPreset(custom?.base ?? presetId)?.options ?? [];
  return CHOOSABLE_OPTIONS.filter((name) => ofBase.includes(name) || custom?.options?.includes(name));
}

/** What a preset is called that is no built-in one. */
export function customName(settings: Settings, presetId: string): string {
  return settings.presets?.find(({ id }) => id === presetId)?.name ?? presetId;
}
