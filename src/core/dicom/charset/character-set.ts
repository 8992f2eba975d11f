import type { VrCode } from '../vr';
import { ASCII, g1OfRegistration, ROMAN } from './code-elements';
import { type CharacterRange, cutCharacters } from './cut';
import { type InitialState, Iso2022Reader } from './iso2022-reader';
import { ESCAPE, GbReader, type Reader, SingleByteReader, Utf8Reader } from './reader';
import { withStraysMarked } from './strays';
import { canonicalTerm, parseTerm, type Term } from './terms';

export type { CharacterRange } from './cut';

/** Text and where it came from: `starts[i]` is the byte offset of the character of UTF-16 unit i. */
export interface DecodedText {
  readonly text: string;
  /** One more entry than units: the last is the number of bytes. */
  readonly starts: Uint32Array;
}

const ESC = 0x1b;
const BEYOND_ASCII = /[\x80-\uffff]/g;

/** Longer strings are built in pieces of this many units. */
const CHUNK = 8192;

function textOfUnits(units: ArrayLike<number> & { subarray(start: number, end: number): ArrayLike<number> }): string {
  if (units.length <= CHUNK) return Reflect.apply(String.fromCharCode, null, units);
  let text = '';
  for (let at = 0; at < units.length; at += CHUNK) {
    text += Reflect.apply(String.fromCharCode, null, units.subarray(at, at + CHUNK));
  }
  return text;
}

/** Short values are most values; eight at a time is twice as fast as any other way. */
function textOfShortAscii(b: Uint8Array): string {
  const code = String.fromCharCode;
  const whole = b.length & ~7;
  let text = '';
  let i = 0;
  for (; i < whole; i += 8) {
    text += code(
      b[i] as number,
      b[i + 1] as number,
      b[i + 2] as number,
      b[i + 3] as number,
      b[i + 4] as number,
      b[i + 5] as number,
      b[i + 6] as number,
      b[i + 7] as number,
    );
  }
  for (; i < b.length; i++) text += code(b[i] as number);
  return text;
}

type Scheme =
  | { readonly kind: 'single'; readonly registration: number }
  | { readonly kind: 'iso2022'; readonly initial: InitialState }
  | { readonly kind: 'utf8' }
  | { readonly kind: 'gb' };

/** Terms of ISO 2022 stand alone or extend each other; UTF-8, GB18030 and GBK always stand alone. */
function schemeOf(terms: readonly Term[]): Scheme {
  const first = terms[0];
  if (!first) return { kind: 'single', registration: 6 };
  if (first.kind === 'utf8' || first.kind === 'gb') return { kind: first.kind };
  const extended = terms.length > 1 || first.extensible || first.registration === 13;
  if (!extended) return { kind: 'single', registration: first.registration };
  // With nothing in G1 at first, its codes are not allowed; writers that forget the escape mean the
  // first set that has any.
  let g1 = g1OfRegistration(first.registration);
  for (const term of terms) if (!g1 && term.kind === 'iso2022') g1 = g1OfRegistration(term.registration);
  return { kind: 'iso2022', initial: { g0: first.registration === 13 ? ROMAN : ASCII, g1 } };
}

/** Sets that cannot be combined are left out, unless the set before them is plain ASCII. */
function combine(parsed: readonly (Term | undefined)[]): readonly Term[] {
  const terms = parsed.filter((term) => term !== undefined);
  const isAscii = (term: Term) => term.kind === 'iso2022' && term.registration === 6;
  const meaningful = terms.find((term) => !isAscii(term));
  if (meaningful && meaningful.kind !== 'iso2022') return [meaningful];
  return terms.filter((term) => term.kind === 'iso2022');
}

/** Bytes that, alone in a value, decode as the same ASCII character. */
function plainBytes(scheme: Scheme): Uint8Array {
  const plain = new Uint8Array(256).fill(1, 0, 0x80);
  if (scheme.kind === 'iso2022') {
    plain[0x1b] = 0;
    if (scheme.initial.g0 === ROMAN) {
      plain[0x5c] = 0;
      plain[0x7e] = 0;
    }
  }
  return plain;
}

const interned = new Map<string, CharacterSet>();

/**
 * A value of Specific Character Set (0008,0005) and how text under it decodes (PS3.3 C.12.1.1.2,
 * PS3.5 6.1.2). Nothing here throws: a byte that has no meaning in a set reads as in Latin-1, so that
 * mislabelled text keeps its characters. Instances are immutable; equal sets are the same object.
 */
