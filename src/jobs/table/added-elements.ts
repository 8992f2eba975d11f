import type { MetaElement } from '../../core/deident/plan/file-meta-plan';
import type { Plan } from '../../core/deident/plan/plan';
import type { DataSet } from '../../core/dicom/data-set';
import type { Tag } from '../../core/dicom/tag';
import type { VrCode } from '../../core/dicom/vr';

/** An element of the output that the original has not. */
export interface Added {
  readonly tag: Tag;
  readonly vr: VrCode;
  readonly value: Uint8Array;
  /** The row before which it stands. */
  readonly before: number;
}

/** What the output has besides the elements of the original, in the order of the output. */
export function addedElements(plan: Plan, meta: readonly MetaElement[]): readonly Added[] {
  const { dataSet, stamps } = plan;
  const present = new Set(dataSet.tags.subarray(0, dataSet.firstRow));
  const ofMeta = meta
    .filter((element) => !present.has(element.tag))
    .map(({ tag, vr, value }) => ({ tag, vr, value, before: placeOf(dataSet, tag, 0, dataSet.firstRow) }));
  const ofStamps = stamps
    .filter((stamp) => stamp.row < 0)
    .map(({ tag, vr, value }) => ({ tag, vr, value, before: placeOf(dataSet, tag, dataSet.firstRow, dataSet.count) }));
  return [...ofMeta, ...ofStamps];
}

function placeOf(dataSet: DataSet, tag: Tag, from: number, to: number): number {
  let row = from;
  while (row < to && (dataSet.tags[row] as Tag) < tag) row = dataSet.nexts[row] as number;
  return row;
}
