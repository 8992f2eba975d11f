/** Dates as people write them, found in text. */

import { lazy } from '../../lazy';

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** What the notation can mean, as YYYYMMDD: day and month may change places. */
  readonly readings: readonly string[];
}

/** In English, German, French, Spanish, Italian, Portuguese, Dutch, Indonesian, Polish and Russian. */
const MONTHS: readonly string[] = [
  'jan january januar jän jaen jänner janvier janv enero ene gennaio gen janeiro januari stycznia января янв',
  'feb february februar fév fev fevr févr février fevrier febrero febbraio fevereiro februari lutego февраля фев',
  'mar march märz maerz mrz mär mars marzo março marco maart mrt maret marca марта мар',
  'apr april avr avril abr abril aprile kwietnia апреля апр',
  'may mai mayo maggio mag maio mei maja мая',
  'jun june juni juin junio giugno giu junho czerwca июня июн',
  'jul july juli juil juillet julio luglio lug julho lipca июля июл',
  'aug august août aout agosto ago augustus agustus agu ags sierpnia августа авг',
  'sep sept september septembre septiembre settembre set setembro września wrzesnia сентября сен',
  'oct october okt oktober octobre octubre ottobre ott outubro out października pazdziernika октября окт',
  'nov november novembre noviembre novembro nopember listopada ноября ноя',
  'dec december dez dezember déc décembre decembre dic diciembre dicembre dezembro des desember grudnia декабря дек',
];
const MONTH_NUMBER = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
/** A pattern of the names of months, without a group; for texts in any case. */
export const MONTH_NAMES = [...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join('|');

const MONTH_NAME = new RegExp(`(?<!\\p{L})(?:${MONTH_NAMES})(?!\\p{L})`, 'iu');

/** First year of the Japanese eras, less one. */
const ERAS: ReadonlyMap<string, number> = new Map([
  ['明治', 1867],
  ['大正', 1911],
  ['昭和', 1925],
  ['平成', 1988],
  ['令和', 2018],
]);

const COMPACT = /(?<!\d)((?:18|19|20)\d\d)(\d\d)(\d\d)(?:T?[0-2]\d[0-5]\d(?:[0-5]\d)?)?(?!\d)/g;
const COMPACT_YEAR_LAST = /(?<!\d)(\d\d)(\d\d)((?:18|19|20)\d\d)(?!\d)/g;
const YEAR_FIRST = /(?<!\d)(\d{4})[-./_年년 ]\s?(\d{1,2})[-./_月월 ]\s?(\d{1,2})[日일]?(?!\d)/g;
const YEAR_LAST = /(?<!\d)(\d{1,2})[-./_ ]\s?(\d{1,2})[-./_ ]\s?(\d{4}|\d{2})(?!\d)/g;
const OF = "(?:[-./_,\\s]*(?:d[eio]l?|of|the|van)\\s)?[-./_,'’\\s]*";
const ERA = /(明治|大正|昭和|平成|令和)\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日?/g;

/** Most texts hold no date; this tells quickly. */
const DATE_LIKE = /\d\D*\d\D*\d/;
const WIDE_DIGIT = /[０-９]/g;

function compact(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

function years(text: string): readonly number[] {
  const year = Number(text);
  return text.length === 4 ? [year] : [1900 + year, 2000 + year];
}

function month(name: string): number {
  return MONTH_NUMBER.get(name.toLowerCase()) ?? 0;
}

type Readings = (groups: readonly string[]) => readonly (string | undefined)[];

function eitherOrder(year: number, a: string, b: string): readonly (string | undefined)[] {
  return [compact(year, Number(a), Number(b)), compact(year, Number(b), Number(a))];
}

const NUMERIC: readonly (readonly [RegExp, Readings])[] = [
  [COMPACT, ([y = '', m, d]) => [compact(Number(y), Number(m), Number(d))]],
  [COMPACT_YEAR_LAST, ([a = '', b = '', y]) => eitherOrder(Number(y), a, b)],
  [YEAR_FIRST, ([y, a = '', b = '']) => eitherOrder(Number(y), a, b)],
  [YEAR_LAST, ([a = '', b = '', y = '']) => years(y).flatMap((year) => eitherOrder(year, b, a))],
  [ERA, ([era = '', y, m, d]) => [compact((ERAS.get(era) ?? 0) + (Number(y) || 1), Number(m), Number(d))]],
];
const NAMED = lazy((): readonly (readonly [RegExp, Readings])[] => {
  const dayMonth = new RegExp(
    `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|ste|de|[.ºª°])?${OF}(${MONTH_NAMES})(?!\\p{L})\\.?${OF}(\\d{4}|\\d{2})(?!\\d)`,
    'giu',
  );
  const monthDay = new RegExp(
    `(?<!\\p{L})(${MONTH_NAMES})\\.?[-/_\\s]*(\\d{1,2})(?:st|nd|rd|th)?[-/_,\\s]+(\\d{4})(?!\\d)`,
    'giu',
  );
  const yearMonth = new RegExp(`(?<!\\d)(\\d{4})[-./_,\\s]*(${MONTH_NAMES})\\.?[-./_,\\s]*(\\d{1,2})(?!\\d)`, 'giu');
  return [
    [dayMonth, ([d, m = '', y = '']) => years(y).map((year) => compact(year, month(m), Number(d)))],
    [monthDay, ([m = '', d, y]) => [compact(Number(y), month(m), Number(d))]],
    [yearMonth, ([y, m = '', d]) => [compact(Number(y), month(m), Number(d))]],
  ];
});

/** True where a text may hold the name of a month: most texts do not. */
export function namesMonth(text: string): boolean {
  return MONTH_NAME.test(text);
}

/** Every date of day, month and year in the text, in numeric notations and with the names of months. */
export function findDates(text: string): FoundDate[] {
  const narrow = text.replace(WIDE_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (!DATE_LIKE.test(narrow)) return [];
  const found: FoundDate[] = [];
  for (const [pattern, read] of namesMonth(narrow) ? [...NUMERIC, ...NAMED()] : NUMERIC) {
    for (const match of narrow.matchAll(pattern)) {
      const [whole, ...groups] = match;
      const readings = [...new Set(read(groups))].filter((reading) => reading !== undefined);
      if (readings.length > 0) found.push({ start: match.index, end: match.index + whole.length, readings });
    }
  }
  return found;
}
