/** What somebody keeps that the profile would take, and what follows from it. */
import type { DataSet } from '../../dicom/data-set';
import { isKnown } from '../../dicom/dictionary';
import type { Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { type Category, categoryOf, isIdentifying } from '../profile/category';
import { profileRow } from '../profile/profile';
import { goesAnyway } from '../rules/decide';
import type { Decider, Rule } from '../rules/rule';
import type { Loosened } from './stamp';

/** Who can keep what the profile would take. */
const OVERRIDING = new Set<Decider>(['custom-preset', 'user', 'administrator']);
/** What a preset keeps of these, and of UIDs, is no secret any more. */
const NOT_OF_THE_PATIENT = new Set<Category>(['dates', 'device', 'institution']);

/**
 * True where what the original says is still said by the output, because an option or settings want it. What is
 * the patient's own stays an identifier even where settings keep it: that is for a person to look at.
 */
export function isSaidOn(dataSet: DataSet, row: number, { action, decider }: Rule): boolean {
  if (action !== 'keep' || decider === 'user') return false;
  if (!OVERRIDING.has(decider)) return decider === 'option';
  const vr = dataSet.vrs[row] as VrCode;
  if (vr === VR.PN) return false;
  return vr === VR.UI || NOT_OF_THE_PATIENT.has(categoryOf(dataSet.tags[row] as Tag, vr));
}

/** Notes what is kept against the profile: then the output must not claim to follow it. */
export class LooseningNotes implements Loosened {
  profile = false;
  identity = false;
  dates: Loosened['dates'] = 'removed';

  note(dataSet: DataSet, row: number, { action, decider }: Rule): void {
    if (!OVERRIDING.has(decider)) return;
    const isLoose = action === 'keep' || action === 'clean' || action === 'shift';
    if (!isLoose || dataSet.valueLength(row) === 0) return;
    const tag = dataSet.tags[row] as Tag;
    const vr = dataSet.vrs[row] as VrCode;
    const isTemporal = vr === VR.DA || vr === VR.DT || vr === VR.TM;
    if (!profileRow(tag) && isKnown(tag) && !goesAnyway(tag) && vr !== VR.PN && !isTemporal) return;
    this.profile = true;
    if (vr === VR.PN || isIdentifying(tag)) this.identity = true;
    if (!isTemporal) return;
    this.dates = action === 'keep' || this.dates === 'kept' ? 'kept' : 'shifted';
  }
}