export class CharacterSet {
  /** Every value was a term of the standard, or a known misspelling of one. */
  readonly known: boolean;
  /** Every byte below 0x80 is that ASCII character and there are no escape sequences; false if not `known`. */
  readonly singleByteAscii: boolean;
  /** The defined terms, as the standard writes them; those not recognised are left out. */
  readonly terms: readonly string[];
  private readonly scheme: Scheme;
  private readonly plain: Uint8Array;

  private constructor(terms: readonly string[], known: boolean, scheme: Scheme) {
    this.terms = terms;
    this.known = known;
    this.scheme = scheme;
    this.plain = plainBytes(scheme);
    this.singleByteAscii = known && (scheme.kind === 'single' || scheme.kind === 'utf8');
  }

  /** @param values those of (0008,0005), separated; none or '' is the default repertoire */
  static of(values: readonly string[]): CharacterSet {
    const parsed = values.map(parseTerm);
    const known = parsed.every((term) => term !== undefined);
    const terms = combine(parsed.length === 0 ? [parseTerm('')] : parsed);
    const extended = terms.length > 1 || terms.some((term) => term.kind === 'iso2022' && term.extensible);
    const names = [...new Set(terms.map((term) => canonicalTerm(term, extended)))];
    const key = `${known}\\${names.join('\\')}`;
    let charset = interned.get(key);
    if (!charset) {
      charset = new CharacterSet(names, known, schemeOf(terms));
      interned.set(key, charset);
    }
    return charset;
  }

  /** ISO_IR 6; bytes from 0x80 read as Latin-1. */
  static readonly DEFAULT: CharacterSet = CharacterSet.of([]);

  /** The text of a raw value, padding included. */
  decode(bytes: Uint8Array, vr: VrCode): string {
    const plain = this.plain;
    for (let at = 0; at < bytes.length; at++) {
      if (plain[bytes[at] as number] === 0) return textOfUnits(this.units(bytes, vr, undefined));
    }
    return bytes.length <= 64 ? textOfShortAscii(bytes) : textOfUnits(bytes);
  }

  /**
   * The text of a raw value, with U+FFFD for each UTF-16 unit whose bytes are no character of the set: as long
   * as that of `decode`. In a set that is not `known` nothing but ASCII is certain.
   */
  decodeStrictly(bytes: Uint8Array, vr: VrCode): string {
    const text = this.decode(bytes, vr);
    if (!this.mayHoldStrays(bytes)) return text;
    const marked = withStraysMarked(bytes, this.reader(vr), text);
    return this.known ? marked : marked.replace(BEYOND_ASCII, '\ufffd');
  }

  /** `decode`, with each character's place in the bytes; escapes lie between characters. */
  decodeWithOffsets(bytes: Uint8Array, vr: VrCode): DecodedText {
    const starts = new Uint32Array(bytes.length + 1);
    const units = this.units(bytes, vr, starts);
    starts[units.length] = bytes.length;
    return { text: textOfUnits(units), starts: starts.subarray(0, units.length + 1) };
  }

  /**
   * The bytes without the characters of `ranges`, an ASCII `replacement` in the place of each; what is
   * kept still decodes as before.
   * @param ranges UTF-16 units of the decoded value, ascending
   */
  cut(bytes: Uint8Array, vr: VrCode, ranges: readonly CharacterRange[], replacement: string): Uint8Array {
    return cutCharacters(bytes, this.reader(vr), ranges, replacement);
  }

  private mayHoldStrays(bytes: Uint8Array): boolean {
    const first = this.known && this.scheme.kind === 'single' ? 0x100 : 0x80;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte >= first || byte === ESC) return true;
    }
    return false;
  }

  /** UTF-16 units of a value; no character has more units than bytes. */
  private units(bytes: Uint8Array, vr: VrCode, starts: Uint32Array | undefined): Uint16Array {
    const reader = this.reader(vr);
    const units = new Uint16Array(bytes.length);
    let count = 0;
    for (let at = 0; at < bytes.length; at += reader.length) {
      const code = reader.next(bytes, at);
      if (code === ESCAPE) continue;
      if (starts) starts[count] = at;
      if (code > 0xffff) {
        units[count++] = 0xd800 | ((code - 0x10000) >> 10);
        if (starts) starts[count] = at;
        units[count++] = 0xdc00 | (code & 0x3ff);
      } else {
        units[count++] = code;
      }
    }
    return units.subarray(0, count);
  }

  private reader(vr: VrCode): Reader {
    switch (this.scheme.kind) {
      case 'single':
        return new SingleByteReader(this.scheme.registration);
      case 'iso2022':
        return new Iso2022Reader(this.scheme.initial, vr);
      case 'utf8':
        return new Utf8Reader();
      case 'gb':
        return new GbReader();
    }
  }
}
