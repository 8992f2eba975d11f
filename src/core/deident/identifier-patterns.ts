import { encodeAlternatives } from '../dicom/charset/encode-alternatives';
import { type Bound, ByteSearch, lowerCaseAscii, type Pattern } from './byte-search';
import type { Identifiers } from './identifiers';

/** Letters of a word this long are searched inside other words too. */
const SHORTEST_UNBOUNDED = 6;
const SHORTEST_PATTERN = 3;

/** The identifiers of a file as bytes, in every character set that can hold them. */
export function identifierSearch(identifiers: Identifiers): ByteSearch {
  return new ByteSearch(patterns(identifiers));
}

function* patterns(identifiers: Identifiers): Iterable<Pattern> {
  for (const identifier of identifiers.all()) {
    // Words of addresses and institutions are cut out where they stand; as proof they are too common.
    if (identifier.strength === 'weak' && identifier.folded.length < SHORTEST_UNBOUNDED) continue;
    if (identifier.folded.length < (/^[a-z0-9]*$/.test(identifier.folded) ? SHORTEST_PATTERN : 2)) continue;
    const forms = new Set([identifier.text]);
    if (!isAscii(identifier.text)) {
      forms.add(identifier.text.toLowerCase());
      forms.add(identifier.text.toUpperCase());
    }
    if (isAscii(identifier.folded)) forms.add(identifier.folded);
    for (const form of forms) {
      for (const bytes of encodeAlternatives(form)) {
        const isWide = bytes.includes(0) || !isAscii(form);
        if (bytes.length < (isWide ? 4 : SHORTEST_PATTERN)) continue;
        yield {
          bytes: lowerCaseAscii(bytes),
          bound: isWide ? 'none' : boundOf(form),
          characters: identifier.folded.length,
        };
      }
    }
  }
}

function boundOf(text: string): Bound {
  if (/^[\d\W_]+$/.test(text)) return 'digits';
  return text.length < SHORTEST_UNBOUNDED ? 'letters' : 'none';
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
