import { encodeAlternatives } from '../../dicom/charset/encode-alternatives';
import { type Bound, ByteSearch, lowerCaseAscii, type Pattern } from './byte-search';
import type { Identifier } from './identifier-words';

/** Letters of a word this long are searched inside other words too. */
const SHORTEST_UNBOUNDED = 6;
const SHORTEST_PATTERN = 3;
const SHORTEST_WIDE_PATTERN = 4;
const ASCII = /^[\0-\x7f]*$/;
const encoder = new TextEncoder();

/** A search for identifiers as bytes; `binary`: also in UTF-16. */
export function identifierPatterns(identifiers: Iterable<Identifier>, binary: boolean): ByteSearch {
  return new ByteSearch(patterns(identifiers, binary));
}

function* patterns(identifiers: Iterable<Identifier>, binary: boolean): Iterable<Pattern> {
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
