import { normalizeForSearch } from '../dicom/charset/normalize';
import { findDates } from './date-notations';

/** A range of UTF-16 units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * How sure it is that a word identifies: a `strong` one (of a person's name, an ID) goes wherever it
 * stands, a `weak` one (a word of an institution's name or an address) only where it is no word of the
 * technique that the file describes elsewhere.
 */
export type Strength = 'strong' | 'weak';

export interface Identifier {
  /** Letters and digits only, in lower case, without diacritics. */
  readonly folded: string;
  /** As written in the file. */
  readonly text: string;
  readonly strength: Strength;
}

/** Words in identifying elements that identify nobody. */
const HARMLESS = new Set(
  `anonymous anonymized anonymised anonymize anon unknown none null test patient name names removed deidentified hospital study
  image phantom clinic klinik department dept university medical center centre radiology street road the of and for
  de la van von der den del di da dos du el al bin st mc zu dr prof mr mrs ms md phd jr sr ii iii herr frau mme mlle sir
  not applicable na no yes other id`.split(/\s+/),
);

/** Folded words shorter than this are found as words only; longer ones also inside others ("MUELLERHANS"). */
const SHORTEST_GLUED = 5;
const SHORTEST = 2;
const SEPARATORS = /[\s.,;:/()[\]"'’_\-\\=^|+]+/;
const UID_IN_TEXT = /\d+(?:\.\d+){4,}/g;
/** The same words come again in every file of a study. */
const foldedWords = new Map<string, string>();
const MOST_FOLDED = 20_000;

function fold(word: string): string {
  let folded = foldedWords.get(word);
  if (folded === undefined) {
    if (foldedWords.size >= MOST_FOLDED) foldedWords.clear();
    folded = normalizeForSearch(word).text;
    foldedWords.set(word, folded);
  }
  return folded;
}

const LATIN_WORD = /[\p{Script=Latin}\p{N}\p{M}]/u;

type Words = readonly (Identifier | undefined)[];

const preparedValues = new Map<string, readonly Identifier[]>();
const MOST_PREPARED = 10_000;

/** What a value contributes; the same values come again in every file of a study. */
function prepared(kind: string, value: string, words: (value: string) => Words): readonly Identifier[] {
  const key = `${kind} ${value}`;
  let identifiers = preparedValues.get(key);
  if (!identifiers) {
    if (preparedValues.size >= MOST_PREPARED) preparedValues.clear();
    identifiers = words(value).filter((word) => word !== undefined);
    preparedValues.set(key, identifiers);
  }
  return identifiers;
}

function wordsOfPersonName(value: string): Words {
  return value.split('=').flatMap((group) => {
    const components = group.split('^');
    const [family = '', given = ''] = components;
    return [
      ...components.flatMap((component) => wordsIn(component, 'strong', SHORTEST)),
      identifier(family + given, 'strong', SHORTEST),
      identifier(given + family, 'strong', SHORTEST),
    ];
  });
}

function wordsOfId(value: string): Words {
  return [identifier(value, 'strong', 3), ...wordsIn(value, 'strong', 5)];
}

function wordsOfPlace(value: string): Words {
  return [identifier(value, 'strong', 4), ...wordsIn(value, 'weak', 4)];
}

function wordsIn(text: string, strength: Strength, shortest: number): Words {
  return [text, ...text.split(SEPARATORS)].map((word) => identifier(word, strength, shortest));
}

function identifier(text: string, strength: Strength, shortest: number): Identifier | undefined {
  const trimmed = text.trim();
  const folded = fold(trimmed);
  const isAscii = /^[a-z0-9]*$/.test(folded);
  if (folded.length < (isAscii ? shortest : SHORTEST) || HARMLESS.has(folded) || /^0*$/.test(folded)) return undefined;
  return { folded, text: trimmed, strength };
}

/**
 * The identifiers that a file's own identifying elements hold, and where they occur in a text: every
 * component, in any case, with or without diacritics, glued or with other punctuation between.
 */
export class Identifiers {
  private readonly byFolded = new Map<string, Identifier>();
  /** Keyed by their first four folded characters. */
  private readonly glued = new Map<string, Identifier[]>();
  private readonly dates = new Set<string>();
  private readonly uids = new Set<string>();
  private readonly cache = new Map<string, readonly TextRange[]>();
  private ambient: ReadonlySet<string> | undefined;
  private readonly ambientWords: () => ReadonlySet<string>;

  /** @param ambientWords - folded words of technique that the file uses; asked for once, when needed */
  constructor(ambientWords: () => ReadonlySet<string>) {
    this.ambientWords = ambientWords;
  }

  get size(): number {
    return this.byFolded.size + this.dates.size + this.uids.size;
  }

  all(): Iterable<Identifier> {
    return this.byFolded.values();
  }

  hasUid(uid: string): boolean {
    return this.uids.has(uid);
  }

  /** A person's name (PS3.5 6.2.1): component groups, components, their words, and first two components glued. */
  addPersonName(value: string): void {
    this.addAll(prepared('name', value, wordsOfPersonName));
  }

  /** An ID, number or code: as a whole, and its parts where they are long enough to tell anything. */
  addId(value: string): void {
    this.addAll(prepared('id', value, wordsOfId));
  }

  /** A name of a place, an institution or a device, an address. */
  addPlace(value: string): void {
    this.addAll(prepared('place', value, wordsOfPlace));
  }

  /** @param date - YYYYMMDD */
  addDate(date: string): void {
    if (/^(18|19|20)\d{6}$/.test(date)) this.dates.add(date);
  }

  addUid(uid: string): void {
    this.uids.add(uid);
  }

  /** Where the identifiers occur in a text, ascending, each range widened to the whole word. */
  find(text: string): readonly TextRange[] {
    if (text.length < SHORTEST || this.size === 0) return [];
    const known = this.cache.get(text);
    if (known) return known;
    const ranges = merge([...this.findWords(text), ...this.findDates(text), ...this.findUids(text)]);
    if (this.cache.size > 5_000) this.cache.clear();
    this.cache.set(text, ranges);
    return ranges;
  }

  /** True where the word tells a person or place, not the technique of the examination. */
  counts(identifier: Identifier): boolean {
    const short = identifier.folded.length <= 3;
    if (identifier.strength === 'strong' && !short) return true;
    this.ambient ??= this.ambientWords();
    return !this.ambient.has(identifier.folded);
  }

  private addAll(identifiers: readonly Identifier[]): void {
    for (const identifier of identifiers) this.add(identifier);
  }

  private add(identifier: Identifier): void {
    const { folded } = identifier;
    const known = this.byFolded.get(folded);
    if (known && (known.strength === 'strong' || identifier.strength === 'weak')) return;
    this.byFolded.set(folded, identifier);
    if (known || folded.length < SHORTEST_GLUED) return;
    const prefix = folded.slice(0, 4);
    const list = this.glued.get(prefix);
    if (list) list.push(identifier);
    else this.glued.set(prefix, [identifier]);
  }

  private *findWords(text: string): Iterable<TextRange> {
    const { text: folded, starts } = normalizeForSearch(text);
    for (let i = 0; i + 4 <= folded.length; i++) {
      for (const candidate of this.glued.get(folded.slice(i, i + 4)) ?? []) {
        const identifier = this.byFolded.get(candidate.folded) ?? candidate;
        const end = i + identifier.folded.length;
        if (!folded.startsWith(identifier.folded, i) || !this.counts(identifier)) continue;
        if (!digitsEnd(folded, i, end, text, starts)) continue;
        yield widen(text, starts[i] as number, endOf(text, starts, end));
      }
    }
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}_]+/gu)) {
      for (const word of wordsOf(match[0])) {
        const identifier = this.byFolded.get(fold(word));
        if (!identifier || !this.counts(identifier)) continue;
        yield { start: match.index, end: match.index + match[0].length };
        break;
      }
    }
  }

  private *findDates(text: string): Iterable<TextRange> {
    if (this.dates.size === 0) return;
    for (const found of findDates(text)) {
      if (found.readings.some((date) => this.dates.has(date))) yield found;
    }
  }

  private *findUids(text: string): Iterable<TextRange> {
    if (this.uids.size === 0) return;
    for (const match of text.matchAll(UID_IN_TEXT)) {
      if (this.uids.has(match[0])) yield { start: match.index, end: match.index + match[0].length };
    }
  }
}

