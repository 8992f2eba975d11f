import type { PixelDescription } from './description';
import { fitMasks, type Mask, maskedBands } from './mask';
import type { FrameSamples } from './samples';

/**
 * Makes masked pixels black in the samples of a decoded frame, in place.
 *
 * @param frame - its number, from 0
 * @param black - the samples of a black pixel in the colors of `samples`, as `blackPixel` gives them
 * @throws DicomError `mask-outside`
 */
export function maskSamples(
  { data, samplesPerPixel }: FrameSamples,
  description: PixelDescription,
  masks: readonly Mask[],
  frame: number,
  black: readonly number[],
): void {
  const { columns } = description;
  for (const { top, bottom, spans } of maskedBands(fitMasks(masks, description))(frame)) {
    for (let row = top; row < bottom; row++) {
      for (const { left, right } of spans) {
        const from = (row * columns + left) * samplesPerPixel;
        const to = (row * columns + right) * samplesPerPixel;
        if (samplesPerPixel === 1) data.fill(black[0], from, to);
        else for (let at = from; at < to; at++) data[at] = black[(at - from) % samplesPerPixel];
      }
    }
  }
}
