import type { Place } from '../../core/errors';
import type { Texts } from './message-key';

/** Where something is in a file: “At byte 40,312 in (0008,1140)[0]”; '' where nothing is known. */
export function placeText({ offset, tag }: Place, t: Texts): string {
  if (offset !== undefined && tag) return t('error_at_both', offset, tag);
  if (offset !== undefined) return t('error_at_byte', offset);
  return tag ? t('error_in_tag', tag) : '';
}
