/** What JPEG 2000 and HTJ2K share: a code stream with its samples, decoded without sign. */
import { type Coding, type EncodedFrame, type Frame, type FrameInfo, unsupported } from '../codec';
import { bytesPerSample, cellsFromSamples, samplesFromCells } from '../wasm/cells';
import { withEnd } from '../wasm/host';
import { type Codestream, withSign } from './codestream';

type WaveletCoding = Extract<Coding, { readonly kind: 'jpeg-2000' | 'htj2k' }>;

/**
 * What the decoder is given, and how many bytes it must give. Signed samples are decoded as unsigned
 * ones, as the WebAssembly codecs clamp negative values of 8 bits.
 */
export function decoderInput(stream: Codestream): { readonly bytes: Uint8Array; readonly length: number } {
  const { bytes, siz, samplesPerPixel, rows, columns, precision } = stream;
  const input = withEnd(withSign(bytes, siz, samplesPerPixel, false));
  return { bytes: input, length: rows * columns * samplesPerPixel * bytesPerSample(precision) };
}

export function frameFrom(kind: WaveletCoding['kind'], stream: Codestream, cells: Uint8Array, info: FrameInfo): Frame {
  const { rows, columns, samplesPerPixel, precision, signed, reversible, colourTransform } = stream;
  return {
    samples: samplesFromCells(cells, precision, signed ? 1 << (precision - 1) : 0, info),
    rows,
    columns,
    samplesPerPixel,
    bitsStored: precision,
    signed: info.signed,
    photometricInterpretation: withoutTransform(info.photometricInterpretation),
    lossy: !reversible,
    coding: { kind, signed, colourTransform },
  };
}

/** YBR_RCT and YBR_ICT name transforms of the code stream; what is decoded is RGB (PS3.3 C.7.6.3.1.2). */
function withoutTransform(photometricInterpretation: string): string {
  return /^YBR_(RCT|ICT)$/.test(photometricInterpretation) ? 'RGB' : photometricInterpretation;
}

/** How a frame is coded: its cells, their size, and what is known when they are. */
export interface EncoderInput {
  readonly coding: WaveletCoding;
  readonly cells: Uint8Array;
  readonly size: Cornerstone.Size;
  /** Makes the coded frame from the code stream. */
  finish(bytes: Uint8Array): EncodedFrame;
}

export function encoderInput(kind: WaveletCoding['kind'], frame: Frame): EncoderInput {
  const { coding, rows, columns, samplesPerPixel, bitsStored, photometricInterpretation } = frame;
  if (coding.kind !== kind) throw unsupported('coding');
  const { signed, colourTransform } = coding;
  const size: Cornerstone.Size = {
    width: columns,
    height: rows,
    bitsPerSample: bitsStored,
    componentCount: samplesPerPixel,
    isSigned: false,
    isUsingColorTransform: colourTransform,
  };
  return {
    coding,
    cells: cellsFromSamples(frame, signed ? 1 << (bitsStored - 1) : 0),
    size,
    finish: (bytes) => ({
      // SIZ is the first segment (ISO/IEC 15444-1 A.5.1).
      bytes: signed ? withSign(bytes, 2, samplesPerPixel, true) : bytes,
      photometricInterpretation:
        colourTransform && photometricInterpretation === 'RGB' ? 'YBR_RCT' : photometricInterpretation,
    }),
  };
}
