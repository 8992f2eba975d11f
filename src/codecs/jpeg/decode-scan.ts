/** Entropy decoding of one scan into quantized coefficients (ITU-T T.81 F.2.2, G.1.2, G.2). */
import { badFrame } from '../codec';
import { BitReader } from './bit-reader';
import type { BlockDecoder } from './block-decoder';
import type { FrameHeader } from './frame-header';
import { type HuffmanTable, type HuffmanTables, tableIndex } from './huffman';
import type { Intervals } from './intervals';
import { acDecoder, acRefiner, dcDecoder, dcRefiner } from './progressive-decoder';
import { blockCount, type Scan, visitBlocks } from './scan';
import { MARKER } from './segments';
import { sequentialDecoder } from './sequential-decoder';

const LAST = 63;
const MOST_SHIFT = 13;

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
