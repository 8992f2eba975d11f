/** Which colours a stream's components are. The data set often tells otherwise. */
import type { FrameInfo } from '../codec';
import type { FrameHeader } from './frame-header';
import type { Segment } from './segments';
import { adobeTransform, hasJfif } from './side-segments';

const RGB_IDS = [0x52, 0x47, 0x42];

/**
 * The Photometric Interpretation of the components as they are coded, subsampling undone: for one
 * component what the data set says, for three `RGB` or `YBR_FULL`. Evidence in the stream counts more
 * than the data set, in the order in which decoders heed it.
 */
export function componentColours(
  bytes: Uint8Array,
  segments: readonly Segment[],
  header: FrameHeader,
  info: FrameInfo,
): string {
  if (header.components.length !== 3) return info.photometricInterpretation;
  const adobe = adobeTransform(bytes, segments);
  if (adobe !== undefined) return adobe === 0 ? 'RGB' : 'YBR_FULL';
  if (header.components.every(({ id }, index) => id === RGB_IDS[index])) return 'RGB';
  const isSubsampled = header.hMost * header.vMost > 1;
  if (isSubsampled || hasJfif(bytes, segments)) return 'YBR_FULL';
  return info.photometricInterpretation === 'RGB' ? 'RGB' : 'YBR_FULL';
}
