import type { Policy } from '../../core/deident/rules/policy';
import { Pseudonyms } from '../../core/deident/values/pseudonyms';
import { DicomError, type ErrorDetails } from '../../core/errors';
import { type Reason, SettingsError } from '../../settings/error';
import { BUILT_IN, customName, policyInForce, type SettingsInForce } from '../../settings/in-force';
import { DEFAULT_PRESET } from '../../settings/presets';
import type { EngineSettings } from '../engine-api';
import { Job } from '../job';

/** A key with the pseudonyms that were made with it. */
export interface Keyed {
  readonly key: Uint8Array;
  readonly pseudonyms: Pseudonyms;
}

export function keyed(key: Uint8Array): Keyed {
  return { key, pseudonyms: new Pseudonyms(key) };
}

/** What an engine works under, from the settings that its page gave it. */
export class Configuration {
  readonly job: Job;
  /** Why no output is made, if none is: fail closed. */
  readonly stop: DicomError | undefined;
  readonly organization: string | undefined;
  private readonly inForce: SettingsInForce;
  private readonly keyed: Keyed;

  /** @param session - the key for settings without one; `before`: what was in force until now */
  constructor(settings: EngineSettings, session: Keyed, before?: Configuration) {
    const { preset, options, projectKey, stopped, inForce = BUILT_IN } = settings;
    const made = policyOf(inForce, preset, options);
    this.stop = stopped ? DicomError.fromPlain(stopped) : made.problem;
    this.inForce = inForce;
    this.organization = inForce.settings.organization;
    this.keyed = projectKey ? withKey(projectKey, before?.keyed) : session;
    this.job = new Job(made.policy, this.keyed.key, this.organization, this.keyed.pseudonyms);
  }

  /** Name of the preset in force for a report; built-in ones have theirs in `_locales`. */
  get presetName(): string {
    return customName(this.inForce.settings, this.job.policy.presetId);
  }
}

/** Pseudonyms are dear to make, and good as long as their key is the same. */
function withKey(key: Uint8Array, before: Keyed | undefined): Keyed {
  const isSame = before?.key.length === key.length && before.key.every((byte, index) => byte === key[index]);
  return isSame ? before : keyed(key);
}

/** Where settings make no policy, plans are made under the default preset, to be looked at only. */
function policyOf(
  inForce: SettingsInForce,
  preset: string,
  options: EngineSettings['options'],
): { readonly policy: Policy; readonly problem?: DicomError } {
  try {
    return { policy: policyInForce(inForce, preset, options) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const problem = new DicomError('settings-invalid', {}, { path: error.path, ...reasonDetails(error.reason) });
    return { policy: policyInForce(BUILT_IN, DEFAULT_PRESET), problem };
  }
}

/** A reason as errors carry it across workers. */
export function reasonDetails({ code, values: [value] }: Reason): ErrorDetails {
  return { reason: code, ...(value !== undefined && { value }) };
}
