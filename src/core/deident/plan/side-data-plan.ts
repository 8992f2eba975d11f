/** What becomes of comments and camera data in compressed frames. PS3.15 Annex E does not name them; no option keeps them. */
import type { DataSet } from '../../dicom/data-set';
import { PIXEL_DATA } from '../../dicom/tag';
import { type FramesToCut, sideDataOf } from '../../pixel/fragments/find-side-data';
import { EXTENDED_OFFSET_TABLE } from '../../pixel/fragments/offset-tables';
import {
  ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH,
  EXTENDED_OFFSET_TABLE_LENGTHS,
} from '../../pixel/fragments/rewritten-tables';
import { type Rule, rule } from '../rules/rule';
import type { PixelPlan } from './pixel-plan';

export interface SideDataPlan {
  /** Of Pixel Data. */
  readonly row: number;
  /** Frames that lose it; those under a mask are coded anew, without. */
  readonly frames: FramesToCut | undefined;
  /** Frames that it stays in. */
  readonly left: number;
  readonly rules: ReadonlyMap<number, Rule>;
  /** Rows that get values when the output is written. */
  readonly rewritten: ReadonlySet<number>;
}

const GONE = rule('remove', 'obligation');
/** For what would stay, and changes when the output is written. */
export const CUT_OUT = rule('clean', 'camera-data');

/** undefined where nothing is found, or the pixels go. */
export function planSideData(dataSet: DataSet, pixels: PixelPlan | undefined): SideDataPlan | undefined {
  const found = sideDataOf(dataSet);
  if (!found || pixels?.outcome === 'removed') return undefined;
  const { frames, left } = found;
  const isAllMasked = pixels?.masks.some((mask) => !mask.frames) ?? false;
  const own = { row: dataSet.find(PIXEL_DATA), frames, left: isAllMasked ? 0 : left };
  if (!frames) return { ...own, rules: new Map(), rewritten: new Set() };
  const tables = [EXTENDED_OFFSET_TABLE, EXTENDED_OFFSET_TABLE_LENGTHS].map((tag) => dataSet.find(tag));
  const total = dataSet.find(ENCAPSULATED_PIXEL_DATA_VALUE_TOTAL_LENGTH);
  return {
    ...own,
    rules: new Map(total >= 0 ? [[total, GONE]] : []),
    rewritten: new Set([own.row, ...tables.filter((row) => row >= 0 && dataSet.valueLength(row) > 0)]),
  };
}

/** The same with rows alone that are still there; undefined where the pixels are not. */
export function sideDataOfRows(
  plan: SideDataPlan | undefined,
  isStillThere: (row: number) => boolean,
): SideDataPlan | undefined {
  if (!plan || !isStillThere(plan.row)) return undefined;
  return { ...plan, rewritten: new Set([...plan.rewritten].filter(isStillThere)) };
}
