import { OPTION_NAMES, type OptionName } from '../core/deident/profile';

/** Options that need the pixels to be looked at: they are never in force by a choice alone. */
const OF_PIXELS: ReadonlySet<OptionName> = new Set(['cleanPixelData', 'cleanRecognizableVisualFeatures']);

/** The options that a preset or a user can choose. */
export const CHOOSABLE_OPTIONS: readonly OptionName[] = OPTION_NAMES.filter((name) => !OF_PIXELS.has(name));
