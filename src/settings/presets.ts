import type { OptionName } from '../core/deident/profile';

/** A preset that comes with the software: read-only, named after what remains. */
export interface BuiltInPreset {
  readonly id: string;
  readonly options: readonly OptionName[];
}

export const BUILT_IN_PRESETS: readonly BuiltInPreset[] = [{ id: 'research', options: [] }];

export const DEFAULT_PRESET = 'research';

export function builtInPreset(id: string): BuiltInPreset | undefined {
  return BUILT_IN_PRESETS.find((preset) => preset.id === id);
}
