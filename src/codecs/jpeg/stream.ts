/** A whole JPEG stream of a DCT process, read down to its quantized coefficients. */
import { badFrame } from '../codec';
import { coefficientMemory } from './coefficient-memory';
import { decodeScan } from './decode-scan';
import { type FrameHeader, readFrameHeader } from './frame-header';
import { type HuffmanTables, readTables } from './huffman';
import { type Intervals, splitIntervals } from './intervals';
import { readScanHeader, type Scan } from './scan';
import { MARKER, type Segment, splitSegments, uint16At } from './segments';

/** Baseline, extended sequential and progressive, all with Huffman coding. */
const PROCESSES = [MARKER.SOF0, MARKER.SOF1, MARKER.SOF2];

/** The bits of a scan, and where its blocks end in them. */
export interface CodedBlocks {
  readonly intervals: Intervals;
  /** By block, in the order of the scan: the bit behind its last one, as `intervals` counts them. */
  readonly ends: Uint32Array;
}

/** A scan and what was in force when it began. */
export interface CodedScan extends Scan {
  readonly segment: Segment;
  readonly tables: HuffmanTables;
  readonly restartInterval: number;
  /** Of a sequential frame. */
  readonly coded?: CodedBlocks;
}

export interface JpegStream {
  readonly bytes: Uint8Array;
  readonly segments: readonly Segment[];
  /** Where the stream ends: what follows belongs to it no more. */
  readonly end: number;
  readonly header: FrameHeader;
  readonly scans: readonly CodedScan[];
  /** By component: quantized, in zigzag order, block by block, `stride` blocks a row. May be changed in place; the
   * memory is that of the next stream, too. */
  readonly coefficients: readonly Int16Array[];
  /** By component: its quantization table in zigzag order. */
  readonly quantizers: readonly Uint16Array[];
}

/**
 * @param check is asked about the frame header before anything large is made of it
 * @throws DicomError `bad-frame`, `unsupported-compression`
 */
export function readStream(bytes: Uint8Array, check: (header: FrameHeader) => void): JpegStream {
  const { segments, end } = splitSegments(bytes);
  const header = readFrameHeader(bytes, segments, PROCESSES);
  const isTwelve = header.precision === 12 && header.process !== MARKER.SOF0;
  if (header.precision !== 8 && !isTwelve) throw badFrame('jpeg');
  check(header);
  const coefficients = coefficientMemory(header);
  const quantizers: Uint16Array[] = [];
  const scans: CodedScan[] = [];
  const quantizationTables: (Uint16Array | undefined)[] = [];
  const tables: HuffmanTables = [];
  let restartInterval = 0;
  for (const segment of segments) {
    const { marker, start } = segment;
    if (marker === MARKER.DHT) readTables(bytes, start, segment.end, tables);
    if (marker === MARKER.DQT) readQuantizers(bytes, segment, quantizationTables);
    if (marker === MARKER.DRI) restartInterval = readRestartInterval(bytes, segment);
    if (marker !== MARKER.SOS) continue;
    const scan = readScanHeader(bytes, segment, header);
    for (const { index } of scan.components) {
      const quantizer = quantizationTables[header.components[index].quantizer];
      if (!quantizer) throw badFrame('jpeg', start);
      // A sequential frame codes each component once.
      if (header.process !== MARKER.SOF2 && quantizers[index]) throw badFrame('jpeg', start);
      quantizers[index] ??= quantizer;
    }
    const intervals = splitIntervals(bytes, segment.end, segment.dataEnd);
    const ends = decodeScan(header, scan, tables, restartInterval, intervals, coefficients);
    const isSequential = header.process !== MARKER.SOF2;
    const coded = isSequential && { coded: { intervals, ends } };
    scans.push({ ...scan, segment, tables: [...tables], restartInterval, ...coded });
  }
  if (header.components.some((_, index) => !quantizers[index])) throw badFrame('jpeg', end);
  return { bytes, segments, end, header, scans, coefficients, quantizers };
}

export function readRestartInterval(bytes: Uint8Array, { start, end }: Segment): number {
  if (end - start !== 2) throw badFrame('jpeg', start);
  return uint16At(bytes, start);
}

/** T.81 B.2.4.1. */
function readQuantizers(bytes: Uint8Array, { start, end }: Segment, tables: (Uint16Array | undefined)[]): void {
  for (let at = start; at < end; ) {
    const [wide, destination] = [bytes[at] >> 4, bytes[at] & 15];
    const next = at + 1 + 64 * (wide + 1);
    if (wide > 1 || destination > 3 || next > end) throw badFrame('jpeg', at);
    const first = at + 1;
    const table = Uint16Array.from({ length: 64 }, (_, k) =>
      wide === 1 ? uint16At(bytes, first + 2 * k) : bytes[first + k],
    );
    if (table.includes(0)) throw badFrame('jpeg', at);
    tables[destination] = table;
    at = next;
  }
}
