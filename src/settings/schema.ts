import * as v from 'valibot';
import { isDate } from '../core/deident/date-shift';
import { isStamped } from '../core/deident/decide';
import { actionsFor } from '../core/deident/policy';
import type { ActionName } from '../core/deident/rule';
import { dictionaryVr, tagOfKeyword } from '../core/dicom/dictionary';
import { elementOf, groupOf, isPrivate, parseTag, type Tag } from '../core/dicom/tag';
import { maxLength, VR } from '../core/dicom/vr';
import { CHOOSABLE_OPTIONS } from './options';
import { builtInPreset } from './presets';

/**
 * The one schema of settings: own presets and their overrides, as the options page keeps them, as they
 * are exported and imported, and as the command line reads them.
 */

/** A setting that is not valid: where, and why. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

/** The actions that settings can name. */
const ACTIONS = [
  'keep',
  'remove',
  'empty',
  'zero',
  'anonymized',
  'replace',
  'uid',
  'shift',
  'clean',
  'pseudonym',
] as const;
const LONGEST_NAME = 100;
const PRINTABLE_ASCII = /^[ -~]*$/;

const tagSchema = v.pipe(
  v.string(),
  v.check((text) => tagOf(text) !== undefined, 'no tag and no keyword of the data dictionary'),
  v.check((text) => !isPrivate(tagOf(text) ?? 0), 'private elements are removed: none can be named'),
  v.check((text) => !isDemanded(tagOf(text) ?? 0), 'the standard demands what this element says'),
);

const overrideSchema = v.pipe(
  v.strictObject({ tag: tagSchema, action: v.picklist(ACTIONS), value: v.optional(v.string()) }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const reason = overrideProblem(dataset.value);
    if (reason) addIssue({ message: reason });
  }),
);

const presetSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower case letters, digits and hyphens only'),
    v.check((id) => builtInPreset(id) === undefined, 'the ID of a built-in preset'),
  ),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME)),
  base: v.string(),
  options: v.optional(v.array(v.picklist(CHOOSABLE_OPTIONS))),
  overrides: v.optional(v.array(overrideSchema)),
});

const settingsSchema = v.strictObject({
  version: v.literal(1),
  defaultPreset: v.optional(v.string()),
  presets: v.optional(
    v.pipe(
      v.array(presetSchema),
      v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length, 'two presets have one ID'),
    ),
  ),
  organization: v.optional(v.pipe(v.string(), v.maxLength(64))),
  projectKey: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64 are needed'))),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const NO_SETTINGS: Settings = { version: 1 };

/** @throws SettingsError with the path of the first thing that is wrong */
export function parseSettings(input: unknown): Settings {
  const result = v.safeParse(settingsSchema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new SettingsError(v.getDotPath(issue) ?? 'settings', issue.message);
}

/** File meta information, group lengths and the flags of de-identification are not for presets to decide. */
function isDemanded(tag: Tag): boolean {
  return groupOf(tag) <= 0x0004 || elementOf(tag) === 0 || isStamped(tag);
}

/** The tag that `(0010,0020)` or `PatientID` names. */
export function tagOf(text: string): Tag | undefined {
  return parseTag(text) ?? tagOfKeyword(text);
}

function overrideProblem(override: {
  tag: string;
  action: ActionName;
  value?: string | undefined;
}): string | undefined {
  const tag = tagOf(override.tag);
  if (tag === undefined) return undefined;
  const vr = dictionaryVr(tag);
  if (!actionsFor(vr, vr === VR.SQ).includes(override.action)) {
    return `action ${override.action} is not possible for this element`;
  }
  if (override.action !== 'replace') return override.value === undefined ? undefined : 'only replace takes a value';
  return valueProblem(override.value ?? '', vr);
}

/** Why a text cannot be the value of an element with the VR (PS3.5 6.2), or undefined if it can. */
export function valueProblem(value: string, vr: number): string | undefined {
  const limit = maxLength(vr);
  if (limit > 0 && value.length > limit) return `at most ${limit} characters`;
  if (!PRINTABLE_ASCII.test(value)) return 'plain ASCII characters only';
  const pattern = PATTERNS.get(vr);
  if (pattern && value !== '' && !pattern.test(value)) return 'not a value of this kind';
  if (
    vr === VR.DA &&
    value !== '' &&
    !isDate(Number(value.slice(0, 4)), Number(value.slice(4, 6)), Number(value.slice(6)))
  ) {
    return 'no day of the calendar';
  }
  return undefined;
}

const PATTERNS = new Map<number, RegExp>([
  [VR.AS, /^\d{3}[DWMY]$/],
  [VR.CS, /^[A-Z0-9_ \\]*$/],
  [VR.DA, /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/],
  [VR.DS, /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/],
  [VR.DT, /^\d{4}(\d\d){0,5}(\.\d{1,6})?([+-]\d{4})?$/],
  [VR.IS, /^\s*[+-]?\d{1,11}\s*$/],
  [VR.TM, /^([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?$/],
  [VR.UI, /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/],
]);
