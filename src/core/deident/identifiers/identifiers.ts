import { isSafeWord } from '../text/vocabulary';
import type { IdentifierIndex, TextRange } from './identifier-index';
import type { Identifier } from './identifier-words';
import { IdentifyingWords } from './identifying-words';

const UID_IN_TEXT = /(?<![\d.])\d{1,39}(?:\.\d{1,39}){4,}/g;
const SHORTEST_UID = 9;
/** Shorter codes are common words or numbers. */
const MANY_DIGITS = /(?:\d\D?){5}/;
const SHORTEST_CODED_NAME = 4;
const SHORTEST_FULL_NAME = 6;
const SHORTEST_CODED_ID = 6;
const MOSTLY_DIGITS = /^\D{0,4}\d{5,}\D{0,2}$/;

/**
 * The identifiers that a file's own identifying elements hold, and where they occur in a text: every
 * component, in any case, with or without diacritics, glued or with other punctuation between.
 */
export class Identifiers {
  readonly words: IdentifyingWords;
  private readonly uids = new Set<string>();
  private ambient: ReadonlySet<string> | undefined;
  private readonly ambientWords: () => ReadonlySet<string>;

  /** @param ambientWords - folded words of technique that the file uses; asked for once, when needed */
  constructor(ambientWords: () => ReadonlySet<string>, words = new IdentifyingWords()) {
    this.ambientWords = ambientWords;
    this.words = words;
  }

  get size(): number {
    return this.words.size + this.uids.size;
  }

  get index(): IdentifierIndex {
    return this.words.index;
  }

  hasUid(uid: string): boolean {
    return this.uids.has(uid);
  }

  addUid(uid: string): void {
    this.uids.add(uid);
  }

  withdrawUid(uid: string): void {
    this.uids.delete(uid);
  }

  /** What can only be an identifier, such as a full name: for texts whose other words are technique, or a scheme's. */
  findUnmistakable(text: string): readonly TextRange[] {
    return mergeRanges(this.index.find(text, isUnmistakable));
  }

  /**
   * True where a coded value is a whole name or ID, and no word of the trade: phantoms are called PERFUSION. An ID of
   * digits is told from the words around it, too.
   */
  isIdentifier(value: string): boolean {
    if (MANY_DIGITS.test(value) && this.findUnmistakable(value).length > 0) return true;
    const identifier = this.words.get(value);
    if (!identifier || identifier.extent === 'word' || isSafeWord(value)) return false;
    return identifier.folded.length >= (identifier.source === 'name' ? SHORTEST_CODED_NAME : SHORTEST_CODED_ID);
  }

  /** Where the identifiers occur in a text, ascending, each range widened to the whole word. */
  find(text: string): readonly TextRange[] {
    const ranges = this.index.find(text, this.counts);
    if (this.uids.size > 0 && text.length >= SHORTEST_UID) {
      for (const match of text.matchAll(UID_IN_TEXT)) {
        if (this.uids.has(match[0])) ranges.push({ start: match.index, end: match.index + match[0].length });
      }
    }
    return ranges.length > 0 ? mergeRanges(ranges) : ranges;
  }

  /** True where the word tells a person or place, not the technique of the examination. */
  readonly counts = (identifier: Identifier): boolean => {
    if (identifier.strength === 'strong' && identifier.folded.length > 3) return true;
    this.ambient ??= this.ambientWords();
    return !this.ambient.has(identifier.folded);
  };
}

/** Family and given name together are nobody's trade mark, nor is a whole ID that is mostly digits. */
export function isUnmistakable({ extent, source, folded }: Identifier): boolean {
  if (extent === 'full-name') return folded.length >= SHORTEST_FULL_NAME;
  return extent !== 'word' && source === 'id' && folded.length >= SHORTEST_CODED_ID && MOSTLY_DIGITS.test(folded);
}

/** Ascending and apart; sorts what it is given. */
export function mergeRanges(ranges: TextRange[]): TextRange[] {
  ranges.sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const last = merged[merged.length - 1];
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
