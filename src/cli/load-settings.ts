import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Policy } from '../core/deident/policy';
import { policyFor } from '../settings/policy';
import { NO_SETTINGS, parseSettings, type Settings, SettingsError } from '../settings/schema';
import { UsageError } from './arguments';

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
export function loadSettings(options: {
  readonly preset: string | undefined;
  readonly settings: string | undefined;
  readonly option: readonly string[] | undefined;
  readonly keyFile: string | undefined;
}): RunSettings {
  try {
    const settings = options.settings === undefined ? NO_SETTINGS : parseSettings(readJson(options.settings));
    const furtherOptions = options.option ?? [];
    const policy = policyFor(settings, options.preset, furtherOptions);
    return { settings, presetId: policy.presetId, furtherOptions, policy, key: loadKey(options.keyFile, settings) };
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(`settings: ${error.message}`);
    throw error;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`--settings: ${path} cannot be read as JSON`);
  }
}

function loadKey(path: string | undefined, settings: Settings): Uint8Array {
  if (path === undefined) {
    return settings.projectKey === undefined ? randomBytes(KEY_LENGTH) : Buffer.from(settings.projectKey, 'base64');
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UsageError(`--key-file: ${path} cannot be read`);
  }
  if (bytes.length === KEY_LENGTH) return bytes;
  const decoded = Buffer.from(bytes.toString('latin1').trim(), 'base64');
  if (decoded.length !== KEY_LENGTH) throw new UsageError('--key-file: 32 bytes are needed, as they are or in base64');
  return decoded;
}
