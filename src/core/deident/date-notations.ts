/** Dates as people write them, found in text. */

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  /** What the notation can mean, as YYYYMMDD: day and month may change places. */
  readonly readings: readonly string[];
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jän', 'jaen'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'märz', 'maerz', 'mrz', 'mär'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
];
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const NAMES = [...MONTH_NUMBER.keys()].sort((a, b) => b.length - a.length).join('|');

const COMPACT = /(?<!\d)((?:18|19|20)\d\d)(\d\d)(\d\d)(?!\d)/g;
const YEAR_FIRST = /(?<!\d)(\d{4})[-./年 ]\s?(\d{1,2})[-./月 ]\s?(\d{1,2})日?(?!\d)/g;
const YEAR_LAST = /(?<!\d)(\d{1,2})[-./ ]\s?(\d{1,2})[-./ ]\s?(\d{4}|\d{2})(?!\d)/g;
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.)?[-\\s]*(${NAMES})\\.?[-,\\s]*(\\d{4}|\\d{2})(?!\\d)`,
  'giu',
);
const MONTH_DAY = new RegExp(
  `(?<!\\p{L})(${NAMES})\\.?[-\\s]*(\\d{1,2})(?:st|nd|rd|th)?[-,\\s]+(\\d{4})(?!\\d)`,
  'giu',
);

/** Most texts hold no date; this tells quickly. */
const DATE_LIKE = /\d.*\d.*\d/s;

function compact(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

function years(text: string): readonly number[] {
  const year = Number(text);
  return text.length === 4 ? [year] : [1900 + year, 2000 + year];
}

/** Every date of four or two digit years in the text, in numeric notations and with English or German months. */
export function findDates(text: string): FoundDate[] {
  if (!DATE_LIKE.test(text)) return [];
  const found: FoundDate[] = [];
  const note = (match: RegExpMatchArray, readings: readonly (string | undefined)[]): void => {
    const valid = readings.filter((reading) => reading !== undefined);
    const start = match.index ?? 0;
    if (valid.length > 0) found.push({ start, end: start + match[0].length, readings: valid });
  };
  for (const match of text.matchAll(COMPACT)) {
    note(match, [compact(Number(match[1]), Number(match[2]), Number(match[3]))]);
  }
  for (const match of text.matchAll(YEAR_FIRST)) {
    const [year, a, b] = [Number(match[1]), Number(match[2]), Number(match[3])];
    note(match, [compact(year, a, b), compact(year, b, a)]);
  }
  for (const match of text.matchAll(YEAR_LAST)) {
    const [a, b] = [Number(match[1]), Number(match[2])];
    note(
      match,
      years(match[3] as string).flatMap((year) => [compact(year, b, a), compact(year, a, b)]),
    );
  }
  for (const match of text.matchAll(DAY_MONTH)) {
    const month = MONTH_NUMBER.get((match[2] as string).toLowerCase()) ?? 0;
    note(
      match,
      years(match[3] as string).map((year) => compact(year, month, Number(match[1]))),
    );
  }
  for (const match of text.matchAll(MONTH_DAY)) {
    const month = MONTH_NUMBER.get((match[1] as string).toLowerCase()) ?? 0;
    note(match, [compact(Number(match[3]), month, Number(match[2]))]);
  }
  return found;
}
