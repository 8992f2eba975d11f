/** Images with names in their headers, native and in fragments, for tests of masks; and what is in them afterwards. */
import {
  concat,
  el,
  file,
  fragments,
  type ImageRecipe,
  imageElements,
  offsetTable,
  type Part,
  rleFrame,
  rleSamples,
  SYNTAX,
  seeded,
} from '../../builders';
import type { Tokens } from '../../oracle/tokenizer';

export const ROWS = 6;
export const COLUMNS = 8;
export const PIXELS = ROWS * COLUMNS;

const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.3.1';

export interface PictureRecipe extends Partial<ImageRecipe> {
  /** Elements of group 0008, behind the names. */
  readonly first?: readonly Part[];
  readonly modality?: string;
}

/** An ultrasound image of 6 × 8 pixels of 8 bits. */
export function picture(recipe: PictureRecipe = {}): Uint8Array {
  const { frames = 1, first = [], modality = 'US' } = recipe;
  const elements = [
    el('0008,0016', 'UI', ULTRASOUND),
    el('0008,0018', 'UI', '1.2.826.0.1.3680043.8.498.12'),
    el('0008,0060', 'CS', modality),
    ...first,
    el('0010,0010', 'PN', 'Zwiebelsdorf^Ottokar'),
    el('0010,0020', 'LO', 'MRN-559-0071'),
    ...imageElements({
      rows: ROWS,
      columns: COLUMNS,
      bitsAllocated: 8,
      vr: 'OB',
      pixels: concat(noise(frames)),
      ...recipe,
    }),
  ];
  return file({ ...recipe, sopClass: ULTRASOUND, elements });
}

/** Frames of noise, no sample of which is 0. */
export function noise(frames: number, seed = 1, samplesPerPixel = 1): Uint8Array[] {
  const random = seeded(seed);
  return Array.from({ length: frames }, () =>
    Uint8Array.from({ length: PIXELS * samplesPerPixel }, () => 1 + Math.floor(random() * 255)),
  );
}

export interface ClipRecipe extends PictureRecipe {
  readonly seed?: number;
  /** Into how many fragments each frame is cut; default: one. */
  readonly cuts?: readonly number[];
  /** The Basic Offset Table is filled; default: yes. */
  readonly table?: boolean;
}

/** The same in RLE, frames cut into fragments. */
export function clip(frames: number, { seed = 1, cuts = [], table = true, ...recipe }: ClipRecipe = {}): Uint8Array {
  const { samplesPerPixel = 1 } = recipe;
  const coded = noise(frames, seed, samplesPerPixel).map((one) => rleFrame(one, COLUMNS, samplesPerPixel));
  const pieces = coded.map((frame, i) => cut(frame, cuts[i] ?? 1));
  const offsets = offsetTable(pieces.flat());
  const bot = pieces.map((_, i) => offsets[pieces.slice(0, i).flat().length]);
  const pixels = fragments(pieces.flat(), table ? { bot } : {});
  return picture({ syntax: SYNTAX.rle, frames, ...recipe, pixels });
}

function cut(frame: Uint8Array, count: number): Uint8Array[] {
  const length = Math.ceil(frame.length / count / 2) * 2;
  return Array.from({ length: count }, (_, i) => frame.subarray(i * length, (i + 1) * length));
}

/** Values of the items of Pixel Data, the offset table first. */
export function itemsOf({ dataSet }: Tokens): Uint8Array[] {
  return dataSet.filter(({ kind }) => kind === 'fragment').map(({ value }) => value);
}

/** The samples of RLE frames of one fragment each. */
export function samplesOf(tokens: Tokens, samplesPerPixel = 1): number[][] {
  return itemsOf(tokens)
    .slice(1)
    .map((frame) => rleSamples(frame, PIXELS, samplesPerPixel, 1));
}
