/** Scans of sequential frames (ITU-T T.81 F.2.2). */
import { badFrame } from '../codec';
import type { BitReader } from './bit-reader';
import type { BlockDecoder } from './block-decoder';
import type { HuffmanTable } from './huffman';
import { WIDEST_DIFFERENCE } from './magnitude';

const LAST = 63;
/** Of 12-bit samples (T.81 F.1.1.4); differences then have no more than 15 bits. */
const LEAST_DC = -16384;
const MOST_DC = 16383;

/** DC and all AC coefficients of a block. */
export function sequentialDecoder(
  reader: BitReader,
  blocks: readonly Int16Array[],
  dcTables: readonly HuffmanTable[],
  acTables: readonly HuffmanTable[],
): BlockDecoder {
  const predictions = new Int32Array(blocks.length);
  return {
    reset: () => predictions.fill(0),
    block(position, offset) {
      const block = blocks[position];
      if (reader.symbolWithValue(dcTables[position]) > WIDEST_DIFFERENCE) throw badFrame('jpeg');
      const dc = predictions[position] + reader.value;
      if (dc > MOST_DC || dc < LEAST_DC) throw badFrame('jpeg');
      predictions[position] = dc;
      block[offset] = dc;
      const table = acTables[position];
      for (let k = 1; k <= LAST; k++) {
        const symbol = reader.symbolWithValue(table);
        if ((symbol & 15) === 0) {
          // The end of the block, or a run of 16 zeros; all others are for progressive frames (T.81 F.1.2.2.1).
          if (symbol === 0) break;
          k += 15;
          if (symbol !== 0xf0 || k > LAST) throw badFrame('jpeg');
          continue;
        }
        k += symbol >> 4;
        if (k > LAST) throw badFrame('jpeg');
        block[offset + k] = reader.value;
      }
    },
  };
}
