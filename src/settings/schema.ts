import * as v from 'valibot';
import { formatSelector } from '../core/deident/override';
import { SettingsError } from './error';
import { CHOOSABLE_OPTIONS, combineOptions } from './options';
import { readOverride } from './override';
import { builtInPreset } from './presets';
import { projectKeyProblem } from './project-key';

export { SettingsError };

/**
 * The one schema of settings: own presets and their overrides, as the options page keeps them, as they
 * are exported and imported, and as the command line reads them.
 */

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
/** With a hyphen and a study's name of ten characters it is a Patient ID (LO, 64 characters). */
const LONGEST_ORGANIZATION = 53;
const NO_PRESET = 'there is no built-in preset of this ID';

const overrideSchema = v.strictObject({
  tag: v.optional(v.string()),
  privateCreator: v.optional(v.string()),
  vr: v.optional(v.string()),
  action: v.picklist(ACTIONS),
  value: v.optional(v.string()),
});

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

const maskSchema = v.strictObject({
  when: v.strictObject({
    modality: v.optional(v.string()),
    manufacturer: v.optional(v.string()),
    model: v.optional(v.string()),
    rows: v.optional(size),
    columns: v.optional(size),
  }),
  /** Left, top, width and height in pixels. */
  rectangles: v.pipe(v.array(v.strictTuple([place, place, size, size])), v.minLength(1)),
});

const presetSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower case letters, digits and hyphens only'),
    v.check((id) => builtInPreset(id) === undefined, 'the ID of a built-in preset'),
  ),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME)),
  base: v.pipe(
    v.string(),
    v.check((id) => builtInPreset(id) !== undefined, NO_PRESET),
  ),
  options: v.optional(v.array(v.picklist(CHOOSABLE_OPTIONS))),
  overrides: v.optional(v.array(overrideSchema)),
  masks: v.optional(v.array(maskSchema)),
});

type CustomPreset = v.InferOutput<typeof presetSchema>;

const settingsSchema = v.strictObject({
  version: v.literal(1),
  defaultPreset: v.optional(v.string()),
  presets: v.optional(
    v.pipe(
      v.array(presetSchema),
      v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length, 'two presets have one ID'),
    ),
  ),
  organization: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(LONGEST_ORGANIZATION, `at most ${LONGEST_ORGANIZATION} characters, so that it fits Patient ID`),
      v.regex(/^[!-~]([ -~]*[!-~])?$/, 'plain ASCII characters, none of them a blank at the ends'),
      v.regex(/^[^\\^=]*$/, 'it stands in names and IDs: no backslash, caret or equals sign'),
    ),
  ),
  projectKey: v.optional(
    v.pipe(
      // Nothing of a key is said, whatever it is.
      v.string('a text is needed'),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = dataset.typed ? projectKeyProblem(dataset.value) : undefined;
        if (problem) addIssue({ message: problem });
      }),
    ),
  ),
});

export type Settings = v.InferOutput<typeof settingsSchema>;

export const NO_SETTINGS: Settings = { version: 1 };

/** @throws SettingsError with the path of the first thing that is wrong */
export function parseSettings(input: unknown): Settings {
  const result = v.safeParse(settingsSchema, input);
  if (!result.success) {
    const [issue] = result.issues;
    throw new SettingsError(v.getDotPath(issue) ?? 'settings', issue.message);
  }
  const settings = result.output;
  const presets = settings.presets ?? [];
  for (const [index, preset] of presets.entries()) checkPreset(preset, `presets.${index}`, settings.organization);
  const { defaultPreset } = settings;
  if (defaultPreset !== undefined && !builtInPreset(defaultPreset) && !presets.some(({ id }) => id === defaultPreset)) {
    throw new SettingsError('defaultPreset', `there is no preset ${defaultPreset}`);
  }
  return settings;
}

/** @throws SettingsError */
function checkPreset(preset: CustomPreset, path: string, organization: string | undefined): void {
  combineOptions(builtInPreset(preset.base)?.options ?? [], preset.options ?? [], `${path}.options`);
  const selectors = new Set<string>();
  for (const [index, text] of (preset.overrides ?? []).entries()) {
    const at = `${path}.overrides.${index}`;
    const selector = formatSelector(readOverride(text, 'custom-preset', at, organization).selector);
    if (selectors.has(selector)) throw new SettingsError(at, `another override is for ${selector} too`);
    selectors.add(selector);
  }
}