/**
 * A run of letters, digits and underscores as the words it may be made of ("MARIA1": maria). A piece of
 * two or three characters alone is a code rather than a name ("OB_GENERAL").
 */
function wordsOf(run: string): readonly string[] {
  if (/^\p{L}+$/u.test(run)) return [run];
  const pieces = [...run.split('_'), ...(run.match(/[^\d_]+/gu) ?? []), ...(run.match(/\d{5,}/g) ?? [])];
  return [run, ...pieces.filter((piece) => piece.length > 3)];
}

/** A number is found only where no further digit joins it: "1234567" is not in "91234567". */
function digitsEnd(folded: string, start: number, end: number, text: string, starts: Uint32Array): boolean {
  const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';
  const adjoins = (a: number, b: number): boolean => isDigit(folded[a]) && isDigit(folded[b]) && joined(a, b);
  const joined = (a: number, b: number): boolean =>
    (starts[b] as number) - (starts[a] as number) === 1 && isDigit(text[starts[a] as number]);
  if (start > 0 && adjoins(start - 1, start)) return false;
  return !(end < folded.length && adjoins(end - 1, end));
}

/** The end of the last folded character, not the start of the next one: separators between stay out. */
function endOf(text: string, starts: Uint32Array, foldedEnd: number): number {
  const last = starts[foldedEnd - 1] as number;
  return last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
}

/** A range widened over the letters and digits that adjoin it; scripts without spaces are cut exactly. */
function widen(text: string, start: number, end: number): TextRange {
  let from = start;
  let to = end;
  while (from > 0 && LATIN_WORD.test(text[from - 1] as string) && LATIN_WORD.test(text[start] as string)) from--;
  while (to < text.length && LATIN_WORD.test(text[to] as string) && LATIN_WORD.test(text[to - 1] as string)) to++;
  return { start: from, end: to };
}

function merge(ranges: TextRange[]): TextRange[] {
  ranges.sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = merged[merged.length - 1];
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
