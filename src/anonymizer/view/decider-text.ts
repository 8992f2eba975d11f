import type { ElementRow } from '../../jobs/engine-api';
import { snake, t } from '../../ui/text';

/** Who decided, in a few words: “Basic Profile X/D”. */
export function deciderText(row: ElementRow): string {
  if (row.kind === 'item') return '';
  if (row.decidedBy === 'profile' && row.code) return t('decider_profile_code', row.code);
  return t(`decider_${snake(row.decidedBy)}`);
}

/** The same in a sentence. */
export function whyText(row: ElementRow): string {
  if (row.kind === 'item') return '';
  if (row.decidedBy === 'profile') return t('why_profile', row.code);
  return t(`why_${snake(row.decidedBy)}`);
}
