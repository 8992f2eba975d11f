import { normalizeForSearch } from '../../dicom/charset/normalize';

/**
 * How sure it is that a word identifies: a `strong` one (of a person's name, an ID) goes wherever it
 * stands, a `weak` one (a word of an institution's name or an address) only where it is no word of the
 * technique that the file describes elsewhere.
 */
export type Strength = 'strong' | 'weak';

/** What an identifier was found in: a person's name, an ID, or the name of a place, an institution or a device. */
export type IdentifierSource = 'name' | 'id' | 'place';

/** A word of a value, the whole of a name's component or of an ID, or family and given name together. */
export type Extent = 'word' | 'whole' | 'full-name';

export interface Identifier {
  /** Letters and digits only, in lower case, without diacritics. */
  readonly folded: string;
  /** As written in the file. */
  readonly text: string;
  readonly strength: Strength;
  readonly source: IdentifierSource;
  readonly extent: Extent;
}

/** Words in identifying elements that identify nobody. */
const HARMLESS = new Set(
  `anonymous anonymized anonymised anonymize anon unknown none null test patient name names removed deidentified hospital study
  image phantom clinic klinik department dept university medical center centre radiology street road the of and for
  de la van von der den del di da dos du el al bin st mc zu dr prof mr mrs ms md phd jr sr ii iii herr frau mme mlle sir
  not applicable na no yes other id`.split(/\s+/),
);

/** Shorter words tell nothing. */
export const SHORTEST = 2;
/** Of a double name. */
const SHORTEST_PART = 4;
const MOST_PARTS = 3;
const SEPARATORS = /[\s.,;:/()[\]"'’_\-\\=^|+]+/;

/** The same words come again in every file of a study. */
const foldedWords = new Map<string, string>();
const MOST_FOLDED = 20_000;

/** Letters and digits alone, in lower case, without diacritics. */
export function fold(word: string): string {
  let folded = foldedWords.get(word);
  if (folded === undefined) {
    if (foldedWords.size >= MOST_FOLDED) foldedWords.clear();
    folded = normalizeForSearch(word).text;
    foldedWords.set(word, folded);
  }
  return folded;
}

type Words = readonly (Identifier | undefined)[];

const MOST_PREPARED = 10_000;
const preparedValues: Readonly<Record<IdentifierSource, Map<string, readonly Identifier[]>>> = {
  name: new Map(),
  id: new Map(),
  place: new Map(),
};
const WORDS: Readonly<Record<IdentifierSource, (value: string) => Words>> = {
  name: wordsOfPersonName,
  id: wordsOfId,
  place: wordsOfPlace,
};

/**
 * The words of an identifying value: of a person's name (PS3.5 6.2.1) its component groups, components,
 * their words, and the first two components glued; of an ID the whole, and parts that are long enough to
 * tell anything; of a place, an institution or a device the whole, and its words as weak ones.
 */
export function identifiersIn(kind: IdentifierSource, value: string): readonly Identifier[] {
  const known = preparedValues[kind];
  let identifiers = known.get(value);
  if (!identifiers) {
    if (known.size >= MOST_PREPARED) known.clear();
    identifiers = WORDS[kind](value).filter((word) => word !== undefined);
    known.set(value, identifiers);
  }
  return identifiers;
}

/** German and Nordic letters written out, as forms without umlauts have them. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** A name with its umlauts written out, and one that has them written out without: Müller, Mueller, Muller. */
function transcriptions(word: string): readonly string[] {
  const lower = word.normalize('NFC').toLowerCase();
  const written = lower.replace(/[äöüåø]/g, (letter) => WRITTEN_OUT[letter] ?? letter);
  if (written !== lower) return [written];
  return /^[a-z]{5,}$/.test(lower) && /[aou]e/.test(lower) ? [lower.replace(/([aou])e/g, '$1')] : [];
}

function wordsOfPersonName(value: string): Words {
  return [value, ...transcribed(value)].flatMap(wordsOfOneName);
}

/** The whole name, each of its words transcribed; none if nothing is to be transcribed. */
function transcribed(value: string): readonly string[] {
  const whole = value.replace(/[^\s.,=^'’-]+/g, (word) => transcriptions(word)[0] ?? word);
  return whole === value ? [] : [whole];
}

function wordsOfOneName(value: string): Words {
  return value.split('=').flatMap((group) => {
    const components = group.split('^');
    const [family = '', given = ''] = components;
    const full = given === '' ? [] : fullNames(family, given);
    return [
      ...full.map((name) => identifier(name, 'name', 'strong', SHORTEST, 'full-name')),
      ...components.map((name) => identifier(name, 'name', 'strong', SHORTEST, 'whole')),
      ...components.flatMap((component) => wordsIn(component, 'name', 'strong', SHORTEST)),
    ];
  });
}

/** Family and given name in either order: spellings may be mixed, and half of a double name may stand for the whole. */
function fullNames(family: string, given: string): readonly string[] {
  return spellings(family).flatMap((one) =>
    spellings(given).flatMap((other) => [one + other, other + one, `${one}^${other}`]),
  );
}

function spellings(component: string): readonly string[] {
  const parts = component.split(/[\s-]+/);
  const long = parts.length === 1 ? [] : parts.filter((part) => part.length >= SHORTEST_PART).slice(0, MOST_PARTS);
  return [component, ...long].flatMap((one) => [one, ...transcribed(one)]);
}

function wordsOfId(value: string): Words {
  return [identifier(value, 'id', 'strong', 3, 'whole'), ...wordsIn(value, 'id', 'strong', 5)];
}

function wordsOfPlace(value: string): Words {
  return [identifier(value, 'place', 'strong', 4, 'whole'), ...wordsIn(value, 'place', 'weak', 4)];
}

function wordsIn(text: string, source: IdentifierSource, strength: Strength, shortest: number): Words {
  return text.split(SEPARATORS).map((word) => identifier(word, source, strength, shortest, 'word'));
}

function identifier(
  text: string,
  source: IdentifierSource,
  strength: Strength,
  shortest: number,
  extent: Extent,
): Identifier | undefined {
  const trimmed = text.trim();
  const folded = fold(trimmed);
  const isAscii = /^[a-z0-9]*$/.test(folded);
  if (folded.length < (isAscii ? shortest : SHORTEST) || HARMLESS.has(folded) || /^0*$/.test(folded)) return undefined;
  return { folded, text: trimmed, strength, source, extent };
}
