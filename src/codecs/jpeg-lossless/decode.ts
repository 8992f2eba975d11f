/** Decoding of lossless JPEG: process 14, all predictors, 2 to 16 bits (ITU-T T.81 Annex H). */
import {
  badFrame,
  checkSize,
  type Frame,
  type FrameInfo,
  frameMismatch,
  newSamples,
  type Samples,
  unsupported,
} from '../codec';
import { BitReader } from '../jpeg/bit-reader';
import { componentColours } from '../jpeg/colour';
import { type FrameHeader, readFrameHeader } from '../jpeg/frame-header';
import { type HuffmanTable, type HuffmanTables, readTables, tableIndex } from '../jpeg/huffman';
import { splitIntervals } from '../jpeg/intervals';
import { readScanHeader, type Scan } from '../jpeg/scan';
import { MARKER, type Segment, splitSegments } from '../jpeg/segments';
import { keptSegments } from '../jpeg/side-segments';
import { readRestartInterval } from '../jpeg/stream';
import { undoPrediction } from './prediction';

interface State {
  readonly header: FrameHeader;
  readonly tables: HuffmanTables;
  readonly samples: Samples;
  restartInterval: number;
}

/** @throws DicomError `bad-frame`, `frame-mismatch`, `unsupported-compression` */
export function decode(bytes: Uint8Array, info: FrameInfo): Frame {
  const { segments } = splitSegments(bytes);
  const header = readFrameHeader(bytes, segments, [MARKER.SOF3]);
  checkHeader(header, info);
  const state: State = { header, tables: [], samples: newSamples(info), restartInterval: 0 };
  const scans: Scan[] = [];
  for (const segment of segments) {
    if (segment.marker === MARKER.DHT) readTables(bytes, segment.start, segment.end, state.tables);
    if (segment.marker === MARKER.DRI) state.restartInterval = readRestartInterval(bytes, segment);
    if (segment.marker !== MARKER.SOS) continue;
    const scan = readScanHeader(bytes, segment, header);
    decodeScan(state, scan, bytes, segment);
    scans.push(scan);
  }
  const coded = scans.flatMap(({ components }) => components.map(({ index }) => index));
  if (new Set(coded).size !== header.components.length || coded.length !== header.components.length) {
    throw badFrame('jpeg-lossless');
  }
  return {
    samples: state.samples,
    rows: header.rows,
    columns: header.columns,
    samplesPerPixel: header.components.length,
    bitsStored: header.precision,
    signed: info.signed,
    photometricInterpretation: componentColours(bytes, segments, header, info),
    lossy: scans[0].low > 0,
    coding: {
      kind: 'jpeg-lossless',
      predictor: scans[0].first,
      pointTransform: scans[0].low,
      restartRows: state.restartInterval / header.columns,
      interleaved: scans.length === 1,
      componentIds: header.components.map(({ id }) => id),
      colourSegments: keptSegments(bytes, segments),
    },
  };
}

function checkHeader(header: FrameHeader, info: FrameInfo): void {
  checkSize('jpeg-lossless', info, { ...header, samplesPerPixel: header.components.length });
  const { precision, components } = header;
  if (precision < 2 || precision > 16) throw badFrame('jpeg-lossless');
  if (precision > info.bitsAllocated) throw frameMismatch('jpeg-lossless', { bits: precision });
  if (components.length > 1 && header.hMost * header.vMost > 1) throw unsupported('chroma-subsampling');
}

function decodeScan({ header, tables, samples, restartInterval }: State, scan: Scan, bytes: Uint8Array, at: Segment) {
  const { rows, columns, precision } = header;
  const { components, first: predictor, low: pointTransform } = scan;
  if (predictor < 1 || predictor > 7 || pointTransform >= precision || restartInterval % columns !== 0) {
    throw badFrame('jpeg-lossless', at.start);
  }
  const scanTables = components.map(({ dcTable }) => {
    const table = tables[tableIndex(0, dcTable)];
    if (!table) throw badFrame('jpeg-lossless', at.start);
    return table;
  });
  const reader = new BitReader(splitIntervals(bytes, at.end, at.dataEnd));
  const step = components.length;
  const differences = new Int32Array(columns * step);
  const restartRows = restartInterval / columns;
  const start = 1 << (precision - pointTransform - 1);
  let above = new Uint16Array(columns * step);
  let current = new Uint16Array(columns * step);
  for (let y = 0; y < rows; y++) {
    const isRestart = restartRows > 0 && y > 0 && y % restartRows === 0;
    if (isRestart) reader.restart();
    readDifferences(reader, scanTables, differences);
    const initial = y === 0 || isRestart ? start : undefined;
    components.forEach(({ index }, position) => {
      undoPrediction({ first: position, step, columns, predictor, initial }, differences, above, current);
      const pixelStep = header.components.length;
      const end = (y + 1) * columns * pixelStep;
      for (let from = position, to = y * columns * pixelStep + index; to < end; to += pixelStep, from += step) {
        samples[to] = current[from] << pointTransform;
      }
    });
    [above, current] = [current, above];
  }
  reader.finish();
}

/** The differences of a row, those of a pixel together (T.81 H.2.2). */
function readDifferences(reader: BitReader, tables: readonly HuffmanTable[], out: Int32Array): void {
  const count = tables.length;
  if (count === 1) {
    reader.differences(tables[0], out);
    return;
  }
  for (let at = 0; at < out.length; ) {
    for (let position = 0; position < count; position++) out[at++] = reader.difference(tables[position]);
    reader.check();
  }
}
