import type { Rectangle } from '../core/pixel/rectangle';
import type { Frame } from './codec';
import { Digest } from './digest';
import { besideRectangles } from './spans';

/** What verification wants to know of a frame. */
export interface SeenFrame {
  /** Of all that lies beside the rectangles: equal for the original and for what was made of it. */
  readonly witness: string;
  /** True if all is black under the rectangles. */
  readonly isBlack: boolean;
}

/** A fingerprint of the samples beside rectangles, and of how they are coded. */
export function witnessOf(
  { samples, rows, columns, samplesPerPixel, bitsStored }: Frame,
  rectangles: readonly Rectangle[],
) {
  const digest = new Digest();
  digest.add([rows, columns, samplesPerPixel, bitsStored], 0, 4);
  for (let row = 0; row < rows; row++) {
    besideRectangles(row, columns, rectangles, (from, to) => {
      const start = row * columns;
      digest.add(samples, (start + from) * samplesPerPixel, (start + to) * samplesPerPixel);
    });
  }
  return digest.toString();
}

/**
 * Looks at each sample under the rectangles. Only the bits that are coded count.
 *
 * @param black - the samples of a black pixel
 */
export function isBlackUnder(frame: Frame, rectangles: readonly Rectangle[], black: readonly number[]): boolean {
  const { samples, columns, samplesPerPixel, bitsStored, coding } = frame;
  const bits = bitsStored >= 32 ? -1 : 2 ** bitsStored - 1;
  const lost = coding.kind === 'jpeg-lossless' ? coding.pointTransform : 0;
  const isWhole = coding.kind === 'native' || coding.kind === 'deflated' || coding.kind === 'rle';
  const counted = isWhole ? -1 : (bits >> lost) << lost;
  for (const { x, y, width, height } of rectangles) {
    for (let row = y; row < y + height; row++) {
      let at = (row * columns + x) * samplesPerPixel;
      for (let column = 0; column < width; column++) {
        for (let color = 0; color < samplesPerPixel; color++, at++) {
          if (((samples[at] ^ black[color]) & counted) !== 0) return false;
        }
      }
    }
  }
  return true;
}
