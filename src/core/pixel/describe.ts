/** Reads the image pixel description (PS3.3 C.7.6.3) and says what is wrong with it. */
import { type DataSet, FLAG, KIND } from '../dicom/data-set';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, PIXEL_DATA, type Tag } from '../dicom/tag';
import {
  DEFLATED_IMAGE_FRAMES,
  ENCAPSULATED_UNCOMPRESSED_LE,
  GE_IMPLICIT_LE_BIG_ENDIAN_PIXELS,
} from '../dicom/transfer-syntax';
import { VR } from '../dicom/vr';
import { DicomError } from '../errors';
import { CheckedAttributes } from './checked-attributes';
import { describeColors, type PixelSource } from './describe-colors';
import { describeOverlays } from './describe-overlays';
import { isColor, type PixelDescription } from './description';
import { paddingOf } from './padding';
import { pixelAspect } from './pixel-aspect';

const NUMBER_OF_FRAMES: Tag = 0x00280008;
const ROWS: Tag = 0x00280010;
const COLUMNS: Tag = 0x00280011;
const BITS_ALLOCATED: Tag = 0x00280100;
const BITS_STORED: Tag = 0x00280101;
const HIGH_BIT: Tag = 0x00280102;
const PIXEL_REPRESENTATION: Tag = 0x00280103;
const ICON_IMAGE_SEQUENCE: Tag = 0x00880200;

const FORMATS = [
  { tag: PIXEL_DATA, format: 'integer', allowedBits: [1, 8, 16, 32] },
  { tag: FLOAT_PIXEL_DATA, format: 'float', allowedBits: [32] },
  { tag: DOUBLE_FLOAT_PIXEL_DATA, format: 'double', allowedBits: [64] },
] as const;
const UNCOMPRESSED_FRAMES: readonly string[] = [ENCAPSULATED_UNCOMPRESSED_LE, DEFLATED_IMAGE_FRAMES];

/**
 * Describes the pixels of a data set, or of one of its items (an icon); undefined where it has none.
 * What is missing or odd but clear becomes a warning.
 *
 * @throws DicomError `bad-pixel-description` if attributes are missing or contradict each other,
 *   `pixel-data-length` if there is less than they say, `unsupported-pixels` for forms nothing here reads
 */
export function describePixels(dataSet: DataSet, item = -1): PixelDescription | undefined {
  const found = FORMATS.find(({ tag }) => dataSet.find(tag, item) >= 0);
  if (!found) return undefined;
  const { tag, format, allowedBits } = found;
  const row = dataSet.find(tag, item);
  const attributes = new CheckedAttributes(dataSet, item, row);
  const encapsulated = dataSet.kind(row) === KIND.fragments;
  if (encapsulated && !dataSet.syntax.encapsulated) attributes.fail('bad-pixel-description', tag);
  const bitsAllocated = attributes.required(BITS_ALLOCATED);
  if (!allowedBits.some((bits) => bits === bitsAllocated)) {
    attributes.fail('unsupported-pixels', BITS_ALLOCATED, { bits: bitsAllocated });
  }
  const source: PixelSource = {
    encapsulated,
    nativeFrames: !encapsulated || UNCOMPRESSED_FRAMES.includes(dataSet.syntax.uid),
    rows: attributes.required(ROWS),
    columns: attributes.required(COLUMNS),
    frames: frameCount(attributes),
    bitsAllocated,
    start: dataSet.valueStart(row),
    end: dataSet.valueEnd(row),
  };
  const cell = format === 'integer' ? describeCell(attributes, bitsAllocated) : floatCell(bitsAllocated);
  const colors = describeColors(attributes, source);
  const isBigEndian = dataSet.has(row, FLAG.bigEndian);
  const isHalved = source.nativeFrames && colors.photometric.endsWith('_422');
  const description: PixelDescription = {
    row,
    item,
    syntax: dataSet.syntax.uid,
    format,
    bigEndian: isBigEndian || dataSet.syntax.uid === GE_IMPLICIT_LE_BIG_ENDIAN_PIXELS,
    swapsBytes: isBigEndian && dataSet.vrs[row] === VR.OW && bitsAllocated <= 8,
    ...source,
    ...cell,
    ...colors,
    isSigned: cell.isSigned && !isColor(colors.photometric),
    frameBits: source.rows * source.columns * (isHalved ? 2 : colors.samplesPerPixel) * bitsAllocated,
    surplus: 0,
    aspect: pixelAspect(attributes),
    overlays: [],
    warnings: attributes.warnings,
  };
  return withRest(attributes, description, tag);
}

