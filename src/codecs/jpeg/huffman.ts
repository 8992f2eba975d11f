/** Huffman tables (ITU-T T.81 Annex C, F.2.2.3), for decoding and coding. */
import { badFrame } from '../codec';

export const LONGEST_CODE = 16;
/** Codes up to this length are found by one look-up. */
const LOOKUP_BITS = 9;
export const LOOKUP_SHIFT = 32 - LOOKUP_BITS;

export class HuffmanTable {
  /** How many codes there are of each length, from 1 on; with `symbols`, what a DHT segment holds. */
  readonly counts: Uint8Array;
  /** In the order of their codes. */
  readonly symbols: Uint8Array;
  /** By the next 9 bits: length << 8 | symbol, or 0 where the code is longer. */
  readonly lookup = new Uint16Array(1 << LOOKUP_BITS);
  /** By length: the greatest code aligned to 16 bits, plus one. */
  readonly limits = new Int32Array(LONGEST_CODE + 2);
  /** By length: index in `symbols` minus code. */
  readonly offsets = new Int32Array(LONGEST_CODE + 1);
  /** By symbol; length 0 where the table has no code for it. */
  readonly codes = new Uint16Array(256);
  readonly lengths = new Uint8Array(256);

  /** @throws DicomError `bad-frame` if there are more codes of a length than can be */
  constructor(counts: Uint8Array, symbols: Uint8Array) {
    this.counts = counts;
    this.symbols = symbols;
    let code = 0;
    let index = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      this.offsets[length] = index - code;
      for (let left = counts[length - 1]; left > 0; left--) this.add(code++, length, symbols[index++]);
      if (code > 1 << length) throw badFrame('jpeg');
      this.limits[length] = code << (LONGEST_CODE - length);
      code <<= 1;
    }
    this.limits[LONGEST_CODE + 1] = 1 << LONGEST_CODE;
  }

  private add(code: number, length: number, symbol: number): void {
    this.codes[symbol] = code;
    this.lengths[symbol] = length;
    if (length > LOOKUP_BITS) return;
    const first = code << (LOOKUP_BITS - length);
    this.lookup.fill((length << 8) | symbol, first, first + (1 << (LOOKUP_BITS - length)));
  }
}

/** Tables in force, by class (0 DC or lossless, 1 AC) and destination: index 4 x class + destination. */
export type HuffmanTables = (HuffmanTable | undefined)[];

export function tableIndex(tableClass: number, destination: number): number {
  return 4 * tableClass + destination;
}

/** Reads the tables of a DHT segment (T.81 B.2.4.2) into `tables`. */
export function readTables(bytes: Uint8Array, start: number, end: number, tables: HuffmanTables): void {
  for (let at = start; at < end; ) {
    const [tableClass, destination] = [bytes[at] >> 4, bytes[at] & 15];
    const counts = bytes.slice(at + 1, at + 1 + LONGEST_CODE);
    const count = counts.reduce((sum, one) => sum + one, 0);
    const symbols = at + 1 + LONGEST_CODE;
    if (tableClass > 1 || destination > 3 || count > 256 || symbols + count > end) throw badFrame('jpeg', at);
    tables[tableIndex(tableClass, destination)] = new HuffmanTable(counts, bytes.slice(symbols, symbols + count));
    at = symbols + count;
  }
}

/**
 * A table with codes for all symbols below `count`, those that it has as they are. Its longest codes leave the one of
 * all ones free (T.81 C.2): under that one the others find room. Where it is taken, or codes would get longer than they
 * may, the table stays as it is.
 */
export function withSymbols(table: HuffmanTable, count: number): HuffmanTable {
  const missing = Array.from({ length: count }, (_, symbol) => symbol).filter((symbol) => table.lengths[symbol] === 0);
  const longest = table.counts.findLastIndex((codes) => codes > 0) + 1;
  const length = longest + Math.ceil(Math.log2(missing.length + 1));
  const isFull = table.limits[longest] === 1 << LONGEST_CODE;
  if (missing.length === 0 || longest === 0 || isFull || length > LONGEST_CODE) return table;
  const counts = table.counts.slice();
  counts[length - 1] = missing.length;
  return new HuffmanTable(counts, Uint8Array.from([...table.symbols, ...missing]));
}

/** The parameters of a DHT segment for one table. */
export function tableSegment(table: HuffmanTable, tableClass: number, destination: number): Uint8Array {
  const body = new Uint8Array(1 + LONGEST_CODE + table.symbols.length);
  body[0] = (tableClass << 4) | destination;
  body.set(table.counts, 1);
  body.set(table.symbols, 1 + LONGEST_CODE);
  return body;
}
