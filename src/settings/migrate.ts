import { reason, SettingsError } from './error';

/** Settings of a version as settings of the next. */
export type Step = (settings: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The first makes version 2 of version 1, and so on. */
const STEPS: readonly Step[] = [];

/** The version that this software writes. */
export const SETTINGS_VERSION = 1;

/**
 * Settings of an earlier version as those of today; nothing else of them is looked at.
 *
 * @throws SettingsError if they have no version, or are newer than this software
 */
export function migrate(input: unknown, steps = STEPS): Readonly<Record<string, unknown>> {
  if (!isRecord(input)) throw new SettingsError('settings', reason('no-settings'));
  const { version } = input;
  const newest = steps.length + 1;
  if (version === undefined) throw new SettingsError('version', reason('missing'));
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new SettingsError('version', reason('not-one-of', newest));
  }
  if (version > newest) throw new SettingsError('version', reason('newer-version', version, newest));
  return steps
    .slice(version - 1)
    .reduce<Readonly<Record<string, unknown>>>(
      (settings, step, index) => ({ ...step(settings), version: version + index + 1 }),
      input,
    );
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
