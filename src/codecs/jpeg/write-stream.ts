/** Writes a stream anew; what could tell of the patient stays behind. */
import { unsupported } from '../codec';
import { BitWriter, ByteSink, MissingCode, SymbolCounter, type SymbolSink } from './bit-writer';
import { encodeAc, encodeDc, encodeSequential } from './encode-scan';
import { type HuffmanTable, type HuffmanTables, readTables, tableIndex, tableSegment, withSymbols } from './huffman';
import { optimalTable } from './optimal-table';
import type { Scan } from './scan';
import { isFrameHeader, MARKER, type Segment } from './segments';
import { keptSegments } from './side-segments';
import { spliceScan } from './splice-scan';
import type { CodedScan, JpegStream } from './stream';

/** Codes one scan into a sink, with tables numbered as its `encode` function says. */
interface ScanPlan {
  readonly tables: readonly { readonly tableClass: number; readonly destination: number }[];
  encode(sink: SymbolSink): void;
}

/**
 * Sequential frames keep scans, order of segments and, if these have all codes needed, Huffman tables and the bits of
 * all blocks that are not flat.
 * Progressive frames become progressive again with scans of their own: all DC coefficients, then
 * the AC coefficients of each component. Bits that came in later scans come at once, so that no
 * scan has to be taken apart; the coefficients are the same.
 *
 * @param flat - by component, then by block: 1 for those whose coefficients are not what they were
 */
export function writeStream(stream: JpegStream, flat: readonly Uint8Array[]): Uint8Array {
  if (stream.header.process === MARKER.SOF2) return writeProgressive(stream);
  for (const tables of ['own', 'extended'] as const) {
    try {
      return writeSequential(stream, flat, tables);
    } catch (error) {
      if (!(error instanceof MissingCode)) throw error;
    }
  }
  return writeSequential(stream, flat, 'new');
}

/**
 * The Huffman tables of a sequential frame: those it has; those with all categories of DC differences added, of which
 * masks need others than the image did; or the best for what there is now, which cost a look at all of it.
 */
type Tables = 'own' | 'extended' | 'new';

function writeSequential(stream: JpegStream, flat: readonly Uint8Array[], use: Tables): Uint8Array {
  const { bytes, header, coefficients } = stream;
  const sink = begin(stream);
  for (const segment of stream.segments) {
    const { marker, start, end } = segment;
    const scan = stream.scans.find((one) => one.segment === segment);
    if (!scan) {
      if (isFrameHeader(marker)) sink.segment(marker, frameHeader(stream, segment));
      else if (marker === MARKER.DHT && use === 'extended') writeExtended(bytes, segment, header.precision, sink);
      else if ((marker === MARKER.DHT && use === 'own') || marker === MARKER.DQT || marker === MARKER.DRI) {
        sink.segment(marker, bytes.subarray(start, end));
      }
      continue;
    }
    // Sequential scans code all of a block; some files say otherwise, and decoders do not heed it.
    const head = scanHeader({ ...scan, first: 0, last: 63 }, stream);
    const wanted = sequentialTables(scan);
    if (use === 'new' || !scan.coded) {
      const { restartInterval } = scan;
      const encode = (to: SymbolSink): void => encodeSequential(header, scan, restartInterval, coefficients, to);
      const plan = { tables: wanted, encode };
      writeScan(head, writeTables(plan, sink), sink, encode);
      continue;
    }
    const { coded } = scan;
    const tables = wanted.map(({ tableClass, destination }) => {
      const table = scan.tables[tableIndex(tableClass, destination)];
      return table && use === 'extended' ? extended(table, tableClass, header.precision) : table;
    });
    writeScan(head, tables, sink, (to) => spliceScan(header, scan, coded, coefficients, flat, to));
  }
  return finish(sink);
}

/** The tables of a DHT segment, those for DC coefficients with all categories. */
function writeExtended(bytes: Uint8Array, { start, end }: Segment, precision: number, sink: ByteSink): void {
  const tables: HuffmanTables = [];
  readTables(bytes, start, end, tables);
  tables.forEach((table, index) => {
    const [tableClass, destination] = [index >> 2, index & 3];
    if (!table) return;
    sink.segment(MARKER.DHT, tableSegment(extended(table, tableClass, precision), tableClass, destination));
  });
}

function extended(table: HuffmanTable, tableClass: number, precision: number): HuffmanTable {
  // Differences of 8-bit samples have up to 11 categories beside 0, of 12-bit samples up to 15 (T.81 F.1.2.1.1).
  return tableClass === 0 ? withSymbols(table, precision > 8 ? 16 : 12) : table;
}

