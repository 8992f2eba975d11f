import type { DataSet } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { Attributes } from './attributes';
import { clip, type Rectangle, type Size } from './rectangle';

const SEQUENCE_OF_ULTRASOUND_REGIONS: Tag = 0x00186011;
const MIN_X0: Tag = 0x00186018;
const MIN_Y0: Tag = 0x0018601a;
const MAX_X1: Tag = 0x0018601c;
const MAX_Y1: Tag = 0x0018601e;

/**
 * Where the device says that the echo images and curves are (PS3.3 C.8.5.5), each region once, clipped to the
 * image. What lies outside of them is text and controls: the start of an inverse mask.
 */
export function ultrasoundRegions(dataSet: DataSet, image: Size): Rectangle[] {
  const regions = new Map<string, Rectangle>();
  for (const item of new Attributes(dataSet).items(SEQUENCE_OF_ULTRASOUND_REGIONS)) {
    const [left, top, right, bottom] = [MIN_X0, MIN_Y0, MAX_X1, MAX_Y1].map((tag) => item.number(tag) ?? Number.NaN);
    // Both ends belong to the region.
    const region = clip({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, image);
    if (region) regions.set(Object.values(region).join(), region);
  }
  return [...regions.values()];
}
