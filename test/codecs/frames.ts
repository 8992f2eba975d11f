/** What the codecs' tests share: frame descriptions, samples, and codecs that read their binaries from disk. */
import { expect } from 'vitest';
import { type Frame, type FrameInfo, newSamples, type Samples } from '../../src/codecs/codec';
import { Codecs } from '../../src/codecs/codecs';
import { DicomError } from '../../src/core/errors';
import { seeded } from '../builders';
import { readBinary } from './read-binary';

export const codecs = new Codecs(readBinary);

export function info(fields: Partial<FrameInfo> = {}): FrameInfo {
  const samplesPerPixel = fields.samplesPerPixel ?? 1;
  return {
    rows: 8,
    columns: 8,
    samplesPerPixel,
    bitsAllocated: 8,
    bitsStored: fields.bitsAllocated ?? 8,
    signed: false,
    planar: false,
    photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB',
    ...fields,
  };
}

/** Samples that use all of Bits Stored: noise, or where `smooth` runs and ramps with some noise. */
export function noise(of: FrameInfo, seed = 1, smooth = false): Samples {
  const random = seeded(seed);
  const samples = newSamples(of);
  const range = 2 ** of.bitsStored;
  const least = of.signed ? -range / 2 : 0;
  for (let index = 0; index < samples.length; index++) {
    const share = smooth ? (Math.floor(index / 7) % 5) / 5 + (random() < 0.1 ? random() / 5 : 0) : random();
    samples[index] = least + Math.floor(share * range);
  }
  return samples;
}

export function frame(of: FrameInfo, coding: Frame['coding'], samples: Samples = noise(of)): Frame {
  return { ...of, samples, lossy: false, coding };
}

/** The code of the `DicomError` that an action throws; other errors fail the test. */
export function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(DicomError);
    return (error as DicomError).code;
  }
}
