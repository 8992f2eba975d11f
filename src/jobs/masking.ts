/** Whether and how masks can be burnt into the pixels of a file. */
import { capabilityOf } from '../codecs/registry';
import type { DataSet } from '../core/dicom/data-set';
import type { Tag } from '../core/dicom/tag';
import { DicomError } from '../core/errors';
import { describePixels } from '../core/pixel/describe';
import type { PixelDescription } from '../core/pixel/description';
import type { ImageTraits } from '../settings/masks';
import type { Masking } from './engine-api';

const MODALITY: Tag = 0x00080060;
const MANUFACTURER: Tag = 0x00080070;
const MANUFACTURERS_MODEL_NAME: Tag = 0x00081090;
const ROWS: Tag = 0x00280010;
const COLUMNS: Tag = 0x00280011;

/**
 * How masks are burnt in; undefined where there are no pixels.
 *
 * @throws DicomError if they can't be: `unsupported-compression` with the `reason`, or what is wrong with the image's
 *   description
 */
export function maskingOf(dataSet: DataSet): Masking | undefined {
  const description = describePixels(dataSet);
  return description && maskingOfImage(description);
}

/** @throws DicomError `unsupported-compression` */
export function maskingOfImage({ encapsulated, syntax }: Pick<PixelDescription, 'encapsulated' | 'syntax'>): Masking {
  if (!encapsulated) return 'native';
  const capability = capabilityOf(syntax);
  if (capability.mask) return capability.mask;
  throw new DicomError('unsupported-compression', { tag: '(0002,0010)' }, { reason: capability.refusal });
}

/** False where masks can't be burnt in. */
export function isMaskable(dataSet: DataSet): boolean {
  try {
    maskingOf(dataSet);
    return true;
  } catch (error) {
    if (error instanceof DicomError) return false;
    throw error;
  }
}

export function imageTraits(dataSet: DataSet): ImageTraits {
  const text = (tag: Tag): string => dataSet.text(dataSet.find(tag));
  const number = (tag: Tag): number => dataSet.number(dataSet.find(tag)) ?? 0;
  return {
    modality: text(MODALITY),
    manufacturer: text(MANUFACTURER),
    model: text(MANUFACTURERS_MODEL_NAME),
    rows: number(ROWS),
    columns: number(COLUMNS),
  };
}
