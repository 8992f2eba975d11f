/** Where symbols go: into bytes, or only into their statistics. */
import type { HuffmanTable } from './huffman';
import { MARKER } from './segments';

/** Takes a scan's symbols in their order. */
export interface SymbolSink {
  /** A symbol of table `table`, followed by the low `count` bits (at most 16) of `bits`. */
  symbol(table: number, symbol: number, bits: number, count: number): void;
  /** Up to 16 bits without a symbol. */
  bits(bits: number, count: number): void;
  /** The end of a restart interval; another one follows. */
  restart(): void;
}

export class SymbolCounter implements SymbolSink {
  /** By table, then by symbol. */
  readonly frequencies: readonly Uint32Array[];

  constructor(tables: number) {
    this.frequencies = Array.from({ length: tables }, () => new Uint32Array(256));
  }

  symbol(table: number, symbol: number): void {
    this.frequencies[table][symbol]++;
  }

  bits(): void {}

  restart(): void {}
}

/** A symbol for which the table has no code; the scan needs other tables. */
export class MissingCode extends Error {}

/** Longest that one call adds to the words. */
const MOST_BYTES_AT_ONCE = 8;

export class BitWriter implements SymbolSink {
  private readonly tables: readonly (HuffmanTable | undefined)[];
  private readonly out: ByteSink;
  /** The interval so far, without stuffed bytes. */
  private words = new Uint8Array(1 << 16);
  private filled = 0;
  private word = 0;
  /** Bits that `word` still has room for. */
  private room = 32;
  private restarts = 0;

  constructor(tables: readonly (HuffmanTable | undefined)[], out: ByteSink) {
    this.tables = tables;
    this.out = out;
  }

  /** @throws MissingCode */
  symbol(table: number, symbol: number, bits: number, count: number): void {
    const codes = this.tables[table];
    const length = codes?.lengths[symbol];
    if (!codes || !length) throw new MissingCode();
    this.put((codes.codes[symbol] << count) | (bits & ((1 << count) - 1)), length + count);
  }

  bits(bits: number, count: number): void {
    if (count > 0) this.put(bits & ((1 << count) - 1), count);
  }

  /** The bits of `bytes` from bit `from` to before bit `to`. */
  copy(bytes: Uint8Array, from: number, to: number): void {
    let at = from;
    const lead = Math.min(-at & 7, to - at);
    this.bits(bytes[at >>> 3] >>> (8 - (at & 7) - lead), lead);
    at += lead;
    for (; at + 32 <= to; at += 32) {
      const byte = at >>> 3;
      this.put((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3], 32);
    }
    for (; at + 8 <= to; at += 8) this.bits(bytes[at >>> 3], 8);
    if (at < to) this.bits(bytes[at >>> 3] >>> (8 - (to - at)), to - at);
  }

  /** Up to 32 bits. */
  private put(bits: number, count: number): void {
    if (count < this.room) {
      this.room -= count;
      this.word |= bits << this.room;
      return;
    }
    const left = count - this.room;
    this.flush(this.word | (bits >>> left));
    this.room = 32 - left;
    this.word = left === 0 ? 0 : bits << this.room;
  }

  private flush(word: number): void {
    if (this.filled + MOST_BYTES_AT_ONCE > this.words.length) {
      const larger = new Uint8Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    const { words, filled } = this;
    words[filled] = word >>> 24;
    words[filled + 1] = word >>> 16;
    words[filled + 2] = word >>> 8;
    words[filled + 3] = word;
    this.filled += 4;
  }

  restart(): void {
    this.endInterval();
    this.out.marker(MARKER.RST0 + (this.restarts & 7));
    this.restarts++;
  }

  /** Fills the last byte with ones (T.81 F.1.2.3) and hands the interval on. */
  endInterval(): void {
    const used = 32 - this.room;
    const bytes = (used + 7) >>> 3;
    this.flush(this.word | (this.room === 32 ? -1 : (1 << this.room) - 1));
    this.out.stuffed(this.words.subarray(0, this.filled - 4 + bytes));
    this.filled = 0;
    this.word = 0;
    this.room = 32;
  }
}

/** A JPEG stream in the making. */
export class ByteSink {
  private bytes: Uint8Array;
  private filled = 0;

  constructor(expected: number) {
    this.bytes = new Uint8Array(Math.max(1024, expected));
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.filled);
    this.filled += bytes.length;
  }

  marker(marker: number): void {
    this.append(Uint8Array.of(0xff, marker));
  }

  segment(marker: number, body: Uint8Array): void {
    const length = body.length + 2;
    this.append(Uint8Array.of(0xff, marker, length >> 8, length & 0xff));
    this.append(body);
  }

  /** Entropy-coded bytes; a zero is stuffed behind each 0xFF (T.81 B.1.1.5). */
  stuffed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const prefix = bytes.indexOf(0xff, at);
      const end = prefix < 0 ? bytes.length : prefix + 1;
      this.append(bytes.subarray(at, end));
      if (prefix >= 0) this.append(STUFFED);
      at = end;
    }
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.filled);
  }

  private reserve(more: number): void {
    if (this.filled + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.filled + more, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.filled));
    this.bytes = larger;
  }
}

const STUFFED = Uint8Array.of(0);
