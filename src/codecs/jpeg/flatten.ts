/** Masks in the coefficient domain: blocks under a rectangle become flat. */
import { BLOCK, type Component, type FrameHeader } from './frame-header';
import type { JpegStream } from './stream';

/** Pixels; may reach past the image. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Blocks of a component, `right` and `bottom` exclusive. */
interface BlockRange {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Makes every block flat that a rectangle touches.
 * @param fill sample value by component
 * @returns by component, then by block: 1 for those that were made flat
 */
export function flatten(
  { header, coefficients, quantizers }: JpegStream,
  rectangles: readonly Rectangle[],
  fill: readonly number[],
): readonly Uint8Array[] {
  return header.components.map((component, index) => {
    const flat = new Uint8Array(component.stride * component.paddedDown);
    const dc = flatDc(fill[index], header.precision, quantizers[index][0]);
    for (const rectangle of rectangles) {
      const { left, right, top, bottom } = blocksUnder(rectangle, header, component);
      for (let row = top; row < bottom; row++) {
        flat.fill(1, row * component.stride + left, row * component.stride + right);
      }
    }
    for (let block = flat.indexOf(1); block >= 0; block = flat.indexOf(1, block + 1)) {
      coefficients[index].fill(0, block * BLOCK, (block + 1) * BLOCK);
      coefficients[index][block * BLOCK] = dc;
    }
    return flat;
  });
}

/**
 * The quantized DC coefficient of a block whose samples all decode to `value`: an eighth of it is their
 * distance from the middle (T.81 A.3.3). The least and the greatest value come out exactly, as decoders
 * clamp what goes past them; others as near as the quantizer allows.
 */
export function flatDc(value: number, precision: number, quantizer: number): number {
  const middle = 1 << (precision - 1);
  const dc = (8 * (value - middle)) / quantizer;
  if (value <= 0) return Math.floor(dc);
  if (value >= 2 * middle - 1) return Math.ceil(dc);
  return Math.round(dc);
}

/**
 * The blocks that a rectangle's pixels are made from. Decoders that smooth subsampled components mix in
 * the next sample, so for those the rectangle reaches half a sample further. Blocks that only fill up
 * MCUs repeat the last column or row: they go with it.
 */
function blocksUnder(rectangle: Rectangle, header: FrameHeader, component: Component): BlockRange {
  const across = blocksAlong(
    rectangle.x,
    rectangle.width,
    header.columns,
    header.hMost / component.h,
    component.blocksAcross,
    component.stride,
  );
  const down = blocksAlong(
    rectangle.y,
    rectangle.height,
    header.rows,
    header.vMost / component.v,
    component.blocksDown,
    component.paddedDown,
  );
  return { left: across.first, right: across.end, top: down.first, bottom: down.end };
}

function blocksAlong(
  position: number,
  length: number,
  size: number,
  pixelsPerSample: number,
  blocks: number,
  padded: number,
): { readonly first: number; readonly end: number } {
  const start = Math.max(0, position);
  const stop = Math.min(size, position + length);
  if (stop <= start) return { first: 0, end: 0 };
  const reach = pixelsPerSample > 1 ? pixelsPerSample / 2 : 0;
  const pixelsPerBlock = 8 * pixelsPerSample;
  const first = Math.max(0, Math.floor((start - reach) / pixelsPerBlock));
  const end = Math.min(blocks, Math.ceil((stop + reach) / pixelsPerBlock));
  return { first, end: end === blocks ? padded : end };
}