/** The number of lines stands in it, even where a DNL segment had told it. */
function frameHeader({ bytes, header }: JpegStream, { start, end }: Segment): Uint8Array {
  const body = bytes.slice(start, end);
  body[1] = header.rows >> 8;
  body[2] = header.rows & 0xff;
  return body;
}

/** Components that share a table share its statistics. */
function sequentialTables(scan: CodedScan): ScanPlan['tables'] {
  return scan.components.flatMap(({ dcTable, acTable }) => [
    { tableClass: 0, destination: dcTable },
    { tableClass: 1, destination: acTable },
  ]);
}

function writeProgressive(stream: JpegStream): Uint8Array {
  const { bytes, header, coefficients } = stream;
  const sink = begin(stream);
  const firstScan = stream.segments.indexOf(stream.scans[0].segment);
  stream.segments.forEach((segment, index) => {
    if (isFrameHeader(segment.marker)) sink.segment(segment.marker, frameHeader(stream, segment));
    if (segment.marker !== MARKER.DQT) return;
    if (index > firstScan) throw unsupported('quantization-between-scans');
    sink.segment(segment.marker, bytes.subarray(segment.start, segment.end));
  });
  const restartInterval = stream.scans[0].restartInterval;
  if (restartInterval > 0) sink.segment(MARKER.DRI, Uint8Array.of(restartInterval >> 8, restartInterval & 0xff));
  const all = header.components.map((_, index) => index);
  const blocksInMcu = header.components.reduce((sum, { h, v }) => sum + h * v, 0);
  // T.81 B.2.3: an MCU has no more than 10 blocks.
  for (const group of blocksInMcu > 10 ? all.map((index) => [index]) : [all]) {
    const components = group.map((index) => ({ index, dcTable: index, acTable: 0 }));
    const scan: Scan = { components, first: 0, last: 0, high: 0, low: 0 };
    const plan: ScanPlan = {
      tables: components.map(({ dcTable }) => ({ tableClass: 0, destination: dcTable })),
      encode: (to) => encodeDc(header, scan, restartInterval, coefficients, to),
    };
    writeScan(scanHeader(scan, stream), writeTables(plan, sink), sink, plan.encode);
  }
  for (const index of all) {
    const scan: Scan = { components: [{ index, dcTable: 0, acTable: 0 }], first: 1, last: 63, high: 0, low: 0 };
    const plan: ScanPlan = {
      tables: [{ tableClass: 1, destination: 0 }],
      encode: (to) => encodeAc(header, scan, restartInterval, coefficients, to),
    };
    writeScan(scanHeader(scan, stream), writeTables(plan, sink), sink, plan.encode);
  }
  return finish(sink);
}

function scanHeader({ components, first, last }: Scan, { header }: JpegStream): Uint8Array {
  const selectors = components.flatMap(({ index, dcTable, acTable }) => [
    header.components[index].id,
    (dcTable << 4) | acTable,
  ]);
  return Uint8Array.of(components.length, ...selectors, first, last, 0);
}

function begin({ bytes, segments }: JpegStream): ByteSink {
  const sink = new ByteSink(bytes.length + 1024);
  sink.marker(MARKER.SOI);
  for (const { marker, body } of keptSegments(bytes, segments)) sink.segment(marker, body);
  return sink;
}

function finish(sink: ByteSink): Uint8Array {
  sink.marker(MARKER.EOI);
  return sink.finish();
}

function writeScan(
  header: Uint8Array,
  tables: readonly (HuffmanTable | undefined)[],
  sink: ByteSink,
  write: (writer: BitWriter) => void,
): void {
  sink.segment(MARKER.SOS, header);
  const writer = new BitWriter(tables, sink);
  write(writer);
  writer.endInterval();
}

/** Writes the best tables for a scan; returns them in the order of the plan's. */
function writeTables(plan: ScanPlan, sink: ByteSink): readonly HuffmanTable[] {
  const counter = new SymbolCounter(plan.tables.length);
  plan.encode(counter);
  const byDestination = new Map<number, HuffmanTable>();
  return plan.tables.map(({ tableClass, destination }) => {
    const key = tableIndex(tableClass, destination);
    const known = byDestination.get(key);
    if (known) return known;
    const frequencies = new Uint32Array(256);
    plan.tables.forEach((one, index) => {
      if (tableIndex(one.tableClass, one.destination) !== key) return;
      counter.frequencies[index].forEach((count, symbol) => {
        frequencies[symbol] += count;
      });
    });
    const table = optimalTable(frequencies);
    byDestination.set(key, table);
    sink.segment(MARKER.DHT, tableSegment(table, tableClass, destination));
    return table;
  });
}
