/** Where the samples of masked pixels lie in a native frame, and what they become. */
import { isSubsampled, type PixelDescription } from './description';
import type { Band } from './rectangle';

/** Samples `from` to before `to` of a frame, in the order of the file; `color` only, where colors lie apart. */
export interface SampleRun {
  readonly from: number;
  readonly to: number;
  readonly color: number;
}

/** Ascending runs; rows that are masked from end to end are one. */
export function* sampleRuns(description: PixelDescription, bands: readonly Band[]): Generator<SampleRun> {
  const { rows, columns, samplesPerPixel, planar } = description;
  const planes = planar ? samplesPerPixel : 1;
  const perPixel = isSubsampled(description) ? 2 : samplesPerPixel / planes;
  for (let color = 0; color < planes; color++) {
    const plane = color * rows * columns;
    for (const { top, bottom, spans } of bands) {
      const isWhole = spans[0].left === 0 && spans[0].right === columns;
      const step = isWhole ? bottom - top : 1;
      for (let row = top; row < bottom; row += step) {
        for (const { left, right } of spans) {
          const from = plane + row * columns + left;
          const to = from + (isWhole ? step * columns : right - left);
          yield { from: from * perPixel, to: to * perPixel, color };
        }
      }
    }
  }
}

/**
 * The bytes that runs of a color are filled with, repeated from the start of each run: the whole cell, so that
 * overlays in its unused bits go too.
 *
 * @param black - as `blackPixel` gives it
 */
export function fillUnit(description: PixelDescription, black: readonly number[], color: number): Uint8Array {
  const { bitsAllocated, planar } = description;
  if (bitsAllocated === 1) return Uint8Array.of(black[0] === 0 ? 0 : 0xff);
  let samples = planar ? [black[color]] : black;
  if (isSubsampled(description)) samples = [black[0], black[0], black[1], black[2]];
  const size = bitsAllocated / 8;
  const unit = new Uint8Array(samples.length * size);
  for (const [i, sample] of samples.entries()) writeCell(unit, i * size, sample, description);
  return unit;
}

/**
 * Unused high bits repeat the sign, as readers that take the cell for the sample expect, unless they hold
 * overlays.
 */
function writeCell(into: Uint8Array, at: number, sample: number, description: PixelDescription): void {
  const { bitsAllocated, bitsStored, highBit, bigEndian, format, overlays } = description;
  const view = new DataView(into.buffer);
  const hasOverlay = overlays.some(({ source }) => source.kind === 'embedded');
  const stored = hasOverlay && bitsStored < 32 ? sample & (2 ** bitsStored - 1) : sample;
  const cell = stored * 2 ** (highBit + 1 - bitsStored);
  if (format === 'float') view.setFloat32(at, sample, !bigEndian);
  else if (format === 'double') view.setFloat64(at, sample, !bigEndian);
  else if (bitsAllocated === 8) view.setInt8(at, cell);
  else if (bitsAllocated === 16) view.setInt16(at, cell, !bigEndian);
  else view.setInt32(at, cell, !bigEndian);
}
