import type { Place } from '../core/errors';
import { number, t } from './text';

/** Where something is in a file: “At byte 40,312 in (0008,1140)[0]”; '' where nothing is known. */
export function placeText({ offset, tag }: Place): string {
  if (offset !== undefined && tag) return t('error_at_both', number(offset), tag);
  if (offset !== undefined) return t('error_at_byte', number(offset));
  return tag ? t('error_in_tag', tag) : '';
}
