/** The four kinds of scans of progressive frames (ITU-T T.81 G.1.2, G.2). */
import { badFrame } from '../codec';
import type { BitReader } from './bit-reader';
import type { BlockDecoder } from './block-decoder';
import type { HuffmanTable } from './huffman';
import { WIDEST_DIFFERENCE } from './magnitude';

const BAND_LENGTH = 64;

/** Coefficients `first` to `last` of one component, in units of 2 to the power of `low`. */
export interface Band {
  readonly blocks: Int16Array;
  readonly table: HuffmanTable;
  readonly first: number;
  readonly last: number;
  readonly low: number;
}

export function dcDecoder(
  reader: BitReader,
  blocks: readonly Int16Array[],
  tables: readonly HuffmanTable[],
  low: number,
): BlockDecoder {
  const predictions = new Int32Array(blocks.length);
  return {
    reset: () => predictions.fill(0),
    block(position, offset) {
      if (reader.symbolWithValue(tables[position]) > WIDEST_DIFFERENCE) throw badFrame('jpeg');
      predictions[position] += reader.value;
      const dc = predictions[position] * (1 << low);
      blocks[position][offset] = dc;
      if (blocks[position][offset] !== dc) throw badFrame('jpeg');
    },
  };
}

export function dcRefiner(reader: BitReader, blocks: readonly Int16Array[], low: number): BlockDecoder {
  return {
    reset: () => undefined,
    block(position, offset) {
      blocks[position][offset] |= reader.bits(1) << low;
    },
  };
}

/** A band's first scan (T.81 G.1.2.2). */
export function acDecoder(reader: BitReader, { blocks, table, first, last, low }: Band): BlockDecoder {
  /** Blocks to come whose band is empty. */
  let emptyBlocks = 0;
  return {
    reset: () => {
      emptyBlocks = 0;
    },
    block(_position, offset) {
      if (emptyBlocks > 0) {
        emptyBlocks--;
        return;
      }
      for (let k = first; k <= last; k++) {
        const symbol = reader.symbolWithValue(table);
        const run = symbol >> 4;
        if ((symbol & 15) === 0) {
          if (run < 15) {
            emptyBlocks = (1 << run) - 1 + reader.bits(run);
            return;
          }
          k += 15;
          continue;
        }
        k += run;
        if (k > last) throw badFrame('jpeg');
        blocks[offset + k] = reader.value * (1 << low);
      }
    },
  };
}

/** A band's later scans: a bit more for each coefficient that is not zero, and new ones (T.81 G.1.2.3). */
export function acRefiner(reader: BitReader, { blocks, table, first, last, low }: Band): BlockDecoder {
  const step = 1 << low;
  let emptyBlocks = 0;

  /** Refines coefficients from `k` on, until one comes after `zeros` of them that are zero; returns its index. */
  const refine = (offset: number, k: number, zeros: number): number => {
    for (; k <= last; k++) {
      const value = blocks[offset + k];
      if (value === 0) {
        if (zeros === 0) return k;
        zeros--;
      } else if (reader.bits(1) === 1) {
        blocks[offset + k] = value > 0 ? value + step : value - step;
      }
    }
    return k;
  };

  return {
    reset: () => {
      emptyBlocks = 0;
    },
    block(_position, offset) {
      let k = first;
      while (emptyBlocks === 0 && k <= last) {
        const symbol = reader.symbol(table);
        const run = symbol >> 4;
        const size = symbol & 15;
        if (size > 1) throw badFrame('jpeg');
        if (size === 0 && run < 15) {
          emptyBlocks = (1 << run) + reader.bits(run);
          break;
        }
        const value = size === 0 ? 0 : reader.bits(1) === 1 ? step : -step;
        k = refine(offset, k, run);
        if (value !== 0) {
          if (k > last) throw badFrame('jpeg');
          blocks[offset + k] = value;
        }
        k++;
      }
      if (emptyBlocks === 0) return;
      refine(offset, k, BAND_LENGTH);
      emptyBlocks--;
    },
  };
}
