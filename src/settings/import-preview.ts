import type { Carried } from './carried';
import { mergeSettings } from './in-force';
import type { ManagedSettings } from './managed';
import { DEFAULT_PRESET } from './presets';
import type { CustomPreset, Settings } from './schema';
import { isSame } from './undo';

/** Settings, and what their file carries besides. */
export interface SettingsFileContent {
  readonly settings: Settings;
  readonly carried: Carried;
}

/** What an import changes, and what of it has no force. Presets are told by their names. */
export interface ImportPreview {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly defaultPreset: boolean;
  readonly organization: boolean;
  readonly deviceMasks: boolean;
  readonly toolbarClick: boolean;
  readonly language: boolean;
  readonly theme: boolean;
  readonly singleKeys: boolean;
  readonly projectKey: boolean;
  /** The administrator has his own, or allows none. */
  readonly withoutForce: {
    readonly presets: readonly string[];
    readonly settings: readonly ('defaultPreset' | 'organization' | 'projectKey')[];
  };
}

/** What changes when a file takes the place of what is kept. What it carries besides stays where it carries none. */
export function previewImport(
  now: SettingsFileContent,
  file: SettingsFileContent,
  managed: ManagedSettings,
): ImportPreview {
  const [before, after] = [now.settings.presets ?? [], file.settings.presets ?? []];
  const isIn = (presets: readonly CustomPreset[], id: string) => presets.some((one) => one.id === id);
  const differs = (name: keyof Carried): boolean => {
    return file.carried[name] !== undefined && !isSame(now.carried[name], file.carried[name]);
  };
  const { settings, origins, given } = mergeSettings(file.settings, managed);
  const usable = (settings.presets ?? []).filter(({ id }) => !given.includes(id));
  const { defaultPreset, organization, projectKey } = file.settings;
  return {
    added: names(after.filter(({ id }) => !isIn(before, id))),
    changed: names(after.filter((one) => isIn(before, one.id) && !before.some((other) => isSame(other, one)))),
    removed: names(before.filter(({ id }) => !isIn(after, id))),
    defaultPreset: (defaultPreset ?? DEFAULT_PRESET) !== (now.settings.defaultPreset ?? DEFAULT_PRESET),
    organization: organization !== now.settings.organization,
    deviceMasks: differs('deviceMasks'),
    toolbarClick: differs('toolbarClick'),
    language: differs('language'),
    theme: differs('theme'),
    singleKeys: differs('singleKeys'),
    projectKey: projectKey !== undefined,
    withoutForce: {
      presets: names(after.filter(({ id }) => !isIn(usable, id))),
      settings: [
        ...(defaultPreset !== undefined && settings.defaultPreset !== defaultPreset
          ? (['defaultPreset'] as const)
          : []),
        ...(['organization', 'projectKey'] as const).filter(
          (name) => file.settings[name] !== undefined && origins[name] === 'administrator',
        ),
      ],
    },
  };
}

function names(presets: readonly CustomPreset[]): readonly string[] {
  return presets.map(({ name }) => name);
}
