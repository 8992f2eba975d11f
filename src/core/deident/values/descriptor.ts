import type { Identifiers } from '../identifiers/identifiers';
import { findContacts } from '../text/contacts';
import { judgeWord, unknownHan } from '../text/judge-word';
import { besideNames, findPeople } from '../text/people';
import { decimals, findRecordNumbers } from '../text/record-numbers';
import { cut, mergeRemovals, type Removal } from '../text/removal';
import { findTextDates } from '../text/text-dates';
import { tidy } from '../text/tidy';
import { isEponym, isEponymHead } from '../text/vocabulary';
import { type Word, wordsIn } from '../text/words';

export type { Removal, RemovalReason } from '../text/removal';
export { isSafeWord } from '../text/vocabulary';

/** What a cut brings together may have to go too; more rounds than this no text has needed. */
const MOST_ROUNDS = 6;
const MOST_CACHED = 5_000;
const LONGEST_CACHED = 2_000;
/** An eponym and the word that makes it one may have others between: Weber B fracture. */
const FARTHEST_HEAD = 3;
const LONGEST_NUMBER = 24;

const caches = new WeakMap<Identifiers, Map<string, readonly Removal[]>>();

/**
 * What has to go from a free text of a file: UTF-16 ranges, ascending and apart, with the reason; the
 * rest stays as it is (PS3.15 E.3.5, Clean Descriptors Option). Identifiers of the file go, then
 * dates, contacts, numbers and names by their patterns, then every word that is not known to be safe.
 */
export function descriptorRanges(text: string, identifiers: Identifiers): readonly Removal[] {
  if (!/[\p{L}\p{N}\uFFFD]/u.test(text)) return [];
  let cache = caches.get(identifiers);
  if (!cache) {
    cache = new Map();
    caches.set(identifiers, cache);
  }
  const known = cache.get(text);
  if (known) return known;
  const removals = untilNothingIsLeft(text, identifiers);
  if (cache.size >= MOST_CACHED) cache.clear();
  if (text.length <= LONGEST_CACHED) cache.set(text, removals);
  return removals;
}

function untilNothingIsLeft(text: string, identifiers: Identifiers): readonly Removal[] {
  let removals: Removal[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rest = cut(text, removals);
    const found = find(rest, identifiers);
    if (found.length === 0) return removals;
    removals = mergeRemovals([...removals, ...inOriginal(text, removals, found)]);
  }
  const rest = cut(text, removals);
  return find(rest, identifiers).length === 0 ? removals : [{ start: 0, end: text.length, reason: 'unknown-word' }];
}

/** Ranges of what stayed after some removals, as ranges of the whole text. */
function inOriginal(text: string, removals: readonly Removal[], found: readonly Removal[]): Removal[] {
  const units: number[] = [];
  let at = 0;
  for (const { start, end } of [...removals, { start: text.length, end: text.length }]) {
    for (; at < start; at++) units.push(at);
    at = end;
  }
  return found.map((removal) => ({
    ...removal,
    start: units[removal.start] as number,
    end: (units[removal.end - 1] as number) + 1,
  }));
}

function find(text: string, identifiers: Identifiers): Removal[] {
  const words = wordsIn(text);
  // Names joined by underscores are found one by one, and what is between them stays.
  const certain: Removal[] = [
    ...identifiers
      .find(text.replaceAll('_', ' '))
      .map(({ start, end }): Removal => ({ start, end, reason: 'identifier' })),
    ...findTextDates(text),
    ...findContacts(text),
    ...findRecordNumbers(text),
  ];
  const unknown = judgeWords(text, words);
  const people = findPeople(text, words);
  return tidy(text, [...certain, ...people, ...unknown, ...besideNames(text, words, [...people, ...unknown])]);
}

function judgeWords(text: string, words: readonly Word[]): Removal[] {
  const removals: Removal[] = [];
  const fractions = decimals(text);
  words.forEach((word, index) => {
    const { start, end } = word;
    if (word.isHan) {
      for (const [from, to] of unknownHan(word.text)) {
        removals.push({ start: start + from, end: start + to, reason: 'unknown-word' });
      }
      return;
    }
    const reason = judgeWord(word.text);
    if (reason === undefined || (reason === 'number' && fractions.some(([a, b]) => a <= start && end <= b))) return;
    if (reason === 'unknown-word' && isEponym(word.text.replace(/['’]s$/, '')) && hasHead(words, index)) return;
    removals.push(withJoinedDigits(text, { start, end, reason }));
  });
  return removals;
}

function hasHead(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]?.text.toLowerCase();
  if ((before === 'of' || before === 'de' || before === 'di') && isEponymHead(words[index - 2]?.text ?? ''))
    return true;
  for (let at = index + 1; at <= index + FARTHEST_HEAD; at++) {
    const { text = '' } = words[at] ?? {};
    if (isEponymHead(text)) return true;
    if (text.length > 1 && !isEponym(text) && !/^(?:I{1,3}V?|VI?|harris|hunt)$/i.test(text)) return false;
  }
  return false;
}

/** An unknown word with the number that is joined to it: XQ-0091. */
function withJoinedDigits(text: string, removal: Removal): Removal {
  if (removal.reason !== 'unknown-word') return removal;
  const after = /^[-/#]?\d{3,}(?![\p{L}\p{N}])/u.exec(text.slice(removal.end))?.[0].length ?? 0;
  const before =
    /(?<![\p{L}\p{N}.])\d{3,}[-/#]$/u.exec(text.slice(Math.max(0, removal.start - LONGEST_NUMBER), removal.start))?.[0]
      .length ?? 0;
  return { ...removal, start: removal.start - before, end: removal.end + after };
}
