/** Masks: rectangles that become black, on all frames or some. */
import { DicomError } from '../errors';
import { isSubsampled, type PixelDescription } from './description';
import { type Band, bandsOf, clip, type Rectangle } from './rectangle';

export interface Mask extends Rectangle {
  /** Frames from 0, ends included; all frames where it is missing. */
  readonly frames?: { readonly first: number; readonly last: number };
}

/**
 * Masks clipped to the image. Where two pixels share their color (native 4:2:2) they grow to whole pairs.
 *
 * @throws DicomError `mask-outside` for a mask of which no pixel lies in the image, or no frame
 */
export function fitMasks(masks: readonly Mask[], description: PixelDescription): Mask[] {
  return masks.map((mask, index) => {
    const clipped = clip(mask, description);
    const first = Math.max(0, mask.frames?.first ?? 0);
    const last = Math.min(description.frames - 1, mask.frames?.last ?? description.frames - 1);
    if (!clipped || !(first <= last)) throw new DicomError('mask-outside', {}, { mask: index + 1 });
    const fitted = isSubsampled(description) ? widenToPairs(clipped) : clipped;
    return mask.frames ? { ...fitted, frames: { first, last } } : fitted;
  });
}

/** What fitted masks cover on a frame; the same frames give the same object. */
export function maskedBands(masks: readonly Mask[]): (frame: number) => readonly Band[] {
  const known = new Map<string, readonly Band[]>();
  return (frame) => {
    const here = masks.filter(({ frames }) => !frames || (frame >= frames.first && frame <= frames.last));
    const key = here.map((mask) => masks.indexOf(mask)).join();
    const bands = known.get(key) ?? bandsOf(here);
    known.set(key, bands);
    return bands;
  };
}

function widenToPairs({ x, y, width, height }: Rectangle): Rectangle {
  const left = x - (x % 2);
  const right = x + width;
  return { x: left, y, width: right + (right % 2) - left, height };
}
