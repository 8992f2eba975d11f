import english from '../../assets/_locales/en/messages.json' with { type: 'json' };
import type { DicomError, ErrorCode } from '../core/errors';

const catalogue: Readonly<Record<string, { readonly message: string }>> = english;

/** What the command line lets its user decide. */
const DECIDABLE: ReadonlySet<ErrorCode> = new Set(['encapsulated-document', 'audio', 'raw-data']);

/** What happened and what to do, in English, on one line. */
export function errorText(error: DicomError): string {
  const key = `error_${error.code.replaceAll('-', '_')}`;
  const text = catalogue[key]?.message ?? error.code;
  const hint = catalogue[`${key}_hint`]?.message ?? '';
  const decide = DECIDABLE.has(error.code) ? 'See --documents remove and --documents keep-checked.' : '';
  const place = [
    String(error.details.holds ?? ''),
    error.offset === undefined ? '' : `at byte ${error.offset}`,
    error.tag === undefined ? '' : `in ${error.tag}`,
  ].filter((part) => part !== '');
  return [text, place.length > 0 ? `(${place.join(' ')})` : '', hint, decide].filter((part) => part !== '').join(' ');
}
