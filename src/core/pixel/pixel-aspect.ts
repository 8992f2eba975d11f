import type { Tag } from '../dicom/tag';
import type { Attributes } from './attributes';

const SHARED_FUNCTIONAL_GROUPS_SEQUENCE: Tag = 0x52009229;
const PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE: Tag = 0x52009230;
const PIXEL_MEASURES_SEQUENCE: Tag = 0x00289110;
const PIXEL_SPACING: Tag = 0x00280030;

/** Pixel Aspect Ratio, then the spacings in the order in which they are to be believed (PS3.3 C.7.6.3.1.7). */
const RATIOS: readonly Tag[] = [0x00280034, PIXEL_SPACING, 0x00181164, 0x00182010];

/** Height of a pixel divided by its width; 1 where nothing is said of it. */
export function pixelAspect(attributes: Attributes): number {
  const measures = [SHARED_FUNCTIONAL_GROUPS_SEQUENCE, PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE]
    .map((tag) => attributes.items(tag)[0]?.items(PIXEL_MEASURES_SEQUENCE)[0]?.numbers(PIXEL_SPACING))
    .filter((spacing) => spacing !== undefined);
  for (const [height = 0, width = 0] of [...RATIOS.map((tag) => attributes.numbers(tag)), ...measures]) {
    if (height > 0 && width > 0 && Number.isFinite(height / width)) return height / width;
  }
  return 1;
}
