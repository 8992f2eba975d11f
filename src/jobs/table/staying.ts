import { isPublishedCode } from '../../core/deident/identifiers/standard-meaning';
import { type Plan, ruleOf } from '../../core/deident/plan/plan';
import { categoryOf, isIdentifying } from '../../core/deident/profile/category';
import { isStamped } from '../../core/deident/rules/decide';
import type { ActionName } from '../../core/deident/rules/rule';
import { isOfTheStandard } from '../../core/deident/values/pseudonyms';
import { KIND } from '../../core/dicom/data-set';
import { dictionaryVr } from '../../core/dicom/dictionary';
import { isPrivateCreator, type Tag } from '../../core/dicom/tag';
import { usesCharset, VR, type VrCode } from '../../core/dicom/vr';
import type { StayGroup } from '../stay-groups';

const SPACE = 0x20;
/** Actions that leave something of the original. */
const LEAVING: ReadonlySet<ActionName> = new Set(['keep', 'clean', 'shift']);

/**
 * What kind of thing an element tells of a person, a place, a time or an examination, whatever becomes of it;
 * undefined for technical values and codes of published schemes, which nobody has to answer for.
 */
export function tellsOf({ dataSet }: Plan, row: number): StayGroup | undefined {
  const tag = dataSet.tags[row] as Tag;
  const vr = dataSet.vrs[row] as VrCode;
  if (row < dataSet.firstRow || dataSet.kind(row) !== KIND.element || vr === VR.SQ) return undefined;
  if (isPrivateCreator(tag) || (dataSet.isAtTop(row) && isStamped(tag))) return undefined;
  const known = dictionaryVr(tag);
  if (vr === VR.PN || known === VR.PN) return 'names';
  if (vr === VR.UI || known === VR.UI) return isWellKnown(dataSet.text(row)) ? undefined : 'uids';
  if (vr === VR.DA || vr === VR.DT || vr === VR.TM) return 'dates';
  if (isIdentifying(tag) || vr === VR.AE || vr === VR.UR) return 'ids';
  const category = categoryOf(tag, vr);
  if (vr === VR.AS || category === 'patient' || category === 'contact') return 'characteristics';
  return usesCharset(vr) && !isPublishedCode(dataSet, row) ? 'text' : undefined;
}

/** The group of an element of which the output still says something, wholly, cleaned or shifted. */
export function staysIn(plan: Plan, row: number): StayGroup | undefined {
  const { dataSet, values } = plan;
  if (row < dataSet.firstRow || dataSet.valueLength(row) === 0) return undefined;
  if (!LEAVING.has(ruleOf(plan, row).action)) return undefined;
  const group = tellsOf(plan, row);
  const value = group && (values.get(row) ?? dataSet.value(row));
  return value?.some((byte) => byte > SPACE) ? group : undefined;
}

function isWellKnown(value: string): boolean {
  return value.split('\\').every((uid) => isOfTheStandard(uid.trim()));
}
