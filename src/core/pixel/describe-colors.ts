import type { Tag } from '../dicom/tag';
import type { CheckedAttributes } from './checked-attributes';
import { isColor, PHOTOMETRICS, type Photometric, type PixelDescription } from './description';

const SAMPLES_PER_PIXEL: Tag = 0x00280002;
const PHOTOMETRIC_INTERPRETATION: Tag = 0x00280004;
const PLANAR_CONFIGURATION: Tag = 0x00280006;
const COLUMNS: Tag = 0x00280011;
const BITS_ALLOCATED: Tag = 0x00280100;

/** What is known of pixels before their colors are. */
export type PixelSource = Pick<
  PixelDescription,
  'encapsulated' | 'nativeFrames' | 'rows' | 'columns' | 'frames' | 'bitsAllocated' | 'start' | 'end'
>;

type Colors = Pick<PixelDescription, 'samplesPerPixel' | 'photometric' | 'planar'>;

/** @throws DicomError `bad-pixel-description`, `unsupported-pixels` */
export function describeColors(attributes: CheckedAttributes, source: PixelSource): Colors {
  const stated = attributes.number(SAMPLES_PER_PIXEL);
  const name = attributes.text(PHOTOMETRIC_INTERPRETATION);
  if (name !== '' && !isPhotometric(name)) attributes.fail('unsupported-pixels', PHOTOMETRIC_INTERPRETATION);
  if (name === '') attributes.warn('pixel-attribute-assumed', PHOTOMETRIC_INTERPRETATION);
  const assumed = stated === 3 ? 'RGB' : 'MONOCHROME2';
  const named: Photometric = isPhotometric(name) ? name : assumed;
  const samplesPerPixel = isColor(named) ? 3 : 1;
  if (stated === undefined) attributes.warn('pixel-attribute-assumed', SAMPLES_PER_PIXEL);
  else if (stated !== samplesPerPixel) attributes.fail('bad-pixel-description', SAMPLES_PER_PIXEL, { samples: stated });
  const { bitsAllocated } = source;
  if ((samplesPerPixel > 1 && bitsAllocated === 1) || (named === 'PALETTE COLOR' && bitsAllocated > 16)) {
    attributes.fail('unsupported-pixels', BITS_ALLOCATED, { bits: bitsAllocated });
  }
  const photometric = source.nativeFrames ? nativePhotometric(attributes, named, source) : named;
  const isPlanar = samplesPerPixel > 1 && attributes.assumed(PLANAR_CONFIGURATION, 0) === 1;
  const planar = isPlanar && source.nativeFrames && !photometric.endsWith('_422');
  return { samplesPerPixel, photometric, planar };
}

/**
 * What native samples really are: decoders undo the color transformations that belong to a compression, and
 * their users often forget to say so.
 */
function nativePhotometric(
  attributes: CheckedAttributes,
  photometric: Photometric,
  { encapsulated, rows, columns, frames, bitsAllocated, start, end }: PixelSource,
): Photometric {
  if (photometric === 'YBR_RCT' || photometric === 'YBR_ICT' || photometric === 'XYB') {
    attributes.warn('pixel-attribute-ignored', PHOTOMETRIC_INTERPRETATION);
    return 'RGB';
  }
  if (photometric === 'YBR_PARTIAL_420') attributes.fail('unsupported-pixels', PHOTOMETRIC_INTERPRETATION);
  if (photometric !== 'YBR_FULL_422' && photometric !== 'YBR_PARTIAL_422') return photometric;
  if (!encapsulated && end - start >= (rows * columns * frames * 3 * bitsAllocated) / 8) {
    attributes.warn('pixel-attribute-ignored', PHOTOMETRIC_INTERPRETATION);
    return 'YBR_FULL';
  }
  if (columns % 2 === 1) attributes.fail('bad-pixel-description', COLUMNS, { columns });
  return photometric;
}

function isPhotometric(name: string): name is Photometric {
  return PHOTOMETRICS.some((known) => known === name);
}
