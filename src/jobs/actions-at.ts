import { actionsFor } from '../core/deident/actions';
import { isStamped } from '../core/deident/decide';
import { isIndispensable } from '../core/deident/indispensable';
import { type Plan, ruleOf } from '../core/deident/plan';
import type { ActionName } from '../core/deident/rule';
import { FLAG, KIND } from '../core/dicom/data-set';
import { elementOf, ITEM, isPrivate, isPrivateCreator, type Tag } from '../core/dicom/tag';
import { VR, type VrCode } from '../core/dicom/vr';

/** What a person may choose for a row: nothing for what the standard demands, nor inside what goes as a whole. */
export function actionsAt(plan: Plan, row: number): readonly ActionName[] {
  const { dataSet, content } = plan;
  if (row < dataSet.firstRow || row >= dataSet.count) return [];
  const tag = dataSet.tags[row] as Tag;
  const vr = dataSet.vrs[row] as VrCode;
  const atTop = dataSet.parents[row] === -1;
  const { action, decider, inherited } = ruleOf(plan, row);
  if (tag === ITEM || elementOf(tag) === 0) return [];
  // A private element that goes can't be kept by itself: its creator has gone too.
  if (isPrivateCreator(tag) || (isPrivate(tag) && action === 'remove' && decider !== 'user')) return [];
  if (atTop && isStamped(tag)) return [];
  if (inherited || decider === 'administrator' || content?.rules.has(row)) return [];
  if (plan.pixels?.rules.has(row) || plan.stamps.some((stamp) => stamp.row === row)) return [];
  if (dataSet.has(row, FLAG.badVr) || isIndispensable(tag, atTop)) return [];
  const isSequence = dataSet.kind(row) === KIND.sequence || vr === VR.SQ;
  if (dataSet.kind(row) === KIND.fragments || !dataSet.value(row)) return ['keep', 'remove'];
  return actionsFor(vr, isSequence);
}
