/** RLE Lossless (PS3.5 Annex G): each byte of the samples is a plane, each plane a segment of its own. */
import {
  badFrame,
  bytesOf,
  type Codec,
  type EncodedFrame,
  type Frame,
  type FrameInfo,
  newSamples,
  unsupported,
} from '../codec';
import { packBits, unpackBits } from '../native/bits';
import { packRow, unpackSegment } from './pack-bits';

const HEADER_LENGTH = 64;
const MOST_SEGMENTS = 15;

export const rleCodec: Codec = { decode, encode };

function decode(bytes: Uint8Array, info: FrameInfo): Frame {
  return {
    ...info,
    samples: info.bitsAllocated === 1 ? decodeBits(bytes, info) : decodeBytes(bytes, info),
    lossy: false,
    coding: { kind: 'rle', bitsAllocated: info.bitsAllocated },
  };
}

function decodeBytes(bytes: Uint8Array, info: FrameInfo) {
  const samples = newSamples(info);
  const out = bytesOf(samples);
  const width = samples.BYTES_PER_ELEMENT;
  const stride = width * info.samplesPerPixel;
  const segments = segmentsOf(bytes, stride);
  segments.forEach((segment, index) => {
    // Segments go from the most significant byte down; in memory the least significant comes first.
    const sample = Math.trunc(index / width);
    const first = sample * width + (width - 1 - (index % width));
    unpackSegment(segment, out, first, stride);
  });
  return samples;
}

function decodeBits(bytes: Uint8Array, info: FrameInfo): Uint8Array {
  const length = info.rows * info.columns * info.samplesPerPixel;
  const packed = new Uint8Array(Math.ceil(length / 8));
  unpackSegment(segmentsOf(bytes, 1)[0], packed, 0, 1);
  return unpackBits(packed, length);
}

function segmentsOf(bytes: Uint8Array, expected: number): readonly Uint8Array[] {
  if (bytes.length < HEADER_LENGTH) throw badFrame('rle', bytes.length);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_LENGTH);
  const count = header.getUint32(0, true);
  if (count !== expected || count > MOST_SEGMENTS) throw badFrame('rle', 0);
  const starts = Array.from({ length: count }, (_, index) => header.getUint32(4 * (index + 1), true));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? bytes.length;
    if (start < HEADER_LENGTH || start > end || end > bytes.length) throw badFrame('rle', 4 * (index + 1));
    return bytes.subarray(start, end);
  });
}

function encode(frame: Frame): EncodedFrame {
  const { coding, samples, samplesPerPixel, photometricInterpretation } = frame;
  if (coding.kind !== 'rle') throw unsupported('coding');
  if (samplesPerPixel * samples.BYTES_PER_ELEMENT > MOST_SEGMENTS) throw unsupported('rle-segments');
  const bytes =
    coding.bitsAllocated === 1
      ? encodePlanes([packBits(samples)], Math.ceil(samples.length / 8))
      : encodePlanes(planesOf(frame), frame.columns);
  return { bytes, photometricInterpretation };
}

function planesOf({ samples, samplesPerPixel }: Frame): readonly Uint8Array[] {
  const bytes = bytesOf(samples);
  const width = samples.BYTES_PER_ELEMENT;
  const stride = width * samplesPerPixel;
  return Array.from({ length: stride }, (_, index) => {
    const first = Math.trunc(index / width) * width + (width - 1 - (index % width));
    const plane = new Uint8Array(bytes.length / stride);
    for (let at = 0, from = first; at < plane.length; at++, from += stride) plane[at] = bytes[from];
    return plane;
  });
}

/** Rows are coded one by one: no run goes on into the next (PS3.5 G.3.1). */
function encodePlanes(planes: readonly Uint8Array[], rowLength: number): Uint8Array {
  const rows = planes.reduce((sum, plane) => sum + Math.ceil(plane.length / rowLength), 0);
  const longestRow = rowLength + Math.ceil(rowLength / 128);
  const out = new Uint8Array(HEADER_LENGTH + rows * longestRow + planes.length);
  const header = new DataView(out.buffer);
  header.setUint32(0, planes.length, true);
  let at = HEADER_LENGTH;
  planes.forEach((plane, index) => {
    header.setUint32(4 * (index + 1), at, true);
    for (let row = 0; row < plane.length; row += rowLength) {
      at = packRow(plane, row, Math.min(row + rowLength, plane.length), out, at);
    }
    at += at & 1;
  });
  return out.slice(0, at);
}
