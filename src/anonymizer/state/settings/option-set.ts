/** The options of the profile that the user has in force, next to those of the preset. */
import { type ChoosableOption, oppositeOf } from '../../../settings/options';

export type OptionSet = ReadonlySet<ChoosableOption>;

/** A preset with the options in force. */
export interface PresetChoice {
  readonly preset: string;
  readonly options: OptionSet;
}

export interface Switched {
  readonly options: OptionSet;
  /** The option that had to go for the one that was switched on. */
  readonly displaced: ChoosableOption | null;
}

export function switchOption(options: OptionSet, name: ChoosableOption, on: boolean): Switched {
  const all = new Set(options);
  if (!on) {
    all.delete(name);
    return { options: all, displaced: null };
  }
  all.add(name);
  const opposite = oppositeOf(name);
  return { options: all, displaced: opposite !== undefined && all.delete(opposite) ? opposite : null };
}

/** What was changed of a preset's options. */
export interface OptionChanges {
  readonly added: number;
  readonly left: number;
}

export function changesOf(preset: readonly ChoosableOption[], options: OptionSet): OptionChanges {
  return {
    added: [...options].filter((name) => !preset.includes(name)).length,
    left: preset.filter((name) => !options.has(name)).length,
  };
}
