import { lazy } from '../../lazy';
import { findDates, MONTH_NAMES, namesMonth } from './date-notations';
import type { Removal } from './removal';

/** Dates in descriptors: whole ones, months of a year, days of a month, and dates of birth with their labels. */

/** Shortenings of months that are words too: they count with a year of four digits only. */
const WORDS = 'set|out|ago|mag|gen|mai|mei|may|des|mar|mars|lug|ott|maja|lipca|mart|juni|agu|ags';
const UNIT = '(?!\\s?(?:mm|cm|m|ml|cc|mg|kv|ma|mas|ms|sec|s|hz|%|x|deg|slices?|views?|phases?)(?![\\p{L}]))';
const YEAR = '(?:19|20)\\d\\d';
/** With names of months: only for texts that hold one. */
const NAMED = lazy<readonly RegExp[]>(() => [
  new RegExp(`(?<![\\p{L}])(?:${MONTH_NAMES})\\.?[-/.,\\s_]*(?:d[ei]l?\\s+)?${YEAR}(?!\\d)`, 'giu'),
  new RegExp(
    `(?<![\\p{L}])(?!(?:${WORDS})[^\\p{L}])(?:${MONTH_NAMES})\\.?[-/\\s]?['’]?\\d\\d?(?:st|nd|rd|th)?(?![\\d\\p{L}.])${UNIT}`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\d.])(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|[.ºª°])?[-/\\s]*(?:(?:of|de|di)\\s+)?(?!(?:${WORDS})(?!\\p{L}))(?:${MONTH_NAMES})(?!\\p{L})\\.?`,
    'giu',
  ),
  /(?<![\p{L}\d])(?:Mar|March|Mars|März|May|Mai|Mei|Maart|Maret|Marzo|Mayo|Maggio)(?:\.? |-)['’]?(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d\p{L}.])/gu,
  /(?<![\p{L}\d.])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.? (?:of )?(?:Mar|March|Mars|März|May|Mai|Mei|Maart|Maret|marzo|março|mayo|maggio|maio)(?!\p{L})/gu,
]);

const PARTIAL = lazy<readonly RegExp[]>(() => [
  new RegExp(`(?<![\\d./-])(?:0?[1-9]|1[0-2])[/.-]${YEAR}(?![\\d./-])`, 'g'),
  new RegExp(`(?<![\\d./-])(?!\\d\\d00)${YEAR}[-/.](?:0[1-9]|1[0-2])(?![\\d./-])${UNIT}`, 'gu'),
  /(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)/g,
  new RegExp(
    `(?<=(?<!\\p{L})(?:on|since|from|dated|until|before|after|seen|am|vom|seit|bis|zum|le|du|depuis|el|desde|il|dal|op|vanaf|sejak|tgl\\.?|tanggal|em|dia)\\s)(?:0?[1-9]|[12]\\d|3[01])[/.-](?:0?[1-9]|[12]\\d|3[01])(?![\\d%/.-]*\\d)${UNIT}`,
    'giu',
  ),
  /(?:(?:明治|大正|昭和|平成|令和)\s?(?:\d{1,2}|元)|\d{4})[年년]\s?\d{1,2}[月월](?:\s?\d{1,2}[日일])?/gu,
  /(?:明治|大正|昭和|平成|令和)\s?(?:\d{1,2}|元)年?/gu,
  /(?<!\d)\d{1,2}[月월]\s?\d{1,2}[日일号]/gu,
  /(?<![\p{L}\d])(?:[TSH]\d\d|R\d{1,2})[./](?:0?[1-9]|1[0-2])[./](?:0?[1-9]|[12]\d|3[01])(?!\d)/gu,
  /(?<![\d])\d{1,2}\s?\/\s?\d{1,2}\s?\/\s?['’]\d\d(?!\d)/g,
  /(?<!\d)(?:19|20)\d\dW[0-5]\d(?!\d)/g,
  /(?<![\p{L}\d])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])_\d{4,6}(?!\d)/gu,
]);

const BIRTH =
  '(?:d\\.?o\\.?b\\.?|born|date of birth|birth ?date|birthday|b-?day|geb(?:oren|urtsdatum|\\.?-?datum|\\.)?(?: am)?|\\*|n[ée]\\(?e?\\)?(?: le)?|ddn|date de naissance|nacid[oa](?: el)?|nac\\.?|fecha (?:de )?nac(?:imiento|\\.)?|fdn|f\\.? ?nac\\.?|f\\.?n\\.?|nat[oa](?: il)?|data (?:di|de) nascita|nascid[oa](?: em)?|nasc\\.?|data (?:de )?nasc(?:imento|\\.)?|d\\.?n\\.?|tgl\\.? ?lahir|tanggal lahir|lahir|geboren(?: op)?|д\\.?р\\.?|生年月日|出生(?:日期|年月)?|생년월일)\\s*[:=：]?\\s*';
const BIRTH_BEFORE = lazy(() => new RegExp(`(?<![\\p{L}\\d])${BIRTH}$`, 'iu'));
const BIRTH_YEAR = lazy(
  () => new RegExp(`(?<![\\p{L}\\d])(?!\\*|d\\.?n|f\\.?n|nat)${BIRTH}(?:in\\s+)?(?:18|19|20)\\d\\d(?!\\d)`, 'giu'),
);
const LONGEST_LABEL = 24;

export function findTextDates(text: string): Removal[] {
  if (!/[\d０-９]/.test(text)) return [];
  const removals: Removal[] = [];
  const add = (start: number, end: number): void => {
    const label = BIRTH_BEFORE().exec(text.slice(Math.max(0, start - LONGEST_LABEL), start));
    removals.push({ start: start - (label?.[0].length ?? 0), end, reason: 'date' });
  };
  for (const { start, end, readings } of findDates(text)) {
    if (isDate(text, start, end, readings)) add(start, end);
  }
  for (const pattern of namesMonth(text) ? [...NAMED(), ...PARTIAL()] : PARTIAL()) {
    for (const match of text.matchAll(pattern)) add(match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(BIRTH_YEAR())) add(match.index, match.index + match[0].length);
  return removals;
}

/** Numeric notations mean a date only in years of our time, and where two digits are no measure. */
function isDate(text: string, start: number, end: number, readings: readonly string[]): boolean {
  if (!readings.some((date) => date >= '1880' && date < '2060')) return false;
  const found = text.slice(start, end);
  if (/\p{L}/u.test(found)) return true;
  if (/^\d{8,}$/.test(found)) return true;
  const signs = found.replace(/\d+/g, ' ').trim().split(/ +/).filter(Boolean);
  const isUniform = signs.every((sign) => sign.trim() === signs[0]?.trim());
  const hasYear = /(?<!\d)\d{4}(?!\d)/.test(found);
  if (/^\d[\d ]*$/.test(found)) return hasYear && /^(?:\d{4} \d\d \d\d|\d\d \d\d \d{4})$/.test(found);
  if (hasYear) return isUniform;
  const isMeasured = /^\s?(?:mm|cm|ml|ms|mg|kv|%)/i.test(text.slice(end));
  const before = text.slice(Math.max(0, start - 2), start);
  const isInChain = /[\d./-]$/.test(before) || /^[./-]\d/.test(text.slice(end));
  return isUniform && !isMeasured && !isInChain && !/[\p{L}]$/u.test(before);
}
