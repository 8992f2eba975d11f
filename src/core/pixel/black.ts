/**
 * The stored value that a masked pixel gets: the one that is darkest in every window.
 *
 * A window never makes a lower value brighter than a higher one, so the darkest value is an end of what can be
 * stored: the least of MONOCHROME2, the greatest of MONOCHROME1, the other one where the modality transform
 * falls. Zero would be gray in signed data, and the frame's own minimum would tell something of the frame.
 * Pixel Padding Value is not used: it may lie anywhere in the range, and not every viewer honors it.
 *
 * Floating point has no end that viewers survive. There it is zero, or less where the file's windows or its
 * padding begin below.
 */
import { isColor, type Photometric, type PixelDescription, storedRange } from './description';
import type { FrameDisplay } from './display';
import { modalityFunction } from './gray';
import { lookUp } from './lut';
import type { Palette } from './palette';

/**
 * The samples of a black pixel, one for each color.
 *
 * @param photometric - of the samples, where a decoder gives other colors than the file names
 */
export function blackPixel(
  description: PixelDescription,
  display: FrameDisplay,
  photometric: Photometric = description.photometric,
): readonly number[] {
  if (isColor(photometric)) return blackColor(photometric, description.bitsStored);
  if (photometric === 'PALETTE COLOR' && display.palette) return [darkestIndex(display.palette, description)];
  return [description.format === 'integer' ? darkestStored(description, display) : darkestFloat(display)];
}

/** The samples of a black pixel of three colors, of which `bits` are stored. */
export function blackColor(photometric: string, bits: number): readonly [number, number, number] {
  const neutral = 2 ** (bits - 1);
  if (photometric.startsWith('YBR_FULL')) return [0, neutral, neutral];
  return photometric.startsWith('YBR_PARTIAL') ? [neutral / 8, neutral, neutral] : [0, 0, 0];
}

function darkestStored(description: PixelDescription, display: FrameDisplay): number {
  const { least, greatest } = storedRange(description);
  const transform = modalityFunction(display.modality);
  let [low, high] = [least, greatest];
  if (display.modality.kind === 'lut') {
    const { first, entries } = display.modality.lut;
    const [from, to] = [Math.max(least, first), Math.min(greatest, first + entries.length - 1)];
    for (let stored = from; stored <= to; stored++) {
      if (transform(stored) < transform(low)) low = stored;
      if (transform(stored) > transform(high)) high = stored;
    }
  } else if (display.modality.slope < 0) [low, high] = [greatest, least];
  return display.inverse !== isFalling(display) ? high : low;
}

/** The file is shown through a LUT alone, and high values are dark in it. */
function isFalling({ windows, luts }: FrameDisplay): boolean {
  const [lut] = luts;
  if (windows.length > 0 || !lut) return false;
  const { first, entries } = lut.lut;
  return lookUp(lut.lut, first) > lookUp(lut.lut, first + entries.length - 1);
}

/** The least bright entry that a stored value can reach, the first of several. */
function darkestIndex({ first, red, green, blue }: Palette, description: PixelDescription): number {
  const { least, greatest } = storedRange(description);
  const from = Math.max(0, least - first);
  const to = Math.min(red.length - 1, greatest - first);
  let darkest = from;
  let luminance = Number.POSITIVE_INFINITY;
  for (let i = from; i <= to; i++) {
    const here = 0.299 * red[i] + 0.587 * green[i] + 0.114 * blue[i];
    if (here < luminance) {
      luminance = here;
      darkest = i;
    }
  }
  return Math.max(least, Math.min(darkest + first, greatest));
}

function darkestFloat({ windows, padding, modality, inverse }: FrameDisplay): number {
  const [slope, intercept] = modality.kind === 'linear' ? [modality.slope, modality.intercept] : [1, 0];
  const isLowDark = inverse === slope < 0;
  const ends = windows.map(({ center, width }) => (center + (inverse ? 0.5 : -0.5) * width - intercept) / slope);
  if (padding) ends.push(isLowDark ? padding.least : padding.greatest);
  return isLowDark ? Math.min(0, ...ends) : Math.max(0, ...ends);
}
