/** Coding of lossless JPEG with the shortest Huffman tables (ITU-T T.81 Annex H). */
import { type Coding, type EncodedFrame, type Frame, unsupported } from '../codec';
import { WIDEST_LOSSLESS } from '../jpeg/bit-reader';
import { BitWriter, ByteSink } from '../jpeg/bit-writer';
import { tableSegment } from '../jpeg/huffman';
import { category, magnitudeBits } from '../jpeg/magnitude';
import { optimalTable } from '../jpeg/optimal-table';
import { MARKER } from '../jpeg/segments';
import { applyPrediction } from './prediction';

type LosslessCoding = Extract<Coding, { readonly kind: 'jpeg-lossless' }>;

export function encode(frame: Frame): EncodedFrame {
  const { coding, rows, columns } = frame;
  if (coding.kind !== 'jpeg-lossless') throw unsupported('coding');
  const sink = new ByteSink(frame.samples.length);
  sink.marker(MARKER.SOI);
  for (const { marker, body } of coding.colourSegments) sink.segment(marker, body);
  const factors = coding.componentIds.flatMap((id) => [id, 0x11, 0]);
  const size = [rows >> 8, rows & 0xff, columns >> 8, columns & 0xff];
  sink.segment(MARKER.SOF3, Uint8Array.of(frame.bitsStored, ...size, coding.componentIds.length, ...factors));
  const restartInterval = coding.restartRows * columns;
  if (restartInterval > 0) sink.segment(MARKER.DRI, Uint8Array.of(restartInterval >> 8, restartInterval & 0xff));
  const all = coding.componentIds.map((_, index) => index);
  for (const components of coding.interleaved ? [all] : all.map((index) => [index])) {
    writeScan(frame, coding, components, sink);
  }
  sink.marker(MARKER.EOI);
  return { bytes: sink.finish(), photometricInterpretation: frame.photometricInterpretation };
}

function writeScan(frame: Frame, coding: LosslessCoding, components: readonly number[], sink: ByteSink): void {
  const differences = differencesOf(frame, coding, components);
  const rowLength = frame.columns * components.length;
  const tables = countCategories(differences, components.length).map(optimalTable);
  tables.forEach((table, destination) => {
    sink.segment(MARKER.DHT, tableSegment(table, 0, destination));
  });
  const selectors = components.flatMap((index, position) => [coding.componentIds[index], position << 4]);
  const parameters = [coding.predictor, 0, coding.pointTransform];
  sink.segment(MARKER.SOS, Uint8Array.of(components.length, ...selectors, ...parameters));
  const writer = new BitWriter(tables, sink);
  encodeDifferences(differences, components.length, coding.restartRows * rowLength, writer);
  writer.endInterval();
}

/** The differences of all samples of a scan, those of a pixel together. */
function differencesOf(frame: Frame, coding: LosslessCoding, components: readonly number[]): Int16Array {
  const { rows, columns, samples, bitsStored } = frame;
  const { predictor, pointTransform, restartRows } = coding;
  const step = components.length;
  const rowLength = columns * step;
  const differences = new Int16Array(rows * rowLength);
  const mask = (1 << bitsStored) - 1;
  const start = 1 << (bitsStored - pointTransform - 1);
  let above = new Uint16Array(rowLength);
  let current = new Uint16Array(rowLength);
  for (let y = 0; y < rows; y++) {
    const initial = y === 0 || (restartRows > 0 && y % restartRows === 0) ? start : undefined;
    const out = differences.subarray(y * rowLength, (y + 1) * rowLength);
    components.forEach((index, position) => {
      let from = y * columns * frame.samplesPerPixel + index;
      for (let to = position; to < rowLength; to += step, from += frame.samplesPerPixel) {
        current[to] = (samples[from] & mask) >> pointTransform;
      }
      applyPrediction({ first: position, step, columns, predictor, initial }, current, above, out);
    });
    [above, current] = [current, above];
  }
  return differences;
}

/** How often each category occurs, by component. */
function countCategories(differences: Int16Array, components: number): readonly Uint32Array[] {
  return Array.from({ length: components }, (_, component) => {
    const frequencies = new Uint32Array(256);
    for (let at = component; at < differences.length; at += components) frequencies[category(differences[at])]++;
    return frequencies;
  });
}

function encodeDifferences(differences: Int16Array, tables: number, restartInterval: number, writer: BitWriter): void {
  for (let at = 0, left = restartInterval; at < differences.length; left -= tables) {
    if (restartInterval > 0 && left === 0) {
      writer.restart();
      left = restartInterval;
    }
    for (let table = 0; table < tables; table++) {
      const difference = differences[at++];
      const size = category(difference);
      writer.symbol(table, size, magnitudeBits(difference), size === WIDEST_LOSSLESS ? 0 : size);
    }
  }
}
