import { normalizeForSearch } from '../../dicom/charset/normalize';
import {
  ALSO_NAMES,
  COMBINING_FORMS,
  ENDINGS,
  EPONYM_HEADS,
  EPONYMS_IN_CONTEXT,
  GERMAN_STEMS,
  HAN_TERMS,
  INFLECTIONS,
  NEVER,
  WORDS,
} from './vocabulary.data';

interface Vocabulary {
  readonly words: ReadonlySet<string>;
  readonly alsoNames: ReadonlySet<string>;
  readonly eponyms: ReadonlySet<string>;
  readonly eponymHeads: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly inflections: readonly string[];
  readonly hanTerms: ReadonlySet<string>;
  readonly never: ReadonlySet<string>;
}

const SHORTEST_BASE = 5;
/** Many family names are a word and such an ending: Fontana. */
const ROMANCE = /^(?:a|o|i|as|os|is|us|um|al)$/;
const SHORTEST_ROMANCE_BASE = 6;
const SHORTEST_COMPOUND = 7;
const LONGEST_WORD = 48;
const SHORTEST_PART = 3;
const LINKS = ['s', 'n', 'en', 'es', 'er'];
const CAPITAL_A = 65;
const MOST_CACHED = 20_000;

let unpacked: Vocabulary | undefined;
const verdicts = new Map<string, boolean>();

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}

/** The words of a front-coded list: a capital (A for 0) is the number of characters shared with the word before. */
function unpack(packed: string): ReadonlySet<string> {
  const words = new Set<string>();
  const text = packed.replaceAll('\n', '');
  let word = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && !isCapital(text.charCodeAt(end))) end++;
    word = word.slice(0, text.charCodeAt(at) - CAPITAL_A) + text.slice(at + 1, end);
    words.add(word);
    at = end;
  }
  return words;
}

function isCapital(code: number): boolean {
  return code >= CAPITAL_A && code < CAPITAL_A + 26;
}

function vocabulary(): Vocabulary {
  unpacked ??= {
    words: unpack(WORDS),
    alsoNames: setOf(ALSO_NAMES),
    eponyms: setOf(EPONYMS_IN_CONTEXT),
    eponymHeads: setOf(EPONYM_HEADS),
    forms: setOf(COMBINING_FORMS),
    endings: setOf(ENDINGS),
    stems: setOf(GERMAN_STEMS),
    inflections: [...setOf(INFLECTIONS)],
    hanTerms: setOf(HAN_TERMS),
    never: setOf(NEVER),
  };
  return unpacked;
}

function folded(word: string): string {
  return normalizeForSearch(word).text;
}

/**
 * True for a word of techniques, anatomy, findings or everyday language that names nobody, in any case
 * and with or without diacritics; a word of one letter is safe.
 */
export function isSafeWord(word: string): boolean {
  let verdict = verdicts.get(word);
  if (verdict === undefined) {
    if (verdicts.size >= MOST_CACHED) verdicts.clear();
    verdict = judge(folded(word));
    verdicts.set(word, verdict);
  }
  return verdict;
}

/** True for a safe word that people are named too: Brown, Young. */
export function isAlsoName(word: string): boolean {
  return vocabulary().alsoNames.has(folded(word));
}

/** True for a name that is safe only before a word of `isEponymHead`: Wilson (disease). */
export function isEponym(word: string): boolean {
  const plain = folded(word);
  const { eponyms } = vocabulary();
  return eponyms.has(plain) || (plain.endsWith('s') && eponyms.has(plain.slice(0, -1)));
}

export function isEponymHead(word: string): boolean {
  const plain = folded(word);
  const { eponymHeads } = vocabulary();
  return eponymHeads.has(plain) || (plain.endsWith('s') && eponymHeads.has(plain.slice(0, -1)));
}

/** Terms in Chinese characters and kana, normalized to NFKC. */
export function isHanTerm(term: string): boolean {
  return vocabulary().hanTerms.has(term);
}

function judge(word: string): boolean {
  if (word.length <= 1) return true;
  const { words, never } = vocabulary();
  if (words.has(word)) return true;
  if (word.length <= SHORTEST_BASE || word.length > LONGEST_WORD || never.has(word)) return false;
  return isInflected(word) || isCompound(word, 0) || isGermanCompound(word, 0, 0);
}

function isInflected(word: string): boolean {
  const { words, inflections } = vocabulary();
  const [, stem = '', ending] = /^(.{4,})(ing|ed|ies)$/.exec(word) ?? [];
  if (ending && words.has(stem + (ending === 'ies' ? 'y' : 'e'))) return true;
  return inflections.some(
    (ending) =>
      word.endsWith(ending) &&
      word.length - ending.length >= (ROMANCE.test(ending) ? SHORTEST_ROMANCE_BASE : SHORTEST_BASE) &&
      words.has(word.slice(0, -ending.length)),
  );
}

/** Combining forms followed by an ending or by a word: hepato-spleno-megaly, peri-hepatic. */
function isCompound(word: string, from: number): boolean {
  const { words, forms, endings } = vocabulary();
  if (word.length < SHORTEST_COMPOUND) return false;
  for (let at = from + SHORTEST_PART - 1; at <= word.length - SHORTEST_PART; at++) {
    const form = word.slice(from, at);
    // Before a vowel a form loses its last one: gastr-itis.
    if (!forms.has(form) && !(form.length >= 4 && forms.has(`${form}o`))) continue;
    const rest = word.slice(at);
    if (endings.has(rest) || (rest.length >= SHORTEST_BASE && (words.has(rest) || isInflected(rest)))) return true;
    if (isCompound(word, at)) return true;
  }
  return false;
}

function isGermanCompound(word: string, from: number, parts: number): boolean {
  const { stems } = vocabulary();
  if (word.length < SHORTEST_COMPOUND) return false;
  for (let at = from + SHORTEST_PART; at <= word.length; at++) {
    if (!stems.has(word.slice(from, at))) continue;
    if (at === word.length) return parts > 0;
    if (isGermanCompound(word, at, parts + 1)) return true;
    if (LINKS.some((link) => word.startsWith(link, at) && isGermanCompound(word, at + link.length, parts + 1)))
      return true;
  }
  return false;
}
