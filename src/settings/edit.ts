import { type ChoosableOption, oppositeOf } from './options';
import { builtInPreset, type PresetOverride } from './presets';
import { type CustomPreset, LONGEST_NAME, type PresetMask, type Settings } from './schema';

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

/** What changes of a preset, told from what is kept of it: another window may have changed it since it was shown. */
export type PresetChange = (kept: CustomPreset) => Partial<CustomPreset>;

/** Another state of a preset; the default goes along where its ID changes. */
export function changePreset(settings: Settings, id: string, change: PresetChange): Settings {
  const presets = (settings.presets ?? []).map((kept) => (kept.id === id ? { ...kept, ...change(kept) } : kept));
  const renamed = presets.find((_, index) => settings.presets?.[index].id === id);
  const isRenamedDefault = settings.defaultPreset === id && renamed !== undefined;
  return { ...settings, presets, ...(isRenamedDefault && { defaultPreset: renamed.id }) };
}

/** Another base; options of one's own that it has, or that contradict it, go. */
export function withBase(base: string): PresetChange {
  const ofBase = builtInPreset(base)?.options ?? [];
  const clashes = (name: ChoosableOption): boolean => {
    const opposite = oppositeOf(name);
    return ofBase.includes(name) || (opposite !== undefined && ofBase.includes(opposite));
  };
  return ({ options = [] }) => ({ base, options: options.filter((name) => !clashes(name)) });
}

/** An option on or off; on, it takes the place of its opposite. */
export function withOption(name: ChoosableOption, on: boolean): PresetChange {
  return ({ options = [] }) => {
    const others = options.filter((one) => one !== name && !(on && one === oppositeOf(name)));
    return { options: on ? [...others, name] : others };
  };
}

/** `after` in place of `before`; without `before` it is added, without `after` only taken out. */
export function withOverride(before: PresetOverride | null, after: PresetOverride | null): PresetChange {
  const named = ({ tag, privateCreator, vr }: PresetOverride): string => JSON.stringify([tag, privateCreator, vr]);
  return ({ overrides }) => ({ overrides: exchanged(overrides, before, after, named) });
}

/** `after` in place of `before`, as in `withOverride`. */
export function withMask(before: PresetMask | null, after: PresetMask | null): PresetChange {
  return ({ masks }) => ({ masks: exchanged(masks, before, after, JSON.stringify) });
}

function exchanged<T>(all: readonly T[] = [], before: T | null, after: T | null, identity: (one: T) => string): T[] {
  const added = after === null ? [] : [after];
  if (before === null) return [...all, ...added];
  const at = all.findIndex((one) => identity(one) === identity(before));
  return all.flatMap((one, index) => (index === at ? added : [one]));
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