/** What depends on the shape of the image: its length, padding, overlays, and the icon beside it. */
function withRest(attributes: CheckedAttributes, description: PixelDescription, tag: Tag): PixelDescription {
  const surplus = description.encapsulated ? 0 : surplusOf(attributes, description, tag);
  const padding = paddingOf(attributes, description);
  const { overlays, ignored, short } = describeOverlays(attributes, description);
  for (const overlay of short) attributes.warn('pixel-attribute-assumed', overlay);
  for (const overlay of ignored) attributes.warn('pixel-attribute-ignored', overlay);
  const icon = attributes.item < 0 ? describeIcon(attributes) : undefined;
  return { ...description, surplus, overlays, ...(padding && { padding }), ...(icon && { icon }) };
}

function frameCount(attributes: CheckedAttributes): number {
  const frames = attributes.number(NUMBER_OF_FRAMES);
  if (frames !== undefined && Number.isInteger(frames) && frames > 0) return frames;
  if (attributes.row(NUMBER_OF_FRAMES) >= 0) attributes.warn('pixel-attribute-ignored', NUMBER_OF_FRAMES);
  return 1;
}

type Cell = Pick<PixelDescription, 'bitsStored' | 'highBit' | 'isSigned'>;

function describeCell(attributes: CheckedAttributes, bitsAllocated: number): Cell {
  const bitsStored = attributes.assumed(BITS_STORED, bitsAllocated);
  if (bitsStored < 1 || bitsStored > bitsAllocated) {
    attributes.fail('bad-pixel-description', BITS_STORED, { bits: bitsStored });
  }
  let highBit = attributes.assumed(HIGH_BIT, bitsStored - 1);
  if (highBit < bitsStored - 1 || highBit >= bitsAllocated) {
    attributes.warn('pixel-attribute-ignored', HIGH_BIT);
    highBit = bitsStored - 1;
  }
  const representation = attributes.assumed(PIXEL_REPRESENTATION, 0);
  if (representation > 1) attributes.fail('bad-pixel-description', PIXEL_REPRESENTATION);
  return { bitsStored, highBit, isSigned: representation === 1 };
}

function floatCell(bitsAllocated: number): Cell {
  return { bitsStored: bitsAllocated, highBit: bitsAllocated - 1, isSigned: true };
}

/** Bytes beyond the last frame; one that makes the length even is none. */
function surplusOf(
  attributes: CheckedAttributes,
  { frames, frameBits, start, end }: PixelDescription,
  tag: Tag,
): number {
  const expected = Math.ceil((frames * frameBits) / 8);
  const available = end - start;
  if (available < expected) attributes.fail('pixel-data-length', tag, { expected, available });
  if (available <= expected + (expected % 2)) return 0;
  attributes.warn('pixel-data-surplus', tag, { expected, available });
  return available - expected;
}

/** The icon is beside the image: one that can't be understood is left alone. */
function describeIcon(attributes: CheckedAttributes): PixelDescription | undefined {
  const [item] = attributes.items(ICON_IMAGE_SEQUENCE);
  if (!item) return undefined;
  try {
    return describePixels(attributes.dataSet, item.item);
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    attributes.warn('pixel-attribute-ignored', ICON_IMAGE_SEQUENCE);
    return undefined;
  }
}
