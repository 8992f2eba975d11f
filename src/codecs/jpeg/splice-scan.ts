/** Writes a scan of a sequential frame anew: flat blocks are coded, all others keep the bits they have. */
import { BitReader } from './bit-reader';
import type { BitWriter } from './bit-writer';
import { encodeDifference, encodeFlat } from './encode-scan';
import { BLOCK, type FrameHeader } from './frame-header';
import { type HuffmanTable, tableIndex } from './huffman';
import type { Intervals } from './intervals';
import { type Scan, visitBlocks } from './scan';
import type { CodedBlocks, CodedScan } from './stream';

/**
 * A block's bits depend on those of others only by the DC coefficient of the one before it in its component (T.81
 * F.1.1.5.1): behind a flat block that difference is coded anew, too.
 *
 * @param flat - by component of the frame, then by block: 1 for those whose coefficients were made flat
 * @param writer - its tables have the codes that the scan's own have; by position in the scan, DC at 2 x position, AC at
 *   2 x position + 1
 * @throws MissingCode
 */
export function spliceScan(
  header: FrameHeader,
  scan: CodedScan,
  coded: CodedBlocks,
  coefficients: readonly Int16Array[],
  flat: readonly Uint8Array[],
  writer: BitWriter,
): void {
  const { intervals, ends } = coded;
  const blocks = ofScan(scan, coefficients);
  const isFlat = ofScan(scan, flat);
  const differences = new DifferenceSkipper(scan, intervals);
  const predictions = new Int32Array(blocks.length);
  /** By position in the scan: the last block was flat, what the next one adds to it is not what it was. */
  const isBehindFlat = new Uint8Array(blocks.length);
  let count = 0;
  let interval = 0;
  let at = 0;
  let copied = 0;
  const copy = () => {
    writer.copy(intervals.bytes, copied, at);
  };
  const visit = (position: number, offset: number) => {
    const dc = blocks[position][offset];
    const begin = at;
    const end = ends[count++];
    if (isFlat[position][offset / BLOCK] === 1) {
      copy();
      encodeFlat(dc - predictions[position], position, writer);
      copied = end;
      isBehindFlat[position] = 1;
    } else if (isBehindFlat[position] === 1) {
      copy();
      encodeDifference(dc - predictions[position], 2 * position, writer);
      copied = differences.skip(position, begin);
      isBehindFlat[position] = 0;
    }
    predictions[position] = dc;
    at = end;
  };
  visitBlocks(header, scan, scan.restartInterval, visit, () => {
    copy();
    writer.restart();
    at = intervals.ends[interval++] * 8;
    copied = at;
    predictions.fill(0);
    isBehindFlat.fill(0);
  });
  copy();
}

function ofScan<T>({ components }: Scan, ofFrame: readonly T[]): readonly T[] {
  return components.map(({ index }) => ofFrame[index]);
}

/** Finds what comes behind a block's DC difference. */
class DifferenceSkipper {
  private readonly reader: BitReader;
  private readonly tables: readonly HuffmanTable[];

  constructor({ components, tables }: CodedScan, intervals: Intervals) {
    this.reader = new BitReader(intervals);
    // The scan was decoded with these: none is missing.
    this.tables = components.map(({ dcTable }) => tables[tableIndex(0, dcTable)] as HuffmanTable);
  }

  /** @param begin - the block's first bit */
  skip(position: number, begin: number): number {
    this.reader.position = begin;
    this.reader.symbolWithValue(this.tables[position]);
    return this.reader.position;
  }
}
