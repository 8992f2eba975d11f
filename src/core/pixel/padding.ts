import type { Tag } from '../dicom/tag';
import type { Attributes } from './attributes';
import { isColor, type PaddingRange, type PixelDescription } from './description';

/** Pixel Padding Value and Range Limit, by the format of the pixels. */
const PADDING: Readonly<Record<PixelDescription['format'], readonly [Tag, Tag]>> = {
  integer: [0x00280120, 0x00280121],
  float: [0x00280122, 0x00280124],
  double: [0x00280123, 0x00280125],
};

/** The stored values that pad an image which is smaller than its rows and columns; undefined for color. */
export function paddingOf(
  attributes: Attributes,
  { format, isSigned, photometric }: Pick<PixelDescription, 'format' | 'isSigned' | 'photometric'>,
): PaddingRange | undefined {
  if (isColor(photometric)) return undefined;
  const [valueTag, limitTag] = PADDING[format];
  const [value] = attributes.numbers(valueTag, isSigned);
  if (value === undefined || Number.isNaN(value)) return undefined;
  const [limit = value] = attributes.numbers(limitTag, isSigned);
  return { least: Math.min(value, limit), greatest: Math.max(value, limit) };
}
