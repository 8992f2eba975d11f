/** Why a setting is not valid. Each code has a text `reason_…` in `_locales`; its placeholders stand beside it here. */
export type ReasonCode =
  /** The type that is wanted. */
  | 'wrong-type'
  | 'missing'
  | 'unknown-key'
  /** Those there are. */
  | 'not-one-of'
  | 'not-allowed'
  /** The path that should be there. */
  | 'dropped'
  /** The version that the settings have, and the newest that is known. */
  | 'newer-version'
  | 'no-settings'
  | 'no-json'
  | 'preset-id'
  | 'id-of-built-in'
  | 'id-twice'
  | 'name-length'
  | 'no-preset'
  | 'no-built-in-preset'
  /** The option. */
  | 'no-option'
  | 'kept-and-shifted'
  | 'organization-ends'
  | 'organization-signs'
  /** The least number of characters. */
  | 'short-passphrase'
  | 'no-key'
  /** The element, in the notation of `formatSelector`. */
  | 'two-overrides'
  | 'no-selector'
  | 'two-selectors'
  | 'no-vr'
  | 'no-element'
  | 'no-repeating-group'
  /** The part of the path. */
  | 'no-sequence'
  | 'demanded'
  | 'creator-of-public'
  | 'no-creator'
  | 'bad-creator'
  | 'no-private-group'
  | 'private-creator'
  /** The action. */
  | 'not-possible'
  | 'value-without-replace'
  | 'not-ascii'
  /** The most characters. */
  | 'too-long'
  | 'no-value'
  | 'no-day'
  | 'one-value'
  | 'no-size'
  | 'no-rectangle'
  /** The value multiplicity. */
  | 'number-of-values';

/** Plain data: it crosses workers. What it names comes from the standard or from names of settings, never from a file. */
export interface Reason {
  readonly code: ReasonCode;
  readonly values: readonly (string | number)[];
}

export function reason(code: ReasonCode, ...values: readonly (string | number)[]): Reason {
  return { code, values };
}

/** A setting that is not valid: where, and why. Neither says what the settings hold where that is secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** Names and indexes, joined by points: `presets.0.overrides.2`. */
  readonly path: string;
  readonly reason: Reason;

  constructor(path: string, why: Reason) {
    super(`${path}: ${why.code}`);
    this.path = path;
    this.reason = why;
  }
}
