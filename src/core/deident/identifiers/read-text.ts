/** Identifiers in text that was read from a picture, where one sign is taken for another. */

import { fold } from './identifier-words';
import type { Identifiers } from './identifiers';

/** Signs that look alike, as one of them. */
const ALIKE: Readonly<Record<string, string>> = {
  o: '0',
  q: '0',
  i: '1',
  l: '1',
  t: '1',
  z: '2',
  s: '5',
  g: '6',
  b: '8',
};
/** Shorter identifiers are found as words only. */
const SHORTEST_INSIDE = 5;
const SHORTEST_WORD = 3;
/** So many signs of an identifier may hide one that was read wrongly, left out or put in. */
const SIGNS_FOR_ERROR = 6;

/** True where a text that was read names an identifier of the file, exactly or as readings go wrong. */
export function namesIdentifier(identifiers: Identifiers, text: string): boolean {
  if (identifiers.find(text).length > 0) return true;
  if (namesDate(identifiers, text)) return true;
  const whole = alike(fold(text));
  const words = text.split(/[^\p{L}\p{N}]+/u).map((word) => alike(fold(word)));
  for (const identifier of identifiers.words.identifiers()) {
    if (identifier.folded.length < SHORTEST_WORD || !identifiers.counts(identifier)) continue;
    const wanted = alike(identifier.folded);
    if (wanted.length >= SHORTEST_INSIDE && whole.includes(wanted)) return true;
    if (words.some((word) => word === wanted || (wanted.length >= SIGNS_FOR_ERROR && differByOne(word, wanted)))) {
      return true;
    }
  }
  return false;
}

/** A date of the file with its parts in any order, one digit of which may be another. */
function namesDate(identifiers: Identifiers, text: string): boolean {
  const dates = identifiers.words.values.filter(({ kind }) => kind === 'date').map(({ value }) => value);
  if (dates.length === 0) return false;
  const written = dates.flatMap((date) => {
    const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
    return [date, day + month + year, month + day + year];
  });
  // Blanks end a date; any other sign may be how its parts are set apart.
  return text.split(/\s+/).some((word) => {
    const digits = alike(fold(word));
    return written.some((date) => differsInOneDigit(digits, date));
  });
}

function differsInOneDigit(digits: string, date: string): boolean {
  if (digits.length !== date.length) return false;
  return [...date].filter((digit, index) => digits[index] !== digit).length <= 1;
}

function alike(folded: string): string {
  return folded.replace(/[oqiltzsgb]/g, (sign) => ALIKE[sign] ?? sign);
}

/** One sign changed, missing or too many. */
function differByOne(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let [a, b] = [one.length, other.length];
  while (a > start && b > start && one[a - 1] === other[b - 1]) {
    a--;
    b--;
  }
  return a - start <= 1 && b - start <= 1;
}
