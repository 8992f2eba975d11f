import english from '../../assets/_locales/en/messages.json' with { type: 'json' };
import type { DicomError, ErrorCode } from '../core/errors';
import { detailTexts } from '../jobs/report/detail-texts';
import { snake, type Texts } from '../jobs/report/message-key';
import type { Reason } from '../settings/error';
import { ownTexts } from './hints';

const catalogue: Readonly<Record<string, { readonly message: string }>> = english;

/** Made when there is a number to write: it takes longer than most files. */
let numbers: Intl.NumberFormat | undefined;

/** A text of the catalogue in English. */
export const englishText: Texts = (key, ...values) =>
  (catalogue[key]?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => {
    const value = values[Number(index) - 1] ?? '';
    if (typeof value !== 'number') return value;
    numbers ??= new Intl.NumberFormat('en');
    return numbers.format(value);
  });

/** Why settings can't be taken, in English. */
export function reasonText({ code, values }: Reason): string {
  return englishText(`reason_${snake(code)}`, ...values);
}

/** What the command line lets its user decide. */
const DECIDABLE: ReadonlySet<ErrorCode> = new Set(['encapsulated-document', 'audio', 'raw-data']);

/** Of many places in a file so many are named. */
const MOST_TAGS = 5;

/**
 * What happened and what to do, in English, on one line.
 *
 * @param tags - tag paths of all places that it is about
 */
export function errorText(error: DicomError, tags = error.tag === undefined ? [] : [error.tag]): string {
  const key = `error_${snake(error.code)}` as const;
  const { text = englishText(key), hint = englishText(`${key}_hint`) } = ownTexts(error);
  let decide = DECIDABLE.has(error.code) ? 'See --documents remove and --documents keep-checked.' : '';
  if (error.code === 'unsupported-compression') decide = 'See --documents remove.';
  const place = [
    ...detailTexts(error, englishText),
    error.offset === undefined ? '' : `at byte ${error.offset}`,
    tags.length === 0 ? '' : `in ${tags.slice(0, MOST_TAGS).join(', ')}`,
    tags.length > MOST_TAGS ? `and ${tags.length - MOST_TAGS} more` : '',
  ].filter((part) => part !== '');
  return [text, place.length > 0 ? `(${place.join(' ')})` : '', hint, decide].filter((part) => part !== '').join(' ');
}
