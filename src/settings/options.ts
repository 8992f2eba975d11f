import { OPTION_NAMES, type OptionName } from '../core/deident/profile/option-names';
import { reason, SettingsError } from './error';

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

/**
 * The options of a preset and further ones, in the order of their codes, so that equal sets give equal outputs.
 *
 * @param path - of the further ones in the settings, for the error
 * @throws SettingsError if one is not known, or two contradict each other
 */
export function combineOptions(
  options: Iterable<OptionName>,
  further: readonly string[],
  path: string,
): ReadonlySet<OptionName> {
  const all = new Set<OptionName>(options);
  for (const name of further) {
    const known = CHOOSABLE_OPTIONS.find((option) => option === name);
    if (!known) throw new SettingsError(path, reason('no-option', name));
    all.add(known);
  }
  const contradict = (option: OptionName): boolean => {
    const opposite = oppositeOf(option);
    return opposite !== undefined && all.has(opposite);
  };
  if ([...all].some(contradict)) throw new SettingsError(path, reason('kept-and-shifted'));
  return new Set(CHOOSABLE_OPTIONS.filter((option) => all.has(option)));
}

export function isChoosable(name: OptionName): name is ChoosableOption {
  return !OF_PIXELS.some((option) => option === name);
}
