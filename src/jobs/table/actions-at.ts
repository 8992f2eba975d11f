import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import { actionsFor } from '../../core/deident/rules/actions';
import { isStamped } from '../../core/deident/rules/decide';
import { isIndispensable } from '../../core/deident/rules/indispensable';
import type { ActionName } from '../../core/deident/rules/rule';
import { type DataSet, FLAG, KIND } from '../../core/dicom/data-set';
import { elementOf, ITEM, isPrivate, isPrivateCreator, type Tag } from '../../core/dicom/tag';
import { VR, type VrCode } from '../../core/dicom/vr';

/**
 * What a person may choose for a row: nothing for what the standard or the administrator demands, nor inside what goes
 * as a whole.
 */
export function actionsAt(plan: Plan, row: number): readonly ActionName[] {
  const { dataSet, content, policy } = plan;
  const possible = possibleActions(dataSet, row);
  if (possible.length === 0 || policy.locks?.has('edits')) return [];
  const { action, decider, inherited } = ruleOf(plan, row);
  // A private element that goes can't be kept by itself: its creator has gone too.
  if (isPrivate(dataSet.tags[row] as Tag) && action === 'remove' && decider !== 'user') return [];
  if (inherited || decider === 'administrator' || content?.rules.has(row)) return [];
  if (plan.pixels?.rules.has(row) || plan.sideData?.rules.has(row)) return [];
  if (plan.stamps.some((stamp) => stamp.row === row)) return [];
  return possible;
}

/** What a person could choose for a row under some settings: what the standard leaves to be decided. */
export function possibleActions(dataSet: DataSet, row: number): readonly ActionName[] {
  if (row < dataSet.firstRow || row >= dataSet.count) return [];
  const tag = dataSet.tags[row] as Tag;
  const vr = dataSet.vrs[row] as VrCode;
  const atTop = dataSet.isAtTop(row);
  if (tag === ITEM || elementOf(tag) === 0 || isPrivateCreator(tag)) return [];
  if ((atTop && isStamped(tag)) || dataSet.has(row, FLAG.badVr) || isIndispensable(tag, atTop)) return [];
  const isSequence = dataSet.kind(row) === KIND.sequence || vr === VR.SQ;
  if (dataSet.kind(row) === KIND.fragments || !dataSet.value(row)) return ['keep', 'remove'];
  return actionsFor(vr, isSequence);
}
