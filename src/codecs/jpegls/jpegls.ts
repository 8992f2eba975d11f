/** JPEG-LS, lossless and near-lossless, by CharLS. */
import {
  type Codec,
  checkSize,
  type EncodedFrame,
  type Frame,
  type FrameInfo,
  frameMismatch,
  unsupported,
} from '../codec';
import { bytesPerSample, cellsFromSamples, componentCells, interleaveCells, samplesFromCells } from '../wasm/cells';
import { runDecoder, runEncoder, type WasmHost, withEnd } from '../wasm/host';
import { readJpegLsHeader } from './header';

const BY_COMPONENT = 0;

export function jpegLsCodec(host: WasmHost<Cornerstone.Charls>): Codec {
  return {
    decode: (bytes, info) => decode(host, bytes, info),
    encode: (frame) => encode(host, frame),
  };
}

function decode(host: WasmHost<Cornerstone.Charls>, bytes: Uint8Array, info: FrameInfo): Frame {
  const { rows, columns, samplesPerPixel, precision, near, interleave } = readJpegLsHeader(bytes);
  checkSize('jpeg-ls', info, { rows, columns, samplesPerPixel });
  if (precision < 2 || precision > Math.min(16, info.bitsAllocated))
    throw frameMismatch('jpeg-ls', { bits: precision });
  const width = bytesPerSample(precision);
  const length = rows * columns * samplesPerPixel * width;
  const decoded = host.run((module) => runDecoder('jpeg-ls', new module.JpegLSDecoder(), withEnd(bytes), length));
  const isByComponent = interleave === BY_COMPONENT && samplesPerPixel > 1;
  const cells = isByComponent ? interleaveCells(decoded, width, samplesPerPixel) : decoded;
  return {
    samples: samplesFromCells(cells, precision, 0, info),
    rows,
    columns,
    samplesPerPixel,
    bitsStored: precision,
    signed: info.signed,
    photometricInterpretation: info.photometricInterpretation,
    lossy: near > 0,
    coding: { kind: 'jpeg-ls', interleave },
  };
}

function encode(host: WasmHost<Cornerstone.Charls>, frame: Frame): EncodedFrame {
  const { coding, rows, columns, samplesPerPixel, bitsStored, photometricInterpretation } = frame;
  if (coding.kind !== 'jpeg-ls') throw unsupported('coding');
  const interleaved = cellsFromSamples(frame, 0);
  const width = bytesPerSample(bitsStored);
  const isByComponent = coding.interleave === BY_COMPONENT && samplesPerPixel > 1;
  const cells = isByComponent ? planesOf(interleaved, width, samplesPerPixel) : interleaved;
  const size: Cornerstone.Size = {
    width: columns,
    height: rows,
    bitsPerSample: bitsStored,
    componentCount: samplesPerPixel,
    isSigned: false,
    isUsingColorTransform: false,
  };
  const bytes = host.run((module) =>
    runEncoder(new module.JpegLSEncoder(), size, cells, (encoder) => {
      encoder.setNearLossless(0);
      encoder.setInterleaveMode(coding.interleave);
    }),
  );
  return { bytes, photometricInterpretation };
}

function planesOf(cells: Uint8Array, width: number, count: number): Uint8Array {
  const planes = new Uint8Array(cells.length);
  for (let component = 0; component < count; component++) {
    planes.set(componentCells(cells, width, count, component), (cells.length / count) * component);
  }
  return planes;
}
