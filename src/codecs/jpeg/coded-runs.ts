/** AC coefficients of sequential frames, each found with its run of zeros and its value by one look-up (T.81 F.2.2.2). */
import { type HuffmanTable, LOOKUP_SHIFT } from './huffman';
import { extend } from './magnitude';

/** Most codes of an image take no more, together with the bits behind them. */
const BITS = 10;
export const RUNS_SHIFT = 32 - BITS;

export interface CodedRuns {
  readonly table: HuffmanTable;
  /**
   * By the next bits: value << 16 | step << 5 | length, the bits that it takes all in all; or 0 where these are too
   * many, or stand for nothing that a sequential frame has.
   */
  readonly entries: Int32Array;
}

/**
 * How far a symbol goes on in its block: past a run of zeros to the coefficient it is for, or to the last of 16 zeros;
 * 0 at the end of the block, -1 for what only progressive frames have (T.81 F.1.2.2.1).
 */
export function stepOf(symbol: number): number {
  if (symbol === 0) return 0;
  return (symbol & 15) === 0 && symbol !== 0xf0 ? -1 : (symbol >> 4) + 1;
}

export function codedRuns(table: HuffmanTable): CodedRuns {
  const entries = new Int32Array(1 << BITS);
  for (let index = 0; index < entries.length; index++) {
    const word = index << RUNS_SHIFT;
    const code = table.lookup[word >>> LOOKUP_SHIFT];
    const [symbol, length] = [code & 0xff, code >>> 8];
    const category = symbol & 15;
    const step = stepOf(symbol);
    if (length === 0 || length + category > BITS || step < 0) continue;
    const value = category === 0 ? 0 : extend(word << length, category);
    entries[index] = (value << 16) | (step << 5) | (length + category);
  }
  return { table, entries };
}
