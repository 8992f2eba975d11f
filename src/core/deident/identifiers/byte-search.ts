import type { Identifier } from './identifier-words';

/** How a pattern's ends must look for a hit to count. */
export type Bound = 'none' | 'letters' | 'digits';

export interface Pattern {
  /** ASCII letters in lower case; at least three bytes. */
  readonly bytes: Uint8Array;
  readonly bound: Bound;
  readonly identifier: Identifier;
}

const LOWER = new Uint8Array(256);
for (let i = 0; i < 256; i++) LOWER[i] = i >= 0x41 && i <= 0x5a ? i + 0x20 : i;

/** Small, because one is made for every file; it lets one in some forty places through. */
const FILTER_SIZE = 8_192;

/**
 * Looks for many byte patterns at once, without regard to the case of ASCII letters. It knows nothing of
 * data elements or character sets, so it finds what a decoder would miss.
 */
export class ByteSearch {
  private readonly filter = new Uint8Array(FILTER_SIZE);
  private readonly buckets = new Map<number, Bucket>();

  constructor(patterns: Iterable<Pattern>) {
    for (const pattern of patterns) {
      const { bytes } = pattern;
      const key = keyAt(bytes, 0);
      this.filter[hash(key)] = 1;
      let bucket = this.buckets.get(key);
      if (!bucket) {
        bucket = { short: [], long: new Map() };
        this.buckets.set(key, bucket);
      }
      if (bytes.length < 6) bucket.short.push(pattern);
      else {
        const list = bucket.long.get(keyAt(bytes, 3));
        if (list) list.push(pattern);
        else bucket.long.set(keyAt(bytes, 3), [pattern]);
      }
    }
  }

  /** The first pattern that occurs in the bytes and that `accepts`, or undefined. */
  find(bytes: Uint8Array, accepts: (pattern: Pattern) => boolean): Pattern | undefined {
    const { filter } = this;
    const last = bytes.length - 3;
    for (let i = 0; i <= last; i++) {
      const key = lowerKeyAt(bytes, i);
      if (filter[hash(key)] === 0) continue;
      const bucket = this.buckets.get(key);
      if (!bucket) continue;
      const found = firstMatch(bytes, i, bucket.short, accepts);
      if (found) return found;
      const long = i + 3 <= last ? bucket.long.get(lowerKeyAt(bytes, i + 3)) : undefined;
      const longer = long && firstMatch(bytes, i, long, accepts);
      if (longer) return longer;
    }
    return undefined;
  }
}

/** Patterns that begin with the same three bytes: thousands may, in a file full of numbers. */
interface Bucket {
  /** Of less than six bytes. */
  readonly short: Pattern[];
  /** By their fourth to sixth byte. */
  readonly long: Map<number, Pattern[]>;
}

function firstMatch(
  bytes: Uint8Array,
  at: number,
  patterns: readonly Pattern[],
  accepts: (pattern: Pattern) => boolean,
): Pattern | undefined {
  for (const pattern of patterns) if (matches(bytes, at, pattern) && accepts(pattern)) return pattern;
  return undefined;
}

function lowerKeyAt(bytes: Uint8Array, i: number): number {
  return (
    (LOWER[bytes[i] as number] as number) |
    ((LOWER[bytes[i + 1] as number] as number) << 8) |
    ((LOWER[bytes[i + 2] as number] as number) << 16)
  );
}

function hash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 19;
}

function keyAt(bytes: Uint8Array, i: number): number {
  return (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16);
}

function matches(bytes: Uint8Array, at: number, pattern: Pattern): boolean {
  const { bytes: wanted, bound } = pattern;
  const end = at + wanted.length;
  if (end > bytes.length) return false;
  for (let i = 3; i < wanted.length; i++) {
    if (LOWER[bytes[at + i] as number] !== wanted[i]) return false;
  }
  if (bound === 'none') return true;
  const joins = bound === 'letters' ? isLetter : isDigit;
  return !(at > 0 && joins(bytes[at - 1] as number)) && !(end < bytes.length && joins(bytes[end] as number));
}

function isLetter(byte: number): boolean {
  const lower = LOWER[byte] as number;
  return lower >= 0x61 && lower <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function lowerCaseAscii(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => LOWER[byte] as number);
}
