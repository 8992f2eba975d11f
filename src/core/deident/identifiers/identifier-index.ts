import { normalizeForSearch } from '../../dicom/charset/normalize';
import { findDates } from '../text/date-notations';
import type { ByteSearch } from './byte-search';
import { identifierPatterns } from './identifier-patterns';
import { fold, type Identifier, SHORTEST } from './identifier-words';

/** A range of UTF-16 units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether an identifier tells a person or place in this file, or is a word of its technique. */
export type Counts = (identifier: Identifier) => boolean;

/** A place in a text, and the identifier that was found there; none where it is a date. */
interface Hit extends TextRange {
  readonly identifier: Identifier | undefined;
}

/** Folded words shorter than this are found as words only; longer ones also inside others ("MUELLERHANS"). */
const SHORTEST_GLUED = 5;
/** Scripts that write without spaces: a name stands glued in any text. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LATIN_WORD = /[\p{Script=Latin}\p{N}\p{M}]/u;
const MOST_TEXTS = 5_000;
const MOST_INDEXES = 64;
const indexes = new Map<string, IdentifierIndex>();

/**
 * The index of these identifiers and dates (YYYYMMDD); files of a study share theirs.
 *
 * @param spellings - other written forms of some of them
 */
export function indexOf(
  identifiers: ReadonlyMap<string, Identifier>,
  dates: ReadonlySet<string>,
  spellings: readonly Identifier[],
): IdentifierIndex {
  let key = '';
  for (const { text, strength } of [...identifiers.values(), ...spellings]) key += `${strength} ${text}\n`;
  for (const date of dates) key += `${date}\n`;
  let index = indexes.get(key);
  if (!index) {
    if (indexes.size >= MOST_INDEXES) indexes.clear();
    index = new IdentifierIndex(new Map(identifiers), new Set(dates), spellings);
    indexes.set(key, index);
  }
  return index;
}

/** Identifiers that begin alike, by their whole; thousands may, of few lengths. */
interface Bucket {
  readonly lengths: Set<number>;
  readonly words: Map<string, Identifier>;
}

function put(buckets: Map<string, Bucket>, identifier: Identifier, prefixLength: number): void {
  const { folded } = identifier;
  const prefix = folded.slice(0, prefixLength);
  let bucket = buckets.get(prefix);
  if (!bucket) {
    bucket = { lengths: new Set(), words: new Map() };
    buckets.set(prefix, bucket);
  }
  bucket.lengths.add(folded.length);
  bucket.words.set(folded, identifier);
}

/** Finds identifiers in texts and in bytes: every component, in any case, glued or with other punctuation. */
export class IdentifierIndex {
  private readonly byFolded: ReadonlyMap<string, Identifier>;
  private readonly dates: ReadonlySet<string>;
  private readonly spellings: readonly Identifier[];
  /** Keyed by their first four folded characters. */
  private readonly glued = new Map<string, Bucket>();
  /** Of scripts that write without spaces, keyed by their first two characters. */
  private readonly unspaced = new Map<string, Bucket>();
  private readonly hits = new Map<string, readonly Hit[]>();
  private inText: ByteSearch | undefined;
  private inBinary: ByteSearch | undefined;

  constructor(byFolded: ReadonlyMap<string, Identifier>, dates: ReadonlySet<string>, spellings: readonly Identifier[]) {
    this.byFolded = byFolded;
    this.spellings = spellings;
    this.dates = dates;
    for (const identifier of byFolded.values()) {
      if (UNSPACED.test(identifier.folded)) put(this.unspaced, identifier, 2);
      else if (identifier.folded.length >= SHORTEST_GLUED) put(this.glued, identifier, 4);
    }
  }

  /** Where identifiers that count, and dates, occur in a text; ranges are widened to whole words. */
  find(text: string, counts: Counts): TextRange[] {
    if (text.length < SHORTEST || this.byFolded.size + this.dates.size === 0) return [];
    let hits = this.hits.get(text);
    if (!hits) {
      if (this.hits.size >= MOST_TEXTS) this.hits.clear();
      hits = [...this.findWords(text), ...this.findDates(text)];
      this.hits.set(text, hits);
    }
    return hits.filter(({ identifier }) => !identifier || counts(identifier));
  }

  /** Where dates of the file stand in a text, in any usual notation. */
  datesIn(text: string): readonly TextRange[] {
    if (this.dates.size === 0) return [];
    return findDates(text).filter(({ readings }) => readings.some((date) => this.dates.has(date)));
  }

  /** The identifiers as bytes, for elements of text: in every character set that can hold them. */
  textSearch(): ByteSearch {
    this.inText ??= identifierPatterns([...this.byFolded.values(), ...this.spellings], false);
    return this.inText;
  }

  /** The same for binary elements, where text may stand in UTF-16 as well. */
  binarySearch(): ByteSearch {
    this.inBinary ??= identifierPatterns([...this.byFolded.values(), ...this.spellings], true);
    return this.inBinary;
  }

  private *findWords(text: string): Iterable<Hit> {
    const { text: folded, starts } = normalizeForSearch(text);
    for (let i = 0; i + 2 <= folded.length; i++) {
      for (const identifier of this.gluedAt(folded, i)) {
        const end = i + identifier.folded.length;
        if (!digitsEnd(folded, i, end, text, starts)) continue;
        yield { ...widen(text, starts[i] as number, endOf(text, starts, end)), identifier };
      }
    }
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}_]+/gu)) {
      for (const { start, end, words } of wordsOf(match[0], match.index)) {
        for (const word of words) {
          const identifier = this.byFolded.get(fold(word));
          if (identifier) yield { start, end, identifier };
        }
      }
    }
  }

  /** The identifiers that stand at a place of a folded text, whatever follows. */
  private *gluedAt(folded: string, at: number): Iterable<Identifier> {
    for (const bucket of [
      this.glued.get(folded.slice(at, at + 4)),
      this.unspaced.size > 0 ? this.unspaced.get(folded.slice(at, at + 2)) : undefined,
    ]) {
      for (const length of bucket?.lengths ?? []) {
        const identifier = bucket?.words.get(folded.slice(at, at + length));
        if (identifier) yield identifier;
      }
    }
  }

  private *findDates(text: string): Iterable<Hit> {
    for (const { start, end } of this.datesIn(text)) yield { start, end, identifier: undefined };
  }
}

interface Words extends TextRange {
  readonly words: readonly string[];
}

/**
 * A run of letters, digits and underscores as the words it may be made of ("MARIA1": maria). A piece of
 * two or three characters between underscores is a code rather than a name ("OB_GENERAL").
 */
function wordsOf(run: string, at: number): readonly Words[] {
  const whole = { start: at, end: at + run.length, words: [run] };
  if (/^\p{L}+$/u.test(run)) return [whole];
  const pieces = [...run.matchAll(/[^_]+/g)].map((match) => {
    const parts = [match[0], ...(match[0].match(/\D+/gu) ?? []), ...(match[0].match(/\d{5,}/g) ?? [])];
    const start = at + match.index;
    return { start, end: start + match[0].length, words: parts.filter((part) => part.length > 3) };
  });
  return [whole, ...pieces];
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
