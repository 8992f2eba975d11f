/** What every codec takes and gives: one frame's bytes as fragments hold them, and its samples. */
import { DicomError, type ErrorDetails } from '../core/errors';
import type { FrameInfo } from '../core/pixel/frame-coder';

export type { FrameInfo };

/** Samples as native pixel data hold them, each in an element of Bits Allocated (of 8 bits where that is 1). */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

export interface Frame {
  /** rows x columns x samplesPerPixel, row by row, the samples of a pixel together. May be changed in place. */
  readonly samples: Samples;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** Bits of each sample that the frame was coded with. */
  readonly bitsStored: number;
  readonly signed: boolean;
  /** Of these samples: subsampling and colour transforms that belong to the compression are undone. */
  readonly photometricInterpretation: string;
  /** The samples are not those the image was made with: compression has changed them before. */
  readonly lossy: boolean;
  /** How the frame was coded, for `encode` to do the same. Plain data: survives `postMessage`. */
  readonly coding: Coding;
}

/** How a frame was coded, without loss wherever it can be coded again. */
export type Coding =
  | { readonly kind: 'native' | 'deflated'; readonly bitsAllocated: number; readonly planar: boolean }
  | { readonly kind: 'rle'; readonly bitsAllocated: number }
  | { readonly kind: 'jpeg' }
  | {
      readonly kind: 'jpeg-lossless';
      /** Selection value of the predictor, 1 to 7 (ITU-T T.81 Table H.1). */
      readonly predictor: number;
      readonly pointTransform: number;
      /** Rows between restart markers; 0 for none. */
      readonly restartRows: number;
      readonly interleaved: boolean;
      readonly componentIds: readonly number[];
      /** Segments that say what the components mean: JFIF and Adobe. */
      readonly colourSegments: readonly { readonly marker: number; readonly body: Uint8Array }[];
    }
  | { readonly kind: 'jpeg-ls'; readonly interleave: number }
  | { readonly kind: 'jpeg-2000' | 'htj2k'; readonly signed: boolean; readonly colourTransform: boolean };

export interface EncodedFrame {
  /** Without the byte that pads a fragment to even length. */
  readonly bytes: Uint8Array;
  /** What Photometric Interpretation must say of the frame as it is coded now. */
  readonly photometricInterpretation: string;
}

export interface Codec {
  /**
   * @param room samples that nobody needs any more, to be written over where they are of the right type and length
   * @throws DicomError `bad-frame`, `frame-mismatch`, `unsupported-compression`, `codec-failed`
   */
  decode(bytes: Uint8Array, info: FrameInfo, room?: Samples): Frame;
  /** Codes a frame without loss, in the way that its `coding` tells; undefined where the codec only decodes. */
  readonly encode?: (frame: Frame) => EncodedFrame;
}

/** A frame that contradicts itself or ends early; `at` counts bytes from the frame's start. */
export function badFrame(codec: string, at?: number): DicomError {
  return new DicomError('bad-frame', {}, at === undefined ? { codec } : { codec, at });
}

/** A frame whose own header differs from what the data set says. */
export function frameMismatch(codec: string, details: ErrorDetails): DicomError {
  return new DicomError('frame-mismatch', {}, { codec, ...details });
}

export function unsupported(reason: string): DicomError {
  return new DicomError('unsupported-compression', {}, { reason });
}

/** @throws DicomError `frame-mismatch` unless a code stream has the size that the data set tells. */
export function checkSize(
  codec: string,
  info: FrameInfo,
  stream: { readonly rows: number; readonly columns: number; readonly samplesPerPixel: number },
): void {
  const { rows, columns, samplesPerPixel } = stream;
  if (rows !== info.rows || columns !== info.columns || samplesPerPixel !== info.samplesPerPixel) {
    throw frameMismatch(codec, { rows, columns, samplesPerPixel });
  }
}

/** New samples, all 0, of the type that the data set tells. */
export function newSamples(info: FrameInfo): Samples {
  return samplesIn(info);
}

/** Samples of the type that the data set tells: `room`, whatever is in it, if it is of that type and length. */
export function samplesIn(info: FrameInfo, room?: Samples): Samples {
  const length = info.rows * info.columns * info.samplesPerPixel;
  const Kind = arrayKind(info);
  return room instanceof Kind && room.length === length ? room : new Kind(length);
}

function arrayKind({ bitsAllocated, signed }: FrameInfo) {
  if (bitsAllocated > 16) return signed ? Int32Array : Uint32Array;
  if (bitsAllocated > 8) return signed ? Int16Array : Uint16Array;
  return signed ? Int8Array : Uint8Array;
}

/** The bytes of samples, little endian like the machines this runs on. */
export function bytesOf(samples: Samples): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
