/**
 * Dates moved by whole days, by calendar arithmetic alone: no clock, no time zone (PS3.5 6.2, DA and DT).
 */

const DAYS_IN_ERA = 146_097;

/** Days since 0000-03-01 of the proleptic Gregorian calendar. */
function toDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * DAYS_IN_ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
}

function fromDays(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const era = Math.floor(days / DAYS_IN_ERA);
  const dayOfEra = days - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** True for a day that the calendar has. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const back = fromDays(toDays(year, month, day));
  return back.year === year && back.month === month && back.day === day;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** One date, `YYYYMMDD` or the older `YYYY.MM.DD`; undefined if it is no date, or would leave the calendar. */
function shiftDay(text: string, days: number): string | undefined {
  const match = /^(\d{4})(\.?)(\d\d)\2(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, y, dot, m, d] = match;
  if (!isDate(Number(y), Number(m), Number(d))) return undefined;
  const { year, month, day } = fromDays(toDays(Number(y), Number(m), Number(d)) + days);
  if (year < 1 || year > 9999) return undefined;
  return [digits(year, 4), digits(month, 2), digits(day, 2)].join(dot);
}

/** A value of VR DA, a range of dates included; undefined if it holds something else. */
export function shiftDate(value: string, days: number): string | undefined {
  const trimmed = value.trim();
  if (trimmed === '') return '';
  const parts = trimmed.split('-').map((part) => (part.trim() === '' ? '' : shiftDay(part.trim(), days)));
  return parts.length <= 2 && parts.every((part) => part !== undefined) ? parts.join('-') : undefined;
}

const DATE_TIME = /^(\d{4})(?:(\d\d)(?:(\d\d)((?:\d\d){0,3}(?:\.\d{1,6})?))?)?([+-]\d{4})?$/;

/**
 * A value of VR DT; the time of day and the zone stay as they are. Of a value without day, or without
 * month, the middle of what it leaves open is shifted, and no more is told than before.
 */
export function shiftDateTime(value: string, days: number): string | undefined {
  const trimmed = value.trim();
  if (trimmed === '') return '';
  const match = DATE_TIME.exec(trimmed);
  if (!match) return undefined;
  const [, year, month, day, time = '', zone = ''] = match;
  const shifted = shiftDay(`${year}${month ?? '07'}${day ?? (month ? '15' : '01')}`, days);
  if (!shifted) return undefined;
  return shifted.slice(0, month === undefined ? 4 : day === undefined ? 6 : 8) + time + zone;
}

/** Nothing that is older or younger was imaged: such dates stand for none, as 19000101 and 99991231 do. */
const FIRST_YEAR = 1905;
const LAST_YEAR = 2100;
/** Days from which clocks count that were never set. */
const CLOCK_STARTS: ReadonlySet<string> = new Set(['19700101', '19800101', '20380119']);

/**
 * True for a value of DA or DT that was written where no date was known. Moved with the others it tells by how many
 * days they were moved: everybody knows what it was.
 */
export function standsForNoDate(value: string): boolean {
  const [, year = '', month = '', day = ''] = /^\s*(\d{4})\.?(\d\d)\.?(\d\d)/.exec(value) ?? [];
  if (year === '') return false;
  return Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR || CLOCK_STARTS.has(year + month + day);
}
