/** Scans of sequential frames (ITU-T T.81 F.2.2). */
import { badFrame } from '../codec';
import type { BitReader } from './bit-reader';
import type { BlockDecoder } from './block-decoder';
import { codedRuns } from './coded-runs';
import type { HuffmanTable } from './huffman';
import { WIDEST_DIFFERENCE } from './magnitude';

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
  const runs = acTables.map(codedRuns);
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
      reader.coefficients(runs[position], block, offset);
    },
  };
}
