/** What is done to the pixels of an image, and to what describes them (PS3.15 E.3.1). */
import type { DataSet } from '../../dicom/data-set';
import { DOUBLE_FLOAT_PIXEL_DATA, FLOAT_PIXEL_DATA, PIXEL_DATA, type Tag } from '../../dicom/tag';
import { DicomError } from '../../errors';
import { describePixels } from '../../pixel/describe';
import type { PixelDescription } from '../../pixel/description';
import { EXTENDED_OFFSET_TABLE } from '../../pixel/fragments/offset-tables';
import {
  ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH,
  EXTENDED_OFFSET_TABLE_LENGTHS,
} from '../../pixel/fragments/rewritten-tables';
import { fitMasks, type Mask, maskedBands } from '../../pixel/mask';
import { overlayFilling } from '../../pixel/mask-overlay';
import { type Decider, type Rule, rule } from '../rules/rule';

/** What somebody decided about the pixels of a file. */
export interface PixelDecision {
  /** Burnt in; none: the pixels stay as they are. */
  readonly masks?: readonly Mask[];
  /** Who wants the masks; default: the user. */
  readonly masksFrom?: Extract<Decider, 'user' | 'custom-preset' | 'administrator'>;
  /** Somebody looked at the image: no text in it identifies anybody. */
  readonly confirmed?: boolean;
  /** The output has no pixels. */
  readonly removed?: boolean;
}

export interface PixelPlan {
  readonly outcome: 'masked' | 'confirmed' | 'removed';
  /** undefined where it is not needed and can't be had. */
  readonly image: PixelDescription | undefined;
  /** Fitted to the image. */
  readonly masks: readonly Mask[];
  /** For the rows that the decision concerns. */
  readonly rules: ReadonlyMap<number, Rule>;
  /** Rows that get values when the output is written: what they will be can't be told before. */
  readonly rewritten: ReadonlySet<number>;
  /** A new Photometric Interpretation. */
  readonly photometric: string | undefined;
}

const PIXELS: readonly Tag[] = [PIXEL_DATA, FLOAT_PIXEL_DATA, DOUBLE_FLOAT_PIXEL_DATA];
const OFFSET_TABLES: readonly Tag[] = [EXTENDED_OFFSET_TABLE, EXTENDED_OFFSET_TABLE_LENGTHS];
const ICON_IMAGE_SEQUENCE: Tag = 0x00880200;
/**
 * What is said of the values that pixels have: smallest and largest of the image, of the series and of planes, and
 * the histogram (PS3.3 C.7.6.3.1, C.7.3.1, C.11.5). It is of pixels that are there no more; all of it may be missing.
 */
const OF_VALUES: readonly Tag[] = [0x00280106, 0x00280107, 0x00280108, 0x00280109, 0x00280110, 0x00280111, 0x00603000];
const PHOTOMETRIC_INTERPRETATION: Tag = 0x00280004;
/** JPEG 2000 and HTJ2K that may be lossy. */
const LOSSY_WAVELETS: readonly string[] = ['1.2.840.10008.1.2.4.91', '1.2.840.10008.1.2.4.203'];

const GONE = rule('remove', 'obligation');
const REMOVED = rule('remove', 'user');
const REWRITTEN = rule('replace', 'obligation');

/**
 * Carries a decision out; undefined where there is none, or no pixels.
 *
 * @throws DicomError if masks are wanted and miss the image, or it can't be told where its pixels are
 */
export function planPixels(dataSet: DataSet, decision: PixelDecision): PixelPlan | undefined {
  const { masks = [], masksFrom = 'user', confirmed = false, removed = false } = decision;
  if (masks.length === 0 && !confirmed && !removed) return undefined;
  const rows = find(dataSet, PIXELS);
  if (rows.length === 0) return undefined;
  const nothing = { image: undefined, masks: [], rewritten: new Set<number>(), photometric: undefined };
  if (removed) {
    const gone = [...rows, ...find(dataSet, [...OFFSET_TABLES, ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH])];
    const rules = new Map([...gone.map((row) => [row, REMOVED] as const), ...withoutIcons(dataSet)]);
    return { ...nothing, outcome: 'removed', rules };
  }
  if (masks.length > 0) return planMasks(dataSet, masks, masksFrom);
  const image = describedIfPossible(dataSet);
  // Nobody has looked at what no viewer shows.
  const rewritten = new Set(image && image.surplus > 0 ? [image.row] : []);
  const rules = new Map([...rewritten].map((row) => [row, rule('clean', 'obligation')]));
  return { ...nothing, outcome: 'confirmed', image, rules, rewritten };
}

function planMasks(dataSet: DataSet, wanted: readonly Mask[], from: Decider): PixelPlan | undefined {
  const image = describePixels(dataSet);
  if (!image) return undefined;
  const masks = fitMasks(wanted, image);
  const rules = new Map<number, Rule>([[image.row, rule('clean', from)], ...withoutIcons(dataSet)]);
  const tables = image.encapsulated ? find(dataSet, OFFSET_TABLES) : [];
  for (const row of tables) rules.set(row, REWRITTEN);
  for (const row of find(dataSet, [ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH, ...OF_VALUES])) rules.set(row, GONE);
  const overlays = image.overlays.flatMap((overlay) => {
    return overlay.source.kind === 'element' && overlayFilling(overlay, masks) ? [overlay.source.row] : [];
  });
  const photometric = newPhotometric(dataSet, image, masks);
  if (photometric) rules.set(dataSet.find(PHOTOMETRIC_INTERPRETATION), REWRITTEN);
  const rewritten = new Set([image.row, ...tables, ...overlays]);
  return { outcome: 'masked', image, masks, rules, rewritten, photometric };
}

/**
 * Masked frames of lossy JPEG 2000 are coded again with the reversible color transformation, which is YBR_RCT and
 * not YBR_ICT. Where some frames stay as they were, one attribute can't name both: then it stays too. Decoders
 * take the transformation from each code stream, and decode either to RGB; to code the other frames again
 * for the name alone would cost their bytes.
 */
function newPhotometric(dataSet: DataSet, image: PixelDescription, masks: readonly Mask[]): string | undefined {
  const stated = dataSet.text(dataSet.find(PHOTOMETRIC_INTERPRETATION));
  if (stated !== 'YBR_ICT' || !LOSSY_WAVELETS.includes(image.syntax)) return undefined;
  const bandsOf = maskedBands(masks);
  for (let frame = 0; frame < image.frames; frame++) if (bandsOf(frame).length === 0) return undefined;
  return 'YBR_RCT';
}

/** Icons, at every depth, show what there was before the image was masked (PS3.15 E.3.1 note 4). */
function withoutIcons({ count, firstRow, tags }: DataSet): readonly (readonly [number, Rule])[] {
  const rules: [number, Rule][] = [];
  for (let row = firstRow; row < count; row++) if (tags[row] === ICON_IMAGE_SEQUENCE) rules.push([row, GONE]);
  return rules;
}

/** undefined where there are no pixels, and where nothing here can read them. */
export function describedIfPossible(dataSet: DataSet): PixelDescription | undefined {
  try {
    return describePixels(dataSet);
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

function find(dataSet: DataSet, tags: readonly Tag[]): readonly number[] {
  return tags.map((tag) => dataSet.find(tag)).filter((row) => row >= 0);
}
