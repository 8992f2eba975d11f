/** What people read of the options of the profile. */
import { OPTION_KEYS } from '../jobs/report/option-keys';
import type { ChoosableOption } from '../settings/options';
import { t } from './text';

export function optionName(option: ChoosableOption): string {
  return t(`option_${OPTION_KEYS[option]}`);
}

/** One sentence on what remains or is cleaned. */
export function optionText(option: ChoosableOption): string {
  return t(`option_${OPTION_KEYS[option]}_text`);
}

/** What an option keeps, as a part of a list: “shifted dates”. */
export function optionKeeps(option: ChoosableOption): string {
  return t(`option_${OPTION_KEYS[option]}_keeps`);
}

/** What an option is about, in a word or two. */
export function optionShort(option: ChoosableOption): string {
  return t(`option_${OPTION_KEYS[option]}_short`);
}
