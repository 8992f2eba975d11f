import { type PaddingRange, type PixelDescription, storedRange } from './description';
import type { FrameDisplay, ModalityTransform } from './display';
import { modalityFunction } from './gray';
import type { SampleArray } from './samples';
import type { VoiWindow } from './voi-window';

/**
 * The window from the least to the greatest value of a frame. Padding does not count, nor does `fill`, the
 * value of masked pixels, where it lies farther from all others than they lie from each other. A frame of one
 * value is seen against all that could be stored.
 */
export function extentWindow(
  data: SampleArray,
  display: FrameDisplay,
  description: PixelDescription,
  fill?: number,
): VoiWindow {
  let stored = storedExtent(data, display.padding, fill);
  if (!stored && description.format === 'integer') stored = storedRange(description);
  const { least, greatest } = modalityExtent(display.modality, stored ?? { least: data[0], greatest: data[0] });
  const width = greatest - least || 1;
  return { kind: 'window', center: least + width / 2, width, shape: 'LINEAR_EXACT', explanation: '' };
}

/** Ends of the stored values that count; undefined if they are not at least two. */
function storedExtent(
  data: SampleArray,
  padding: PaddingRange | undefined,
  fill = Number.NaN,
): PaddingRange | undefined {
  const padFrom = padding?.least ?? Number.NaN;
  const padTo = padding?.greatest ?? Number.NaN;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let hasFill = false;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value >= least && value <= greatest) continue;
    if (value === fill) hasFill = true;
    else if (!(value >= padFrom && value <= padTo) && Number.isFinite(value)) {
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  if (hasFill) {
    const gap = Math.max(least - fill, fill - greatest);
    if (gap <= greatest - least || least === greatest) {
      least = Math.min(least, fill);
      greatest = Math.max(greatest, fill);
    }
  }
  return least < greatest ? { least, greatest } : undefined;
}

function modalityExtent(modality: ModalityTransform, { least, greatest }: PaddingRange): PaddingRange {
  const transform = modalityFunction(modality);
  if (modality.kind === 'linear') {
    const ends = [transform(least), transform(greatest)];
    return { least: Math.min(...ends), greatest: Math.max(...ends) };
  }
  const { first, entries } = modality.lut;
  let low = Math.min(transform(least), transform(greatest));
  let high = Math.max(transform(least), transform(greatest));
  for (let i = Math.max(0, least - first); i < entries.length && i + first <= greatest; i++) {
    if (entries[i] < low) low = entries[i];
    if (entries[i] > high) high = entries[i];
  }
  return { least: low, greatest: high };
}
