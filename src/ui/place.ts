import type { Place } from '../core/errors';
import { placeText as placeTextIn } from '../jobs/report/place-text';
import { t } from './text';

/** Where something is in a file, in the page's language. */
export function placeText(place: Place): string {
  return placeTextIn(place, t);
}
