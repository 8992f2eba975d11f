/** Image files: the attributes of PS3.3 C.7.6.3 around pixel data that the recipe brings along. */
import { concat, uint16, uint32 } from './bytes';
import { el, type Part } from './elements';
import { type FileRecipe, file, SYNTAX } from './file';

export interface ImageRecipe extends FileRecipe {
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  readonly samplesPerPixel?: number;
  readonly photometric?: string;
  readonly planar?: 0 | 1;
  readonly bitsAllocated?: number;
  readonly bitsStored?: number;
  readonly highBit?: number;
  readonly signed?: boolean;
  /** Elements besides, before Pixel Data. */
  readonly more?: readonly Part[];
  /** Pixel Data: the value in the file's byte order, or the whole element. */
  readonly pixels: Uint8Array | Part;
  /** Of Pixel Data, where `pixels` is its value. Default: OW. */
  readonly vr?: 'OB' | 'OW';
}

/** The elements of an image, the data set of an icon included. */
export function imageElements(recipe: ImageRecipe): Part[] {
  const { samplesPerPixel = 1, bitsAllocated = 16, pixels } = recipe;
  const bitsStored = recipe.bitsStored ?? bitsAllocated;
  return [
    el('0028,0002', 'US', samplesPerPixel),
    el('0028,0004', 'CS', recipe.photometric ?? (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2')),
    ...(samplesPerPixel > 1 ? [el('0028,0006', 'US', recipe.planar ?? 0)] : []),
    ...(recipe.frames === undefined ? [] : [el('0028,0008', 'IS', String(recipe.frames))]),
    el('0028,0010', 'US', recipe.rows ?? 4),
    el('0028,0011', 'US', recipe.columns ?? 4),
    el('0028,0100', 'US', bitsAllocated),
    el('0028,0101', 'US', bitsStored),
    el('0028,0102', 'US', recipe.highBit ?? bitsStored - 1),
    el('0028,0103', 'US', recipe.signed ? 1 : 0),
    ...(recipe.more ?? []),
    typeof pixels === 'function' ? pixels : el('7fe0,0010', recipe.vr ?? 'OW', pixels),
  ];
}

/** A whole file of one image. */
export function imageFile(recipe: ImageRecipe): Uint8Array {
  return file({ ...recipe, elements: imageElements(recipe) });
}

/** Numbers as cells of 8, 16 or 32 bits; negative ones in two's complement. */
export function cells(values: readonly number[], bitsAllocated: number, syntax: string = SYNTAX.explicit): Uint8Array {
  const little = syntax !== SYNTAX.bigEndian;
  if (bitsAllocated === 8) return Uint8Array.from(values, (value) => value & 0xff);
  const encode = bitsAllocated === 16 ? uint16 : uint32;
  return concat(values.map((value) => encode(value, little)));
}

/** Bits, the first in the lowest bit of the first byte. */
export function packedBits(bits: readonly number[]): Uint8Array {
  const packed = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [i, bit] of bits.entries()) packed[i >> 3] |= bit << (i & 7);
  return packed;
}

/** Bytes as they lie in big endian 16-bit words. */
export function swappedPairs(bytes: Uint8Array): Uint8Array {
  const even = bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]);
  return even.map((_, i) => even[i ^ 1] ?? 0);
}
