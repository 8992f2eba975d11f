import { reason, SettingsError } from './error';
import { SETTINGS_VERSION } from './migrate';
import { builtInPreset } from './presets';
import {
  checkOverrides,
  checkReferences,
  FEATURES,
  type Feature,
  type PolicyRules,
  parseComplete,
  type Settings,
} from './schema';

/** Settings that an administrator gives by the browser's policy. */
export interface ManagedSettings extends Settings {
  readonly policy?: PolicyRules | undefined;
  readonly revision?: string | undefined;
  /** Paths that have to be there; without it nobody notices what the browser dropped. */
  readonly expect?: readonly string[] | undefined;
}

export const NOT_MANAGED: ManagedSettings = { version: SETTINGS_VERSION };

/**
 * What managed storage holds. Browsers differ in what they let through: Chromium drops what does not fit its schema
 * without a word, Firefox checks nothing. So all of it is checked here, and `expect` says what has to be there.
 *
 * @throws SettingsError with the path of the first thing that is wrong
 */
export function parseManaged(input: object): ManagedSettings {
  const managed = parseComplete({ version: SETTINGS_VERSION, ...input });
  for (const path of managed.expect ?? []) {
    // What a settings file carries for a user alone is passed over: it is not in force because it is there.
    const isPassedOver = !holds(managed, path.split('.')[0] ?? '');
    if (isPassedOver || !holds(input, path)) throw new SettingsError(path, reason('dropped', path));
  }
  checkReferences(managed);
  checkRules(managed);
  return managed;
}

/** True if the administrator lets the preset be used. */
export function isAllowed(presetId: string, { allowedPresets }: PolicyRules): boolean {
  return allowedPresets?.includes(presetId) ?? true;
}

/** True if users can have presets of their own: not where all that can be used is named, or must not be changed. */
export function allowsOwnPresets({ allowedPresets, lockOverrides, disabledFeatures }: PolicyRules): boolean {
  return !(allowedPresets || lockOverrides || disabledFeatures?.includes('ownPresets'));
}

/** What an administrator has switched off; everything where nobody can tell. */
export function switchedOff(input: object | null): readonly Feature[] {
  try {
    return parseManaged(input ?? {}).policy?.disabledFeatures ?? [];
  } catch (error) {
    if (error instanceof SettingsError) return FEATURES;
    throw error;
  }
}

/** A preset that only a user could have is not there to be allowed: its ID could stand for anything. */
function checkRules({ policy = {}, presets = [], defaultPreset, organization }: ManagedSettings): void {
  const { allowedPresets, lockedActions = [] } = policy;
  if (allowedPresets?.length === 0) throw new SettingsError('policy.allowedPresets', reason('missing'));
  for (const [index, id] of (allowedPresets ?? []).entries()) {
    const exists = builtInPreset(id) !== undefined || presets.some((preset) => preset.id === id);
    if (!exists) throw new SettingsError(`policy.allowedPresets.${index}`, reason('no-preset', id));
  }
  if (defaultPreset !== undefined && !isAllowed(defaultPreset, policy)) {
    throw new SettingsError('defaultPreset', reason('not-allowed'));
  }
  checkOverrides(lockedActions, 'administrator', 'policy.lockedActions', organization);
}

/** True if there is something at `policy.lockedActions.0`. */
function holds(input: unknown, path: string): boolean {
  let found = input;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return false;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return true;
}
