import type { ElementRow } from '../../../jobs/engine-api';
import { type ChoosableOption, isChoosable } from '../../../settings/options';
import { optionName, optionShort } from '../../../ui/option-text';
import { snake, t } from '../../../ui/text';

type Decided = Pick<ElementRow, 'decidedBy' | 'code' | 'option'>;

/** Who decided, in a few words: “Basic Profile X/D”, “Option: device”. */
export function deciderText(row: Decided): string {
  const option = optionOf(row);
  if (option) return t('decider_option_named', optionShort(option));
  if (row.decidedBy === 'profile' && row.code) return t('decider_profile_code', row.code);
  return t(`decider_${snake(row.decidedBy)}`);
}

/** The same in a sentence. */
export function whyText(row: Decided): string {
  const option = optionOf(row);
  if (option && row.code) return t('why_option_code', optionName(option), row.code);
  if (option) return t('why_option_named', optionName(option));
  if (row.decidedBy === 'profile') return t('why_profile', row.code);
  return t(`why_${snake(row.decidedBy)}`);
}

function optionOf({ option }: Decided): ChoosableOption | undefined {
  return option !== '' && isChoosable(option) ? option : undefined;
}
