/** JPEG by DCT: baseline, extended sequential and progressive, 8 and 12 bits. */
import { type Codec, checkSize, type Frame, type FrameInfo, frameMismatch, type Samples } from '../codec';
import type { SeenFrame } from '../seen-frame';
import { componentColours } from './colour';
import { flatten, type Rectangle } from './flatten';
import type { FrameHeader } from './frame-header';
import { samplesOf } from './samples';
import { isStreamBlack, streamWitness } from './seen-stream';
import { type Dropped, droppedSegments } from './side-segments';
import { readStream } from './stream';
import { writeStream } from './write-stream';

export interface MaskedStream {
  readonly bytes: Uint8Array;
  /** What was left out of the stream, as it could tell of the patient. */
  readonly dropped: readonly Dropped[];
  /** Of what the original has beside the rectangles, as `seeJpeg` gives it. */
  readonly witness: string;
}

export const jpegCodec: Codec = { decode };

/**
 * Masks a frame in the coefficient domain: blocks under a rectangle become flat, the quantized
 * coefficients of all others stay as they are, so nothing is compressed a second time.
 * @param fill sample value of each component; without it, black
 * @throws DicomError `bad-frame`, `frame-mismatch`, `unsupported-compression`
 */
export function maskJpeg(
  bytes: Uint8Array,
  info: FrameInfo,
  rectangles: readonly Rectangle[],
  fill?: readonly number[],
): MaskedStream {
  const stream = readStream(bytes, (header) => check(header, info));
  const black = blackOf(componentColours(bytes, stream.segments, stream.header, info), stream.header, info);
  const witness = streamWitness(stream, rectangles);
  const flat = flatten(stream, rectangles, fill ?? black);
  const dropped = droppedSegments(bytes, stream.segments, stream.end);
  return { bytes: writeStream(stream, flat), dropped, witness };
}

/**
 * Looks at a frame that was masked, or at its original.
 * @param fill sample value of each component that is black; without it, black
 * @throws DicomError as `maskJpeg` does
 */
export function seeJpeg(
  bytes: Uint8Array,
  info: FrameInfo,
  rectangles: readonly Rectangle[],
  fill?: readonly number[],
): SeenFrame {
  const stream = readStream(bytes, (header) => check(header, info));
  const { segments, header } = stream;
  const black = fill ?? blackOf(componentColours(bytes, segments, header, info), header, info);
  const isBlack = isStreamBlack(stream, rectangles, black, fill ? slackOf(black, header) : 0);
  return { witness: streamWitness(stream, rectangles), isBlack };
}

/** A flat block hits the ends of the scale exactly, other values as near as its quantizer allows. */
function slackOf([black]: readonly number[], { precision }: FrameHeader): number {
  return black === 0 || black === 2 ** precision - 1 ? 0 : 2 ** (precision - 4);
}

/** Zero is white in MONOCHROME1; chroma is none in the middle. */
function blackOf(photometricInterpretation: string, { components, precision }: FrameHeader, info: FrameInfo) {
  const most = 2 ** Math.min(precision, info.bitsStored) - 1;
  if (photometricInterpretation === 'MONOCHROME1') return [most];
  const chroma = photometricInterpretation === 'YBR_FULL' ? 2 ** (precision - 1) : 0;
  return components.map((_, index) => (index === 0 ? 0 : chroma));
}

function check(header: FrameHeader, info: FrameInfo): void {
  checkSize('jpeg', info, { ...header, samplesPerPixel: header.components.length });
  if (header.precision > info.bitsAllocated) throw frameMismatch('jpeg', { bits: header.precision });
}

function decode(bytes: Uint8Array, info: FrameInfo, room?: Samples): Frame {
  const stream = readStream(bytes, (header) => check(header, info));
  const { header } = stream;
  return {
    samples: samplesOf(stream, info, room),
    rows: header.rows,
    columns: header.columns,
    samplesPerPixel: header.components.length,
    bitsStored: header.precision,
    signed: info.signed,
    photometricInterpretation: componentColours(bytes, stream.segments, header, info),
    lossy: true,
    coding: { kind: 'jpeg' },
  };
}
