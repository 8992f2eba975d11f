/** Whole Part 10 files (PS3.10 7.1) from recipes of elements. */
import { deflateRawSync } from 'node:zlib';
import { concat, latin1, uint32, zeros } from './bytes';
import { BIG_ENDIAN, type Encoding, EXPLICIT, el, IMPLICIT, type Part } from './elements';

export const SYNTAX = {
  implicit: '1.2.840.10008.1.2',
  explicit: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  bigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegLossless: '1.2.840.10008.1.2.4.70',
  jpegLs: '1.2.840.10008.1.2.4.80',
  jpeg2000: '1.2.840.10008.1.2.4.90',
  rle: '1.2.840.10008.1.2.5',
} as const;

export const UNCOMPRESSED = [SYNTAX.implicit, SYNTAX.explicit, SYNTAX.bigEndian, SYNTAX.deflated] as const;

export const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

export interface FileRecipe {
  /** Transfer Syntax UID that the file meta information names. Default: Explicit VR Little Endian. */
  readonly syntax?: string;
  /** Transfer syntax in which the data set is really written. Default: `syntax`. */
  readonly writtenAs?: string;
  /** 128 bytes before `DICM`; `none`: neither preamble nor `DICM`. Default: zeros. */
  readonly preamble?: Uint8Array | 'none';
  /** Elements of group 0002 instead of the usual ones; `none`: no file meta information. */
  readonly meta?: readonly Part[] | 'none';
  /** Added after the usual elements of group 0002. */
  readonly moreMeta?: readonly Part[];
  /** Written in (0002,0000); `none`: the element is missing. Default: the right number. */
  readonly metaGroupLength?: number | 'none';
  readonly sopClass?: string;
  readonly sopInstance?: string;
  readonly elements?: readonly Part[];
  /** Bytes after the data set. */
  readonly trailing?: Uint8Array;
}

export function encodingOf(syntax: string): Encoding {
  if (syntax === SYNTAX.implicit) return IMPLICIT;
  return syntax === SYNTAX.bigEndian ? BIG_ENDIAN : EXPLICIT;
}

function metaElements(recipe: FileRecipe, syntax: string): readonly Part[] {
  if (recipe.meta === 'none') return [];
  return (
    recipe.meta ?? [
      el('0002,0001', 'OB', Uint8Array.of(0, 1)),
      el('0002,0002', 'UI', recipe.sopClass ?? CT_IMAGE),
      el('0002,0003', 'UI', recipe.sopInstance ?? '1.2.826.0.1.3680043.8.498.1'),
      el('0002,0010', 'UI', syntax),
      el('0002,0012', 'UI', '1.2.826.0.1.3680043.8.498.999'),
      el('0002,0013', 'SH', 'BUILDER_1'),
      ...(recipe.moreMeta ?? []),
    ]
  );
}

/** The data set alone, encoded (and deflated) as `syntax` asks. */
export function dataSet(syntax: string, elements: readonly Part[]): Uint8Array {
  const encoding = encodingOf(syntax);
  const plain = concat(elements.map((element) => element(encoding)));
  if (syntax !== SYNTAX.deflated) return plain;
  const deflated = new Uint8Array(deflateRawSync(plain));
  return deflated.length % 2 === 0 ? deflated : concat([deflated, zeros(1)]);
}

/** The bytes of a file. Without options: a valid one with an empty data set. */
export function file(recipe: FileRecipe = {}): Uint8Array {
  const syntax = recipe.syntax ?? SYNTAX.explicit;
  const meta = concat(metaElements(recipe, syntax).map((element) => element(EXPLICIT)));
  const groupLength =
    recipe.meta === 'none' || recipe.metaGroupLength === 'none'
      ? zeros(0)
      : el('0002,0000', 'UL', uint32(recipe.metaGroupLength ?? meta.length, true))(EXPLICIT);
  return concat([
    recipe.preamble === 'none' ? zeros(0) : concat([recipe.preamble ?? zeros(128), latin1('DICM')]),
    groupLength,
    meta,
    dataSet(recipe.writtenAs ?? syntax, recipe.elements ?? []),
    recipe.trailing ?? zeros(0),
  ]);
}
