/** Entropy decoding of one scan into quantized coefficients (ITU-T T.81 F.2.2, G.1.2, G.2). */
import { badFrame } from '../codec';
import { BitReader, type Intervals } from './bit-reader';
import type { FrameHeader } from './frame-header';
import { type HuffmanTable, type HuffmanTables, tableIndex } from './huffman';
import { WIDEST_DIFFERENCE } from './magnitude';
import { acDecoder, acRefiner, dcDecoder, dcRefiner } from './progressive-decoder';
import { blockCount, type Scan, visitBlocks } from './scan';
import { MARKER } from './segments';

const LAST = 63;
const MOST_SHIFT = 13;
/** Of 12-bit samples (T.81 F.1.1.4); differences then have no more than 15 bits. */
const LEAST_DC = -16384;
const MOST_DC = 16383;

/** Decodes the blocks of a scan one after the other, each to where its coefficients begin. */
export interface BlockDecoder {
  block(position: number, offset: number): void;
  /** At a restart marker. */
  reset(): void;
}

/**
 * Decodes a scan into `coefficients`, one array for each component of the frame.
 *
 * @returns by block, in the order of the scan: the bit behind its last one, counted from the first of all intervals
 * @throws DicomError `bad-frame` if the data end early, contradict themselves or lack a table
 */
export function decodeScan(
  header: FrameHeader,
  scan: Scan,
  tables: HuffmanTables,
  restartInterval: number,
  intervals: Intervals,
  coefficients: readonly Int16Array[],
): Uint32Array {
  const reader = new BitReader(intervals);
  const decoder = decoderOf(header, scan, tables, reader, coefficients);
  const ends = new Uint32Array(blockCount(header, scan));
  let count = 0;
  const visit = (position: number, offset: number) => {
    decoder.block(position, offset);
    reader.check();
    ends[count++] = reader.position;
  };
  visitBlocks(header, scan, restartInterval, visit, () => {
    reader.restart();
    decoder.reset();
  });
  reader.finish();
  return ends;
}

function decoderOf(
  header: FrameHeader,
  scan: Scan,
  tables: HuffmanTables,
  reader: BitReader,
  coefficients: readonly Int16Array[],
): BlockDecoder {
  const needed = (tableClass: number, destination: number): HuffmanTable => {
    const table = tables[tableIndex(tableClass, destination)];
    if (!table) throw badFrame('jpeg');
    return table;
  };
  const { components, first, last, high, low } = scan;
  const blocks = components.map(({ index }) => coefficients[index]);
  const dcTables = () => components.map(({ dcTable }) => needed(0, dcTable));
  const acTables = () => components.map(({ acTable }) => needed(1, acTable));
  if (header.process !== MARKER.SOF2) return sequentialDecoder(reader, blocks, dcTables(), acTables());
  if (low > MOST_SHIFT) throw badFrame('jpeg');
  if (first === 0) {
    if (last !== 0) throw badFrame('jpeg');
    return high === 0 ? dcDecoder(reader, blocks, dcTables(), low) : dcRefiner(reader, blocks, low);
  }
  if (blocks.length !== 1 || last < first || last > LAST) throw badFrame('jpeg');
  const band = { blocks: blocks[0], table: acTables()[0], first, last, low };
  return high === 0 ? acDecoder(reader, band) : acRefiner(reader, band);
}

/** DC and all AC coefficients of a block (T.81 F.2.2). */
function sequentialDecoder(
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
