/** Overlay planes (PS3.3 C.9.2) as bits over an image, and drawn on it. */
import type { OverlayDescription, PixelDescription } from './description';
import { cells, unpackBits } from './samples';

/** True where the overlay lies over a frame of the image, from 0. */
export function isOver(overlay: OverlayDescription, frame: number): boolean {
  const { frames, firstFrame } = overlay;
  return frames === undefined || (frame >= firstFrame && frame < firstFrame + frames);
}

/**
 * The bits of an overlay over a frame of the image, one a byte, row by row of the overlay.
 *
 * @param bytes - its Overlay Data; for an embedded overlay the native frame, as `nativeRange` says
 * @param bit - of `bytes`, where an embedded overlay's frame begins
 */
export function overlayPlane(
  overlay: OverlayDescription,
  image: PixelDescription,
  bytes: Uint8Array,
  frame: number,
  bit = 0,
): Uint8Array {
  const { rows, columns, source } = overlay;
  const size = rows * columns;
  if (source.kind === 'embedded') return Uint8Array.from(cells(bytes, image, bit), (cell) => (cell >>> source.bit) & 1);
  const own = overlay.frames === undefined ? 0 : frame - overlay.firstFrame;
  return unpackBits(bytes, own * size, size, source.swapsBytes);
}

/** Draws a plane over an image in one color; what lies outside the image is not seen. */
export function drawOverlay(
  plane: Uint8Array,
  overlay: OverlayDescription,
  image: Pick<PixelDescription, 'rows' | 'columns'>,
  rgba: Uint8ClampedArray,
  color: readonly [red: number, green: number, blue: number] = [255, 255, 255],
): void {
  const { rows, columns, top, left } = overlay;
  const firstColumn = Math.max(0, -left);
  const lastColumn = Math.min(columns, image.columns - left);
  for (let y = Math.max(0, -top); y < rows && y + top < image.rows; y++) {
    for (let x = firstColumn; x < lastColumn; x++) {
      if (plane[y * columns + x] === 0) continue;
      const at = ((y + top) * image.columns + x + left) * 4;
      [rgba[at], rgba[at + 1], rgba[at + 2]] = color;
    }
  }
}
