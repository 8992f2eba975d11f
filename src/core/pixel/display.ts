/** What turns stored values into what is shown (PS3.3 C.11, PS3.4 N.2): read from the file, for each frame. */
import type { DataSet } from '../dicom/data-set';
import type { Tag } from '../dicom/tag';
import { Attributes } from './attributes';
import { isColor, type PaddingRange, type PixelDescription, storedRange } from './description';
import { type Lut, readLut } from './lut';
import { type Palette, readPalette } from './palette';
import { type VoiWindow, voiWindows } from './voi-window';

const MODALITY: Tag = 0x00080060;
const PIXEL_INTENSITY_RELATIONSHIP: Tag = 0x00281040;
const RESCALE_INTERCEPT: Tag = 0x00281052;
const RESCALE_SLOPE: Tag = 0x00281053;
const MODALITY_LUT_SEQUENCE: Tag = 0x00283000;
const LUT_EXPLANATION: Tag = 0x00283003;
const VOI_LUT_SEQUENCE: Tag = 0x00283010;
const FRAME_VOI_LUT_SEQUENCE: Tag = 0x00289132;
const PIXEL_VALUE_TRANSFORMATION_SEQUENCE: Tag = 0x00289145;
const PRESENTATION_LUT_SHAPE: Tag = 0x20500020;
const SHARED_FUNCTIONAL_GROUPS_SEQUENCE: Tag = 0x52009229;
const PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE: Tag = 0x52009230;

/** From stored values to those of the modality, such as Hounsfield units. */
export type ModalityTransform =
  | { readonly kind: 'linear'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'lut'; readonly lut: Lut };

export interface VoiLut {
  readonly kind: 'lut';
  readonly lut: Lut;
  readonly explanation: string;
}

/** How one frame is shown. */
export interface FrameDisplay {
  readonly modality: ModalityTransform;
  /** The choices of the file, in its order. */
  readonly windows: readonly VoiWindow[];
  readonly luts: readonly VoiLut[];
  /** Low values are bright. */
  readonly inverse: boolean;
  readonly palette?: Palette;
  readonly padding?: PaddingRange;
}

/** The display of all frames; `of` is cheap and takes the number of a frame, from 0. */
export interface Display {
  of(frame: number): FrameDisplay;
}

const IDENTITY: ModalityTransform = { kind: 'linear', slope: 1, intercept: 0 };

/** Reads how an image is shown, with all lookup tables: they may lie in bytes that were not read yet. */
export async function readDisplay(dataSet: DataSet, description: PixelDescription): Promise<Display> {
  const root = new Attributes(dataSet, description.item);
  const shared = root.items(SHARED_FUNCTIONAL_GROUPS_SEQUENCE)[0];
  const perFrame = root.items(PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
  const isMonochrome = !isColor(description.photometric) && description.photometric !== 'PALETTE COLOR';
  const modalityLut = isMonochrome && usesModalityLut(root) ? await readModalityLut(root, description) : undefined;
  const palette =
    description.photometric === 'PALETTE COLOR' ? await readPalette(root, description.isSigned) : undefined;
  const luts = isMonochrome ? await readVoiLuts(root, [root, shared, ...perFrame], description) : new Map();
  const inverse = isInverse(root, description);

  return {
    of(frame: number): FrameDisplay {
      const groups = [perFrame[frame], shared].filter((group) => group !== undefined);
      const voi = [...groups.flatMap((group) => group.items(FRAME_VOI_LUT_SEQUENCE)), root];
      const withLut = voi.find((item) => luts.has(item.item));
      return {
        modality: isMonochrome ? (modalityLut ?? rescale(groups, root)) : IDENTITY,
        windows: isMonochrome ? (voi.map(voiWindows).find((windows) => windows.length > 0) ?? []) : [],
        luts: withLut ? (luts.get(withLut.item) ?? []) : [],
        inverse,
        ...(palette && { palette }),
        ...(description.padding && { padding: description.padding }),
      };
    },
  };
}

/** The greatest and the least value that a modality transform can give. */
export function modalityRange(modality: ModalityTransform, description: PixelDescription): PaddingRange {
  const stored = storedRange(description);
  if (modality.kind === 'lut') return { least: 0, greatest: 2 ** modality.lut.bits - 1 };
  const ends = [stored.least, stored.greatest].map((value) => value * modality.slope + modality.intercept);
  return { least: Math.min(...ends), greatest: Math.max(...ends) };
}

function rescale(groups: readonly Attributes[], root: Attributes): ModalityTransform {
  for (const item of [...groups.flatMap((group) => group.items(PIXEL_VALUE_TRANSFORMATION_SEQUENCE)), root]) {
    const slope = item.number(RESCALE_SLOPE);
    const intercept = item.number(RESCALE_INTERCEPT);
    if (slope === undefined && intercept === undefined) continue;
    return { kind: 'linear', slope: slope || 1, intercept: intercept ?? 0 };
  }
  return IDENTITY;
}

/** In XA and XRF images the table leads to X-ray intensity, not to what is shown (PS3.3 C.8.7.1.1.2). */
function usesModalityLut(root: Attributes): boolean {
  return !(/^(XA|RF)$/.test(root.text(MODALITY)) && /^(LOG|DISP)$/.test(root.text(PIXEL_INTENSITY_RELATIONSHIP)));
}

async function readModalityLut(
  root: Attributes,
  description: PixelDescription,
): Promise<ModalityTransform | undefined> {
  const [item] = root.items(MODALITY_LUT_SEQUENCE);
  const lut = item && (await readLut(item, description.isSigned));
  return lut && { kind: 'lut', lut };
}

/** VOI LUTs by the row of the item that holds their sequence. */
async function readVoiLuts(
  root: Attributes,
  places: readonly (Attributes | undefined)[],
  description: PixelDescription,
): Promise<Map<number, readonly VoiLut[]>> {
  const luts = new Map<number, readonly VoiLut[]>();
  for (const place of places) {
    const holders = place === root ? [root] : (place?.items(FRAME_VOI_LUT_SEQUENCE) ?? []);
    for (const holder of holders) {
      const found: VoiLut[] = [];
      for (const item of holder.items(VOI_LUT_SEQUENCE)) {
        const lut = await readLut(item, isSignedInput(root, description));
        if (lut) found.push({ kind: 'lut', lut, explanation: item.text(LUT_EXPLANATION) });
      }
      if (found.length > 0) luts.set(holder.item, found);
    }
  }
  return luts;
}

/** VOI LUTs start at values after the modality transform (PS3.3 C.11.2.1.1). */
function isSignedInput(root: Attributes, description: PixelDescription): boolean {
  return modalityRange(rescale([], root), description).least < 0;
}

/** The shape, where it is given, says it; it should agree with the photometric interpretation (PS3.3 C.8.11.3). */
function isInverse(root: Attributes, description: PixelDescription): boolean {
  const shape = root.text(PRESENTATION_LUT_SHAPE);
  if (shape === 'INVERSE') return true;
  return description.photometric === 'MONOCHROME1' && shape !== 'IDENTITY';
}
