import { OPTION_NAMES, type OptionName } from '../core/deident/option-names';

/** Options that need the pixels to be looked at: they are never in force by a choice alone. */
const OF_PIXELS = ['cleanPixelData', 'cleanRecognizableVisualFeatures'] as const;

export type ChoosableOption = Exclude<OptionName, (typeof OF_PIXELS)[number]>;

/** The options that a preset or a user can choose. */
export const CHOOSABLE_OPTIONS: readonly ChoosableOption[] = OPTION_NAMES.filter((name) => isChoosable(name));

/** The option that can't be in force together with another one: dates are kept or shifted. */
export function oppositeOf(option: OptionName): ChoosableOption | undefined {
  if (option === 'retainLongFullDates') return 'retainLongModifiedDates';
  return option === 'retainLongModifiedDates' ? 'retainLongFullDates' : undefined;
}

function isChoosable(name: OptionName): name is ChoosableOption {
  return !OF_PIXELS.some((option) => option === name);
}
