import { type IdentifierIndex, indexOf, type TextRange } from './identifier-index';
import { type Extent, fold, type Identifier, type IdentifierSource, identifiersIn } from './identifier-words';
import { isSafeWord } from './text/vocabulary';

const UID_IN_TEXT = /(?<![\d.])\d{1,39}(?:\.\d{1,39}){4,}/g;
const SHORTEST_UID = 9;
/** Shorter codes are common words or numbers. */
const SHORTEST_CODED_NAME = 4;
const SHORTEST_FULL_NAME = 6;
const SHORTEST_CODED_ID = 6;

/**
 * The identifiers that a file's own identifying elements hold, and where they occur in a text: every
 * component, in any case, with or without diacritics, glued or with other punctuation between.
 */
export class Identifiers {
  private readonly byFolded = new Map<string, Identifier>();
  private readonly dates = new Set<string>();
  private readonly uids = new Set<string>();
  private ambient: ReadonlySet<string> | undefined;
  private readonly ambientWords: () => ReadonlySet<string>;
  private indexed: IdentifierIndex | undefined;

  /** @param ambientWords - folded words of technique that the file uses; asked for once, when needed */
  constructor(ambientWords: () => ReadonlySet<string>) {
    this.ambientWords = ambientWords;
  }

  get size(): number {
    return this.byFolded.size + this.dates.size + this.uids.size;
  }

  get index(): IdentifierIndex {
    this.indexed ??= indexOf(this.byFolded, this.dates);
    return this.indexed;
  }

  hasUid(uid: string): boolean {
    return this.uids.has(uid);
  }

  addPersonName(value: string): void {
    this.addAll(identifiersIn('name', value));
  }

  /** An ID, number or code. */
  addId(value: string): void {
    this.addAll(identifiersIn('id', value));
  }

  /** A name of a place, an institution or a device, an address. */
  addPlace(value: string): void {
    this.addAll(identifiersIn('place', value));
  }

  /** @param date - YYYYMMDD */
  addDate(written: string): void {
    const date = compactDate(written);
    if (this.dates.has(date) || !/^(18|19|20)\d{6}$/.test(date)) return;
    this.dates.add(date);
    this.indexed = undefined;
  }

  addUid(uid: string): void {
    this.uids.add(uid);
  }

  /** Where persons are named in full in a text: for texts whose other words are technique or a published scheme's. */
  findFullNames(text: string): readonly TextRange[] {
    return mergeRanges(this.index.find(text, isFullName));
  }

  /** True where a coded value is a whole name or ID, and no word of the trade: phantoms are called PERFUSION. */
  isIdentifier(value: string): boolean {
    const identifier = this.byFolded.get(fold(value));
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

  /** What the output keeps elsewhere is no secret: a name, ID or place of the same kind and value. */
  withdraw(source: IdentifierSource, value: string): void {
    for (const { folded } of identifiersIn(source, value)) {
      if (this.byFolded.get(folded)?.source === source) this.byFolded.delete(folded);
    }
    this.indexed = undefined;
  }

  withdrawUid(uid: string): void {
    this.uids.delete(uid);
  }

  withdrawDate(written: string): void {
    this.dates.delete(compactDate(written));
    this.indexed = undefined;
  }

  private addAll(identifiers: readonly Identifier[]): void {
    for (const identifier of identifiers) {
      const known = this.byFolded.get(identifier.folded);
      if (known && rank(known) >= rank(identifier)) continue;
      this.byFolded.set(identifier.folded, identifier);
      this.indexed = undefined;
    }
  }
}

/** YYYYMMDD, also of a date as ACR-NEMA wrote it (PS3.5 6.2): 1960.03.04. */
function compactDate(written: string): string {
  return written.replace(/^(\d{4})\.(\d\d)\.(\d\d)/, '$1$2$3').slice(0, 8);
}

const EXTENTS: Readonly<Record<Extent, number>> = { word: 0, whole: 1, 'full-name': 2 };

/** A name says more than an ID, a whole more than a word, a strong word more than a weak one. */
function rank({ strength, source, extent }: Identifier): number {
  return (source === 'name' ? 8 : 0) + (strength === 'strong' ? 4 : 0) + EXTENTS[extent];
}

/** Family and given name together are nobody's trade mark. */
export function isFullName({ extent, folded }: Identifier): boolean {
  return extent === 'full-name' && folded.length >= SHORTEST_FULL_NAME;
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
