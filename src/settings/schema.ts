import * as v from 'valibot';
import { formatSelector } from '../core/deident/rules/override';
import { CARRIED, type Carried, parted } from './carried';
import { reason, SettingsError } from './error';
import { because, check } from './issue';
import { migrate, SETTINGS_VERSION } from './migrate';
import { CHOOSABLE_OPTIONS, combineOptions } from './options';
import { readOverride } from './override';
import { builtInPreset } from './presets';
import { projectKeyProblem } from './project-key';

/**
 * The one schema of settings: own presets and their overrides, as the options page keeps them, as they are exported
 * and imported, as the command line reads them, and as an administrator's policy sets them.
 */

/** The actions that settings can name. */
export const ACTIONS = [
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

/** What an administrator can switch off. */
export const FEATURES = [
  /** Presets of the user's own. */
  'ownPresets',
  /** To confirm that a finding of verification was looked at: what was found has to go. */
  'confirmFindings',
  /** To say that no text in a picture identifies anybody: a picture at risk has to be masked, or left out. */
  'confirmPixels',
  /** To keep a document, sound or raw data as checked. */
  'keepContent',
  /** To fetch links of the web: entries in the menu of links. */
  'links',
  /** The list of recent downloads in the quick panel, and the mark on the icon. */
  'downloads',
] as const;

export type Feature = (typeof FEATURES)[number];

export const LONGEST_NAME = 100;
/** With a hyphen and a study's name of ten characters it is a Patient ID (LO, 64 characters). */
const LONGEST_ORGANIZATION = 53;

const overrideSchema = v.strictObject({
  tag: v.optional(v.string()),
  privateCreator: v.optional(v.string()),
  vr: v.optional(v.string()),
  action: v.picklist(ACTIONS),
  value: v.optional(v.string()),
});

const size = v.optional(
  v.pipe(
    v.number(),
    v.check((number) => Number.isInteger(number) && number > 0, because('no-size')),
  ),
);

/** What images a mask is for, and its rectangles: left, top, width and height in pixels. */
const maskSchema = v.strictObject({
  when: v.strictObject({
    modality: v.optional(v.string()),
    manufacturer: v.optional(v.string()),
    model: v.optional(v.string()),
    rows: size,
    columns: size,
  }),
  rectangles: v.array(v.pipe(v.array(v.number()), v.check(isRectangle, because('no-rectangle')))),
});

const presetSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, because('preset-id')),
    v.check((id) => builtInPreset(id) === undefined, because('id-of-built-in')),
  ),
  name: v.pipe(
    v.string(),
    v.check((name) => name.trim() !== '' && name.length <= LONGEST_NAME, because('name-length', LONGEST_NAME)),
  ),
  base: v.pipe(
    v.string(),
    v.check((id) => builtInPreset(id) !== undefined, because('no-built-in-preset')),
  ),
  options: v.optional(v.array(v.picklist(CHOOSABLE_OPTIONS))),
  overrides: v.optional(v.array(overrideSchema)),
  masks: v.optional(v.array(maskSchema)),
});

/** What counts only where an administrator's policy says it. */
const policySchema = v.strictObject({
  /** Of the built-in presets and the administrator's; no others can be used. */
  allowedPresets: v.optional(v.array(v.string())),
  /** What the presets say holds: no hand edits, no other options, no own presets. */
  lockOverrides: v.optional(v.boolean()),
  /** They win over everything. */
  lockedActions: v.optional(v.array(overrideSchema)),
  /** Burnt in under every preset, besides those of the user. */
  masks: v.optional(v.array(maskSchema)),
  disabledFeatures: v.optional(v.array(v.picklist(FEATURES))),
});

export const settingsSchema = v.strictObject({
  version: v.literal(SETTINGS_VERSION),
  defaultPreset: v.optional(v.string()),
  presets: v.optional(
    v.pipe(
      v.array(presetSchema),
      v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length, because('id-twice')),
    ),
  ),
  organization: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(LONGEST_ORGANIZATION, because('too-long', LONGEST_ORGANIZATION)),
      v.regex(/^[!-~]([ -~]*[!-~])?$/, because('organization-ends')),
      v.regex(/^[^\\^=]*$/, because('organization-signs')),
    ),
  ),
  projectKey: v.optional(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = dataset.typed ? projectKeyProblem(dataset.value) : undefined;
        if (problem) addIssue({ message: because(problem.code, ...problem.values) });
      }),
    ),
  ),
  /** The root of new UIDs: there is one only, that of UUIDs (PS3.5 B.2). */
  uidRoot: v.optional(v.literal('2.25')),
  policy: v.optional(policySchema),
  /** Which state of the policy this is, in the administrator's words: shown on the options page. */
  revision: v.optional(v.string()),
  /** Paths that the policy holds, such as `policy.lockedActions`: browsers drop what does not fit, and say nothing. */
  expect: v.optional(v.array(v.string())),
});

