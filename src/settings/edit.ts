import { builtInPreset } from './presets';
import { type CustomPreset, LONGEST_NAME, type Settings } from './schema';

const LONGEST_ID = 40;

/** Changes of settings as functions: what is not valid afterwards is refused where they are kept. */

/** A preset of one's own that does what another one does. The names are the page's. */
export function duplicatePreset(
  settings: Settings,
  source: { readonly id: string; readonly custom: CustomPreset | undefined },
  name: string,
): { readonly settings: Settings; readonly id: string } {
  const id = freeId(settings, `${source.id}-copy`);
  const { base = source.id, ...rest } = source.custom ?? {};
  const copy: CustomPreset = { ...rest, id, name: name.slice(0, LONGEST_NAME), base };
  return { settings: { ...settings, presets: [...(settings.presets ?? []), copy] }, id };
}

/** Another state of a preset; the default goes along where its ID changes. */
export function changePreset(settings: Settings, id: string, change: Partial<CustomPreset>): Settings {
  const presets = (settings.presets ?? []).map((preset) => (preset.id === id ? { ...preset, ...change } : preset));
  const isRenamedDefault = settings.defaultPreset === id && change.id !== undefined;
  return { ...settings, presets, ...(isRenamedDefault && { defaultPreset: change.id }) };
}

/** Without a preset, which then is no default either. */
export function removePreset(settings: Settings, id: string): Settings {
  const { defaultPreset, ...rest } = settings;
  return {
    ...rest,
    ...(defaultPreset !== undefined && defaultPreset !== id && { defaultPreset }),
    presets: (settings.presets ?? []).filter((preset) => preset.id !== id),
  };
}

/** `research-copy`, `research-copy-2`, ...: the first that no preset has. */
function freeId({ presets = [] }: Settings, wanted: string): string {
  const isTaken = (id: string): boolean => builtInPreset(id) !== undefined || presets.some((one) => one.id === id);
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `-${number}`;
    const id = wanted.slice(0, LONGEST_ID - end.length).replace(/-$/, '') + end;
    if (!isTaken(id)) return id;
  }
}
