/** Frames in fragments without compression (PS3.5 A.4.11), and the same deflated one by one (PS3.5 A.4.13). */
import { deflateSync, Inflate } from 'fflate';
import {
  badFrame,
  bytesOf,
  type Codec,
  type Frame,
  type FrameInfo,
  newSamples,
  type Samples,
  unsupported,
} from '../codec';
import { packBits, unpackBits } from './bits';

export const nativeCodec: Codec = {
  decode: (bytes, info) => frameOf('native', samplesFrom(bytes, info), info),
  encode: (frame) => ({
    bytes: nativeBytes(frame),
    photometricInterpretation: frame.photometricInterpretation,
  }),
};

export const deflatedCodec: Codec = {
  decode: (bytes, info) => frameOf('deflated', samplesFrom(inflate(bytes, nativeLength(info)), info), info),
  encode: (frame) => ({
    bytes: deflateSync(nativeBytes(frame)),
    photometricInterpretation: frame.photometricInterpretation,
  }),
};

function nativeLength(info: FrameInfo): number {
  return Math.ceil((info.rows * info.columns * info.samplesPerPixel * info.bitsAllocated) / 8);
}

function frameOf(kind: 'native' | 'deflated', samples: Samples, info: FrameInfo): Frame {
  return { ...info, samples, lossy: false, coding: { kind, bitsAllocated: info.bitsAllocated, planar: info.planar } };
}

function samplesFrom(bytes: Uint8Array, info: FrameInfo): Samples {
  // Chroma at half width: pixels do not all have samplesPerPixel samples (PS3.3 C.7.6.3.1.2).
  if (/_42[02]/.test(info.photometricInterpretation)) throw unsupported('chroma-subsampling');
  if (bytes.length < nativeLength(info)) throw badFrame('native', bytes.length);
  if (info.bitsAllocated === 1) return unpackBits(bytes, info.rows * info.columns * info.samplesPerPixel);
  const samples = newSamples(info);
  bytesOf(samples).set(bytes.subarray(0, samples.byteLength));
  return info.planar ? interleave(samples, info.samplesPerPixel) : samples;
}

function nativeBytes(frame: Frame): Uint8Array {
  const { coding, samples, samplesPerPixel } = frame;
  if (coding.kind !== 'native' && coding.kind !== 'deflated') throw unsupported('coding');
  if (coding.bitsAllocated === 1) return packBits(samples);
  return bytesOf(coding.planar ? separate(samples, samplesPerPixel) : samples);
}

/** From one plane after the other to the samples of a pixel together. */
function interleave(planes: Samples, planeCount: number): Samples {
  const pixels = planes.length / planeCount;
  const out = planes.slice();
  for (let plane = 0; plane < planeCount; plane++) {
    for (let pixel = 0; pixel < pixels; pixel++) out[pixel * planeCount + plane] = planes[plane * pixels + pixel];
  }
  return out;
}

/** The reverse of `interleave`. */
function separate(samples: Samples, planeCount: number): Samples {
  const pixels = samples.length / planeCount;
  const out = samples.slice();
  for (let plane = 0; plane < planeCount; plane++) {
    for (let pixel = 0; pixel < pixels; pixel++) out[plane * pixels + pixel] = samples[pixel * planeCount + plane];
  }
  return out;
}

/** Inflates `length` bytes and no more, whatever the stream claims to hold. */
function inflate(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let filled = 0;
  const inflater = new Inflate((chunk) => {
    out.set(chunk.subarray(0, length - filled), filled);
    filled = Math.min(length, filled + chunk.length);
  });
  const step = 1 << 16;
  try {
    for (let from = 0; from < bytes.length && filled < length; from += step) {
      inflater.push(bytes.subarray(from, from + step), from + step >= bytes.length);
    }
  } catch {
    throw badFrame('deflated', filled);
  }
  if (filled < length) throw badFrame('deflated', filled);
  return out;
}
