import { type IdentifierIndex, indexOf } from './identifier-index';
import { type Extent, fold, type Identifier, type IdentifierSource, identifiersIn } from './identifier-words';

const EXTENTS: Readonly<Record<Extent, number>> = { word: 0, whole: 1, 'full-name': 2 };

/** An identifying value of a file, and what it is. */
export interface IdentifyingValue {
  readonly kind: IdentifierSource | 'date';
  readonly value: string;
}

/**
 * The words and dates of identifying elements: names, IDs, places, dates. The images of a series have them in
 * common, and so they share one of these.
 */
export class IdentifyingWords {
  private readonly byFolded = new Map<string, Identifier>();
  /** Other spellings of the same: Mueller and Müller. */
  private readonly spellings = new Map<string, Identifier>();
  private readonly dates = new Set<string>();
  /** What was added and not withdrawn. */
  private readonly sources = new Map<string, IdentifyingValue>();
  private indexed: IdentifierIndex | undefined;

  get values(): readonly IdentifyingValue[] {
    return [...this.sources.values()];
  }

  get size(): number {
    return this.byFolded.size + this.dates.size;
  }

  get index(): IdentifierIndex {
    this.indexed ??= indexOf(this.byFolded, this.dates, this.otherSpellings());
    return this.indexed;
  }

  identifiers(): Iterable<Identifier> {
    return this.byFolded.values();
  }

  /** The identifier that a word is, whatever its case and punctuation. */
  get(word: string): Identifier | undefined {
    return this.byFolded.get(fold(word));
  }

  add(kind: IdentifyingValue['kind'], value: string): void {
    this.indexed = undefined;
    if (kind === 'date') {
      const date = compactDate(value);
      if (!/^(18|19|20)\d{6}$/.test(date)) return;
      this.dates.add(date);
      this.sources.set(`date ${date}`, { kind, value: date });
      return;
    }
    this.sources.set(`${kind} ${value}`, { kind, value });
    for (const identifier of identifiersIn(kind, value)) {
      const known = this.byFolded.get(identifier.folded);
      if (!known || rank(known) < rank(identifier)) this.byFolded.set(identifier.folded, identifier);
      if (known && known.text !== identifier.text) {
        for (const spelling of [known, identifier]) this.spellings.set(spelling.text, spelling);
      }
    }
  }

  /** What the output keeps elsewhere is no secret: a name, ID, place or date of the same kind and value. */
  withdraw(kind: IdentifyingValue['kind'], value: string): void {
    this.indexed = undefined;
    if (kind === 'date') {
      this.dates.delete(compactDate(value));
      this.sources.delete(`date ${compactDate(value)}`);
      return;
    }
    this.sources.delete(`${kind} ${value}`);
    for (const { folded } of identifiersIn(kind, value)) {
      if (this.byFolded.get(folded)?.source === kind) this.byFolded.delete(folded);
    }
  }

  private otherSpellings(): readonly Identifier[] {
    return [...this.spellings.values()].filter(
      ({ folded, text }) => this.byFolded.has(folded) && this.byFolded.get(folded)?.text !== text,
    );
  }

  /** These and more. */
  with(values: readonly IdentifyingValue[]): IdentifyingWords {
    const all = new IdentifyingWords();
    for (const { kind, value } of [...this.values, ...values]) all.add(kind, value);
    return all;
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
