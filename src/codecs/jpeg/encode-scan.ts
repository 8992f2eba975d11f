/** Entropy coding of quantized coefficients (ITU-T T.81 F.1.2, G.1.2). */
import type { SymbolSink } from './bit-writer';
import type { FrameHeader } from './frame-header';
import { category, magnitudeBits } from './magnitude';
import { type Scan, visitBlocks } from './scan';

/** No code says more empty blocks at once (T.81 G.1.2.2). */
const MOST_EMPTY_BLOCKS = 0x7fff;
const RUN_OF_16 = 0xf0;
const END_OF_BLOCK = 0x00;

/**
 * Codes a scan of a sequential frame. Tables of the sink: by position in the scan, DC at 2 x position,
 * AC at 2 x position + 1.
 */
export function encodeSequential(
  header: FrameHeader,
  scan: Scan,
  restartInterval: number,
  coefficients: readonly Int16Array[],
  sink: SymbolSink,
): void {
  const blocks = scan.components.map(({ index }) => coefficients[index]);
  const predictions = new Int32Array(blocks.length);
  const visit = (position: number, offset: number) => {
    const block = blocks[position];
    encodeDifference(block[offset] - predictions[position], 2 * position, sink);
    predictions[position] = block[offset];
    const zeros = encodeBand(block, offset, 1, 63, 2 * position + 1, sink);
    if (zeros > 0) sink.symbol(2 * position + 1, END_OF_BLOCK, 0, 0);
  };
  visitBlocks(header, scan, restartInterval, visit, () => {
    sink.restart();
    predictions.fill(0);
  });
}

/** Codes the DC coefficients of a progressive frame in one scan. Tables of the sink: by position in the scan. */
export function encodeDc(
  header: FrameHeader,
  scan: Scan,
  restartInterval: number,
  coefficients: readonly Int16Array[],
  sink: SymbolSink,
): void {
  const predictions = new Int32Array(scan.components.length);
  const visit = (position: number, offset: number) => {
    const dc = coefficients[scan.components[position].index][offset];
    encodeDifference(dc - predictions[position], position, sink);
    predictions[position] = dc;
  };
  visitBlocks(header, scan, restartInterval, visit, () => {
    sink.restart();
    predictions.fill(0);
  });
}

/** Codes a band of one component of a progressive frame in one scan, with table 0 of the sink. */
export function encodeAc(
  header: FrameHeader,
  scan: Scan,
  restartInterval: number,
  coefficients: readonly Int16Array[],
  sink: SymbolSink,
): void {
  const block = coefficients[scan.components[0].index];
  let emptyBlocks = 0;
  const flush = () => {
    if (emptyBlocks === 0) return;
    const size = category(emptyBlocks) - 1;
    sink.symbol(0, size << 4, emptyBlocks, size);
    emptyBlocks = 0;
  };
  const visit = (_position: number, offset: number) => {
    let any = scan.first;
    while (any <= scan.last && block[offset + any] === 0) any++;
    if (any <= scan.last) {
      flush();
      if (encodeBand(block, offset, scan.first, scan.last, 0, sink) === 0) return;
    }
    emptyBlocks++;
    if (emptyBlocks === MOST_EMPTY_BLOCKS) flush();
  };
  visitBlocks(header, scan, restartInterval, visit, () => {
    flush();
    sink.restart();
  });
  flush();
}

/** Codes a block of a sequential frame that has no AC coefficients. */
export function encodeFlat(difference: number, position: number, sink: SymbolSink): void {
  encodeDifference(difference, 2 * position, sink);
  sink.symbol(2 * position + 1, END_OF_BLOCK, 0, 0);
}

export function encodeDifference(difference: number, table: number, sink: SymbolSink): void {
  const size = category(difference);
  sink.symbol(table, size, magnitudeBits(difference), size);
}

/** Codes the coefficients that are not zero; returns how many zeros are left at the end. */
function encodeBand(
  block: Int16Array,
  offset: number,
  first: number,
  last: number,
  table: number,
  sink: SymbolSink,
): number {
  let zeros = 0;
  let end = offset + last;
  while (end >= offset + first && block[end] === 0) end--;
  for (let at = offset + first; at <= end; at++) {
    const value = block[at];
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) sink.symbol(table, RUN_OF_16, 0, 0);
    const size = category(value);
    sink.symbol(table, (zeros << 4) | size, magnitudeBits(value), size);
    zeros = 0;
  }
  return offset + last - end;
}
