/** Samples of native frames (PS3.5 8.1.1, 8.2; PS3.3 C.7.6.3.1). */
import { isSubsampled, type Photometric, type PixelDescription } from './description';

export type SampleArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** The samples of a frame, row by row, those of a pixel side by side. */
export interface FrameSamples {
  readonly data: SampleArray;
  readonly samplesPerPixel: number;
  /** What the samples mean; decoders that undo a color transformation say RGB. */
  readonly photometric: Photometric;
}

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * The samples of a native frame. Bits that are not stored (overlays in high bits) are masked off, colors are
 * put side by side, shared chrominance is given to both of its pixels. Where nothing has to be
 * changed the result is a view of `bytes`.
 *
 * @param bytes - the frame, as `nativeRange` says
 * @param bit - of `bytes`, where the frame begins, as `nativeRange` says
 */
export function nativeSamples(bytes: Uint8Array, description: PixelDescription, bit = 0): FrameSamples {
  const { samplesPerPixel, photometric } = description;
  let data = storedValues(cells(bytes, description, bit), description);
  if (description.planar) data = interleave(data, samplesPerPixel);
  else if (isSubsampled(description)) data = shareChrominance(data);
  return { data, samplesPerPixel, photometric };
}

/** Cells as they lie in the file, in this machine's byte order. */
export function cells(bytes: Uint8Array, description: PixelDescription, bit = 0): SampleArray {
  const { bitsAllocated, frameBits, swapsBytes, isSigned, format } = description;
  if (bitsAllocated === 1) return unpackBits(bytes, bit, frameBits, swapsBytes);
  const count = frameBits / bitsAllocated;
  if (bitsAllocated === 8) {
    const plain = swapsBytes ? swapPairs(bytes, bit / 8, count) : bytes.subarray(0, count);
    return isSigned ? new Int8Array(plain.buffer, plain.byteOffset, count) : plain;
  }
  const size = bitsAllocated / 8;
  const needsSwap = description.bigEndian === HOST_IS_LITTLE;
  let buffer = bytes.buffer;
  let at = bytes.byteOffset;
  if (needsSwap || at % size !== 0) {
    const copy = bytes.slice(0, count * size);
    if (needsSwap) reverseWords(copy, size);
    buffer = copy.buffer;
    at = 0;
  }
  if (format === 'double') return new Float64Array(buffer, at, count);
  if (format === 'float') return new Float32Array(buffer, at, count);
  if (size === 2) return isSigned ? new Int16Array(buffer, at, count) : new Uint16Array(buffer, at, count);
  return isSigned ? new Int32Array(buffer, at, count) : new Uint32Array(buffer, at, count);
}

/** Bits packed from the lowest of each byte on, one a number. */
export function unpackBits(bytes: Uint8Array, bit: number, count: number, swapsBytes: boolean): Uint8Array {
  const flip = swapsBytes ? 1 : 0;
  const out = new Uint8Array(count);
  for (let i = 0, at = bit; i < count; i++, at++) out[i] = (bytes[(at >> 3) ^ flip] >> (at & 7)) & 1;
  return out;
}

/**
 * The stored values in cells of Bits Allocated: unused bits masked off, the sign extended. Codecs that give back
 * whole cells (RLE) leave this to be done.
 */
export function storedValues(data: SampleArray, description: PixelDescription): SampleArray {
  const { bitsAllocated, bitsStored, highBit, isSigned, format } = description;
  if (format !== 'integer' || bitsStored === bitsAllocated) return data;
  const out = data.slice();
  const shift = highBit + 1 - bitsStored;
  if (isSigned) {
    const left = 31 - highBit;
    const right = 32 - bitsStored;
    for (let i = 0; i < out.length; i++) out[i] = (out[i] << left) >> right;
  } else {
    const mask = 2 ** bitsStored - 1;
    for (let i = 0; i < out.length; i++) out[i] = (out[i] >>> shift) & mask;
  }
  return out;
}

function interleave(planes: SampleArray, samplesPerPixel: number): SampleArray {
  const out = planes.slice();
  const pixels = planes.length / samplesPerPixel;
  for (let color = 0, from = 0; color < samplesPerPixel; color++) {
    for (let i = 0, to = color; i < pixels; i++, to += samplesPerPixel) out[to] = planes[from++];
  }
  return out;
}

/** From Y Y Cb Cr for two pixels to Y Cb Cr for each. */
function shareChrominance(pairs: SampleArray): SampleArray {
  const out = new (pairs.constructor as new (length: number) => SampleArray)((pairs.length / 4) * 6);
  for (let from = 0, to = 0; from < pairs.length; from += 4, to += 6) {
    out[to] = pairs[from];
    out[to + 3] = pairs[from + 1];
    out[to + 1] = out[to + 4] = pairs[from + 2];
    out[to + 2] = out[to + 5] = pairs[from + 3];
  }
  return out;
}

function swapPairs(bytes: Uint8Array, from: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => bytes[(from + i) ^ 1]);
}

function reverseWords(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) {
    for (let low = at, high = at + size - 1; low < high; low++, high--) {
      const byte = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = byte;
    }
  }
}
