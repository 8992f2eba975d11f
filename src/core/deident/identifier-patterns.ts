import { encodeAlternatives } from '../dicom/charset/encode-alternatives';
import { type Bound, ByteSearch, lowerCaseAscii, type Pattern } from './byte-search';
import type { Identifier, Identifiers } from './identifiers';

/** Letters of a word this long are searched inside other words too. */
const SHORTEST_UNBOUNDED = 6;
const SHORTEST_PATTERN = 3;
const SHORTEST_WIDE_PATTERN = 4;
const ASCII = /^[\0-\x7f]*$/;
const encoder = new TextEncoder();

/** The identifiers of a file as bytes, for elements of text: in every character set that can hold them. */
export function textSearch(identifiers: Identifiers): ByteSearch {
  return search(identifiers, false);
}

/** The same for binary elements, where text may stand in UTF-16 as well. */
export function binarySearch(identifiers: Identifiers): ByteSearch {
  return search(identifiers, true);
}

/** Files of a study hold the same identifiers, so the last searches are kept. */
const searches = new Map<string, ByteSearch>();
const MOST_SEARCHES = 16;

function search(identifiers: Identifiers, binary: boolean): ByteSearch {
  const all = [...identifiers.all()];
  const key = all.map(({ text, strength }) => `${strength} ${text}`).join('\n') + binary;
  let found = searches.get(key);
  if (!found) {
    if (searches.size >= MOST_SEARCHES) searches.clear();
    found = new ByteSearch(patterns(all, binary));
    searches.set(key, found);
  }
  return found;
}

function* patterns(identifiers: readonly Identifier[], binary: boolean): Iterable<Pattern> {
  for (const identifier of identifiers) {
    const { folded, text } = identifier;
    // Words of addresses and institutions are cut out where they stand; as proof they are too common.
    if (identifier.strength === 'weak' && folded.length < SHORTEST_UNBOUNDED) continue;
    if (ASCII.test(text)) {
      yield* asciiPatterns(identifier, text.toLowerCase(), binary);
      if (folded !== text.toLowerCase()) yield* asciiPatterns(identifier, folded, binary);
      continue;
    }
    for (const bytes of encodings(text)) yield { bytes, bound: 'none', identifier };
    if (ASCII.test(folded)) yield* asciiPatterns(identifier, folded, binary);
  }
}

/** The same names come again in every file of a study. */
const encoded = new Map<string, readonly Uint8Array[]>();
const MOST_ENCODED = 5_000;

/** A text in every character set that can hold it, as written, in lower and in upper case. */
function encodings(text: string): readonly Uint8Array[] {
  let bytes = encoded.get(text);
  if (!bytes) {
    if (encoded.size >= MOST_ENCODED) encoded.clear();
    bytes = [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
      .flatMap(encodeAlternatives)
      .filter((form) => form.length >= SHORTEST_WIDE_PATTERN)
      .map(lowerCaseAscii);
    encoded.set(text, bytes);
  }
  return bytes;
}

function* asciiPatterns(identifier: Identifier, text: string, binary: boolean): Iterable<Pattern> {
  if (text.length < SHORTEST_PATTERN) return;
  const bytes = encoder.encode(text);
  yield { bytes, bound: boundOf(text), identifier };
  if (!binary) return;
  const little = new Uint8Array(bytes.length * 2);
  const big = new Uint8Array(bytes.length * 2);
  bytes.forEach((byte, i) => {
    little[2 * i] = byte;
    big[2 * i + 1] = byte;
  });
  yield { bytes: little, bound: 'none', identifier };
  yield { bytes: big, bound: 'none', identifier };
}

function boundOf(text: string): Bound {
  if (/^[\d\W_]+$/.test(text)) return 'digits';
  return text.length < SHORTEST_UNBOUNDED ? 'letters' : 'none';
}
