/** Room for quantized coefficients. */
import { unsupported } from '../codec';
import { BLOCK, type FrameHeader } from './frame-header';

/** Coefficients are 16 bits wide: 2 GB of them is the most an array may have. */
const MOST_COEFFICIENTS = 1 << 30;
/** Of 16-bit coefficients: 16 MB, a frame of 2,000 x 1,300 pixels in color. */
const MOST_KEPT = 2 ** 23;

/** Kept for the next frame: those of a clip are alike, and new memory costs more than to clear it. */
let kept = new Int16Array(0);

/**
 * Zeros for the coefficients of each component, block by block, in zigzag order. They are good until the next call.
 * @throws DicomError `unsupported-compression` if there are more than an array can hold
 */
export function coefficientMemory(header: FrameHeader): readonly Int16Array[] {
  const sizes = header.components.map(({ stride, paddedDown }) => stride * paddedDown * BLOCK);
  if (sizes.some((size) => size > MOST_COEFFICIENTS)) throw unsupported('too-large');
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MOST_KEPT) return sizes.map((size) => new Int16Array(size));
  if (total <= kept.length) kept.fill(0, 0, total);
  else kept = new Int16Array(total);
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return kept.subarray(end - size, end);
  });
}
