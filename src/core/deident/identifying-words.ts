import { type IdentifierIndex, indexOf } from './identifier-index';
import { type Extent, fold, type Identifier, type IdentifierSource, identifiersIn } from './identifier-words';

const EXTENTS: Readonly<Record<Extent, number>> = { word: 0, whole: 1, 'full-name': 2 };

/**
 * The words and dates of identifying elements: names, IDs, places, dates. The images of a series have them in
 * common, and so they share one of these.
 */
export class IdentifyingWords {
  private readonly byFolded = new Map<string, Identifier>();
  private readonly dates = new Set<string>();
  private indexed: IdentifierIndex | undefined;

  get size(): number {
    return this.byFolded.size + this.dates.size;
  }

  get index(): IdentifierIndex {
    this.indexed ??= indexOf(this.byFolded, this.dates);
    return this.indexed;
  }

  /** The identifier that a word is, whatever its case and punctuation. */
  get(word: string): Identifier | undefined {
    return this.byFolded.get(fold(word));
  }

  add(source: IdentifierSource, value: string): void {
    for (const identifier of identifiersIn(source, value)) {
      const known = this.byFolded.get(identifier.folded);
      if (known && rank(known) >= rank(identifier)) continue;
      this.byFolded.set(identifier.folded, identifier);
      this.indexed = undefined;
    }
  }

  /** @param written - YYYYMMDD, or as ACR-NEMA wrote it */
  addDate(written: string): void {
    const date = compactDate(written);
    if (this.dates.has(date) || !/^(18|19|20)\d{6}$/.test(date)) return;
    this.dates.add(date);
    this.indexed = undefined;
  }

  /** What the output keeps elsewhere is no secret: a name, ID or place of the same kind and value. */
  withdraw(source: IdentifierSource, value: string): void {
    for (const { folded } of identifiersIn(source, value)) {
      if (this.byFolded.get(folded)?.source === source) this.byFolded.delete(folded);
    }
    this.indexed = undefined;
  }

  withdrawDate(written: string): void {
    this.dates.delete(compactDate(written));
    this.indexed = undefined;
  }
}

/** YYYYMMDD, also of a date as ACR-NEMA wrote it (PS3.5 6.2): 1960.03.04. */
function compactDate(written: string): string {
  return written.replace(/^(\d{4})\.(\d\d)\.(\d\d)/, '$1$2$3').slice(0, 8);
}

/** A name says more than an ID, a whole more than a word, a strong word more than a weak one. */
function rank({ strength, source, extent }: Identifier): number {
  return (source === 'name' ? 8 : 0) + (strength === 'strong' ? 4 : 0) + EXTENTS[extent];
}
