import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Policy } from '../core/deident/rules/policy';
import { SettingsError } from '../settings/error';
import { policyFor } from '../settings/policy';
import { deriveKeyOfFile, deriveProjectKey } from '../settings/project-key';
import { holdsPolicy, NO_SETTINGS, parseSettings, type Settings } from '../settings/schema';
import { UsageError } from './arguments';
import { englishText, reasonText } from './messages';

const KEY_LENGTH = 32;

export interface RunSettings {
  readonly settings: Settings;
  readonly presetId: string;
  readonly furtherOptions: readonly string[];
  readonly policy: Policy;
  readonly key: Uint8Array;
}

/**
 * Settings, preset and key as the command line names them; a new random key where it names none.
 *
 * @throws UsageError if something is not there or not valid
 */
export async function loadSettings(options: {
  readonly preset: string | undefined;
  readonly settings: string | undefined;
  readonly option: readonly string[] | undefined;
  readonly keyFile: string | undefined;
}): Promise<RunSettings> {
  try {
    const settings = options.settings === undefined ? NO_SETTINGS : readSettings(options.settings);
    const furtherOptions = options.option ?? [];
    const policy = policyFor(settings, options.preset, furtherOptions);
    const key = await loadKey(options.keyFile, settings);
    return { settings, presetId: policy.presetId, furtherOptions, policy, key };
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`settings: ${error.path}: ${reasonText(error.reason)}`);
    throw error;
  }
}

/** What an administrator's policy would say in them does not hold here, and is not passed over in silence. */
function readSettings(path: string): Settings {
  const input = readJson(path);
  const settings = parseSettings(input);
  if (holdsPolicy(input)) process.stderr.write(`${englishText('policy_left_out')}\n`);
  return settings;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`--settings: ${path} cannot be read as JSON`);
  }
}

async function loadKey(path: string | undefined, { projectKey }: Settings): Promise<Uint8Array> {
  if (path === undefined)
    return projectKey === undefined ? randomBytes(KEY_LENGTH) : await deriveProjectKey(projectKey);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UsageError(`--key-file: ${path} cannot be read`);
  }
  try {
    return await deriveKeyOfFile(bytes);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`--key-file: ${reasonText(error.reason)}`);
    throw error;
  }
}
