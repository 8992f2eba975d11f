/** Bits of entropy-coded data, symbol by symbol. */
import { badFrame } from '../codec';
import { type CodedRuns, RUNS_SHIFT, stepOf } from './coded-runs';
import { type HuffmanTable, LONGEST_CODE, LOOKUP_SHIFT } from './huffman';
import type { Intervals } from './intervals';
import { extend } from './magnitude';

/** Of a block's coefficients, in zigzag order. */
const LAST = 63;
/** Bits that are there at once, wherever a byte ends. */
const PEEKED = 25;

/** The category that stands for 32768 alone, without bits (T.81 H.1.2.2). */
export const WIDEST_LOSSLESS = 16;

export class BitReader {
  /** Of a symbol read by `symbolWithValue`. */
  value = 0;
  /** The next bit, counted from the first one of all intervals. */
  position = 0;
  private readonly view: DataView;
  private readonly ends: readonly number[];
  private interval = 0;
  private end: number;

  constructor(intervals: Intervals) {
    const { buffer, byteOffset, length } = intervals.bytes;
    this.view = new DataView(buffer, byteOffset, length);
    this.ends = intervals.ends;
    this.end = intervals.ends[0] * 8;
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    this.check();
    this.interval++;
    if (this.interval >= this.ends.length) throw badFrame('jpeg');
    this.position = this.ends[this.interval - 1] * 8;
    this.end = this.ends[this.interval] * 8;
  }

  /** @throws DicomError `bad-frame` if more was read than there was */
  check(): void {
    if (this.position > this.end) throw badFrame('jpeg');
  }

  /** @throws DicomError `bad-frame` unless this was the last interval, but for empty ones */
  finish(): void {
    this.check();
    if (this.ends[this.ends.length - 1] > this.ends[this.interval]) throw badFrame('jpeg');
  }

  /** `PEEKED` bits at least, from the top of a 32-bit integer on. */
  private peek(): number {
    return this.view.getInt32(this.position >>> 3) << (this.position & 7);
  }

  symbol(table: HuffmanTable): number {
    const word = this.peek();
    const entry = table.lookup[word >>> LOOKUP_SHIFT];
    if (entry === 0) return this.longSymbol(table, word >>> 16);
    this.position += entry >>> 8;
    return entry & 0xff;
  }

  private longSymbol(table: HuffmanTable, bits: number): number {
    let length = 1;
    while (bits >= table.limits[length]) length++;
    if (length > LONGEST_CODE) throw badFrame('jpeg');
    this.position += length;
    return table.symbols[(bits >>> (LONGEST_CODE - length)) + table.offsets[length]];
  }

  /** A symbol; `value` becomes what the bits after it say, as many as its low four bits tell (T.81 F.2.2.1). */
  symbolWithValue(table: HuffmanTable): number {
    const word = this.peek();
    const entry = table.lookup[word >>> LOOKUP_SHIFT];
    const length = entry >>> 8;
    const category = entry & 15;
    if (length === 0 || length + category > PEEKED) {
      const symbol = this.symbol(table);
      this.value = this.signed(symbol & 15);
      return symbol;
    }
    this.position += length + category;
    this.value = category === 0 ? 0 : extend(word << length, category);
    return entry & 0xff;
  }

  /** The difference that a category of 0 to 15 and its bits stand for (T.81 F.2.2.1, EXTEND). */
  signed(category: number): number {
    if (category === 0) return 0;
    const word = this.peek();
    this.position += category;
    return extend(word, category);
  }

  /**
   * Differences of lossless JPEG (T.81 H.2.2), as many as `out` has, all with one table: the same as
   * `symbolWithValue` gives one by one, but for one component there are so many that steps count.
   */
  differences(table: HuffmanTable, out: Int32Array): void {
    const { view, end } = this;
    const { lookup } = table;
    let position = this.position;
    for (let i = 0; i < out.length; i++) {
      const word = view.getInt32(position >>> 3) << (position & 7);
      const entry = lookup[word >>> LOOKUP_SHIFT];
      const category = entry & 0xff;
      const length = entry >>> 8;
      if (length > 0 && category < WIDEST_LOSSLESS && length + category <= PEEKED) {
        out[i] = category === 0 ? 0 : extend(word << length, category);
        position += length + category;
      } else {
        this.position = position;
        out[i] = this.difference(table);
        position = this.position;
      }
      if (position > end) throw badFrame('jpeg');
    }
    this.position = position;
  }

  /** One of them. @throws DicomError `bad-frame` */
  difference(table: HuffmanTable): number {
    const category = this.symbolWithValue(table);
    if (category > WIDEST_LOSSLESS) throw badFrame('jpeg-lossless');
    return category === WIDEST_LOSSLESS ? 32768 : this.value;
  }

  /**
   * The AC coefficients of a block of a sequential frame (T.81 F.2.2.2), which is all zeros before: most are found with
   * their run and their value by one look-up.
   *
   * @param offset - where the block's DC coefficient is
   * @throws DicomError `bad-frame` if they do not end where a block does
   */
  coefficients({ table, entries }: CodedRuns, block: Int16Array, offset: number): void {
    const { view } = this;
    let { position } = this;
    let last = 0;
    while (last < LAST) {
      const entry = entries[(view.getInt32(position >>> 3) << (position & 7)) >>> RUNS_SHIFT];
      let step = (entry >>> 5) & 127;
      let value = entry >> 16;
      if (entry === 0) {
        this.position = position;
        step = stepOf(this.symbolWithValue(table));
        value = this.value;
        position = this.position;
      } else position += entry & 31;
      if (step === 0) break;
      last += step;
      if (step < 0 || last > LAST) throw badFrame('jpeg');
      if (value !== 0) block[offset + last] = value;
    }
    this.position = position;
  }

  bits(count: number): number {
    if (count === 0) return 0;
    const word = this.peek();
    this.position += count;
    return word >>> (32 - count);
  }
}
