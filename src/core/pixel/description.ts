import type { Tag } from '../dicom/tag';
import type { Warning } from '../errors';

/** Photometric interpretations (PS3.3 C.7.6.3.1.2) that can be shown and masked. */
export const PHOTOMETRICS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_422',
  'YBR_PARTIAL_420',
  'YBR_RCT',
  'YBR_ICT',
  'XYB',
] as const;
export type Photometric = (typeof PHOTOMETRICS)[number];

/** The image pixel description (PS3.3 C.7.6.3) of a data set or of an item with pixels, checked. */
export interface PixelDescription {
  /** Row of Pixel Data, Float Pixel Data or Double Float Pixel Data. */
  readonly row: number;
  /** Row of the item that holds it, -1 for the data set itself. */
  readonly item: number;
  /** The value: absolute bytes in the data set's source, without delimiter. */
  readonly start: number;
  readonly end: number;
  readonly encapsulated: boolean;
  /** Frames have native form, at once or when they are taken out of their fragments and inflated. */
  readonly nativeFrames: boolean;
  /** UID of the transfer syntax. */
  readonly syntax: string;
  readonly format: 'integer' | 'float' | 'double';
  /** Byte order of native samples of more than 8 bits. */
  readonly bigEndian: boolean;
  /** Native samples of up to 8 bits lie in big endian 16-bit words: the low byte, which comes first, is the second. */
  readonly swapsBytes: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  readonly photometric: Photometric;
  /** The samples of native frames lie color by color (Planar Configuration 1), not pixel by pixel. */
  readonly planar: boolean;
  /** Bits of a frame in native form; frames follow each other without a gap. */
  readonly frameBits: number;
  /** Bytes of native Pixel Data after the last frame and its padding to even length. */
  readonly surplus: number;
  /** Height of a pixel divided by its width. */
  readonly aspect: number;
  readonly padding?: PaddingRange;
  readonly overlays: readonly OverlayDescription[];
  readonly icon?: PixelDescription;
  readonly warnings: readonly Warning[];
}

/** Stored values that stand for "no pixel here" (PS3.3 C.7.5.1.1.2), ends included. */
export interface PaddingRange {
  readonly least: number;
  readonly greatest: number;
}

/** An overlay plane (PS3.3 C.9.2): one bit a pixel, in an element of its own or in unused bits of Pixel Data. */
export interface OverlayDescription {
  /** Of its Overlay Data (60xx,3000). */
  readonly tag: Tag;
  readonly rows: number;
  readonly columns: number;
  /** Of its first pixel in the image, from 0; may be negative. */
  readonly top: number;
  readonly left: number;
  /** Frames of the overlay; undefined: its only one lies over every frame of the image. */
  readonly frames?: number;
  /** The frame of the image, from 0, that the overlay's first frame lies over. */
  readonly firstFrame: number;
  readonly source:
    | {
        readonly kind: 'element';
        readonly row: number;
        readonly start: number;
        readonly end: number;
        readonly swapsBytes: boolean;
      }
    /** One bit of each cell of native Pixel Data; such an overlay covers the image. */
    | { readonly kind: 'embedded'; readonly bit: number };
}

export function isColor(photometric: Photometric): boolean {
  return photometric !== 'MONOCHROME1' && photometric !== 'MONOCHROME2' && photometric !== 'PALETTE COLOR';
}

/** Two pixels in a row share their chrominance: native samples come as Y Y Cb Cr. */
export function isSubsampled({ photometric, nativeFrames }: PixelDescription): boolean {
  return nativeFrames && (photometric === 'YBR_FULL_422' || photometric === 'YBR_PARTIAL_422');
}

/** The least and the greatest value that the stored bits can hold; for floating point those of the format. */
export function storedRange(of: Pick<PixelDescription, 'format' | 'isSigned' | 'bitsStored'>): PaddingRange {
  if (of.format === 'float') return { least: -LARGEST_FLOAT, greatest: LARGEST_FLOAT };
  if (of.format === 'double') return { least: -Number.MAX_VALUE, greatest: Number.MAX_VALUE };
  const half = 2 ** (of.bitsStored - 1);
  return of.isSigned ? { least: -half, greatest: half - 1 } : { least: 0, greatest: 2 * half - 1 };
}

const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;