/** Settings and what a file carries besides. */
const fileSchema = v.strictObject({ ...settingsSchema.entries, ...CARRIED });

type Complete = v.InferOutput<typeof settingsSchema>;

/** What a user's settings can say. */
export type Settings = Omit<Complete, 'policy' | 'revision' | 'expect'>;

/** Rectangles that become black in images of a kind. */
export type PresetMask = v.InferOutput<typeof maskSchema>;

/**
 * Masks of a preset.
 *
 * @throws SettingsError with the path of the first thing that is wrong; also where there is no rectangle
 */
export function parseMask(input: unknown): PresetMask {
  const mask = check(maskSchema, input);
  if (mask.rectangles.length === 0) throw new SettingsError('rectangles', reason('missing'));
  return mask;
}

export type CustomPreset = v.InferOutput<typeof presetSchema>;

/** What an administrator allows and demands. */
export type PolicyRules = v.InferOutput<typeof policySchema>;

export const NO_SETTINGS: Settings = { version: SETTINGS_VERSION };

/**
 * Settings of a user, and what their file carries besides; those of an earlier version are brought up to date. A policy in
 * them is checked and left out: it counts only where the browser says that it is an administrator's.
 *
 * @throws SettingsError with the path of the first thing that is wrong
 */
export function parseSettingsFile(input: unknown): { readonly settings: Settings; readonly carried: Carried } {
  const { carried, rest } = parted(check(fileSchema, migrate(input)));
  const { policy: _, revision: __, expect: ___, ...settings } = rest;
  checkReferences(settings);
  return { settings, carried };
}

/**
 * The settings of a file alone.
 *
 * @throws SettingsError with the path of the first thing that is wrong
 */
export function parseSettings(input: unknown): Settings {
  return parseSettingsFile(input).settings;
}

/**
 * All that a policy says, what counts only from an administrator included.
 *
 * @throws SettingsError with the path of the first thing that does not fit
 */
export function parseComplete(input: unknown): Complete {
  return parted(check(fileSchema, migrate(input))).rest;
}

/** True if `parseSettings` leaves out what counts only from an administrator. */
export function holdsPolicy(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'policy' in input;
}

/**
 * What takes more than a schema to see.
 *
 * @throws SettingsError
 */
export function checkReferences({ presets = [], organization, defaultPreset }: Settings): void {
  for (const [index, preset] of presets.entries()) checkPreset(preset, `presets.${index}`, organization);
  if (defaultPreset !== undefined && !builtInPreset(defaultPreset) && !presets.some(({ id }) => id === defaultPreset)) {
    throw new SettingsError('defaultPreset', reason('no-preset', defaultPreset));
  }
}

function checkPreset(preset: CustomPreset, path: string, organization: string | undefined): void {
  combineOptions(builtInPreset(preset.base)?.options ?? [], preset.options ?? [], `${path}.options`);
  checkOverrides(preset.overrides ?? [], 'custom-preset', `${path}.overrides`, organization);
}

function isRectangle(numbers: number[]): boolean {
  const [x, y, width, height] = numbers;
  const isWhole = numbers.length === 4 && numbers.every((number) => Number.isInteger(number));
  return isWhole && x >= 0 && y >= 0 && width > 0 && height > 0;
}

/** @throws SettingsError if one is not valid, or two are for the same elements */
export function checkOverrides(
  overrides: NonNullable<CustomPreset['overrides']>,
  decider: 'custom-preset' | 'administrator',
  path: string,
  organization: string | undefined,
): void {
  const selectors = new Set<string>();
  for (const [index, text] of overrides.entries()) {
    const at = `${path}.${index}`;
    const selector = formatSelector(readOverride(text, decider, at, organization).selector);
    if (selectors.has(selector)) throw new SettingsError(at, reason('two-overrides', selector));
    selectors.add(selector);
  }
}
