import { blackColor } from '../core/pixel/black';
import type { FrameTask } from '../core/pixel/frame-coder';
import type { Frame } from './codec';

/** The samples of a black pixel, as the samples of a decoded frame mean them. */
export function blackSamples(frame: Frame, { black, shift }: FrameTask): readonly number[] {
  const { samplesPerPixel, photometricInterpretation, bitsStored, coding } = frame;
  if (samplesPerPixel > 1) return blackColor(photometricInterpretation, bitsStored);
  switch (coding.kind) {
    // These code whole cells; what is not stored of them repeats the sign.
    case 'native':
    case 'deflated':
    case 'rle':
      return [coding.bitsAllocated === 1 ? black : black * 2 ** shift];
    case 'jpeg-2000':
    case 'htj2k':
      return [coding.signed ? within(black, -(2 ** (bitsStored - 1)), bitsStored) : unsignedBlack(black, bitsStored)];
    default:
      return [unsignedBlack(black, bitsStored)];
  }
}

/**
 * As streams without a sign hold it: in two's complement, and no more than their bits can hold, which may be fewer
 * than the data set says.
 */
export function unsignedBlack(black: number, bits: number): number {
  return black < 0 ? black & (2 ** bits - 1) : within(black, 0, bits);
}

function within(value: number, least: number, bits: number): number {
  return Math.max(least, Math.min(value, least + 2 ** bits - 1));
}
