import { isText, usesCharset, VR, type VrCode } from '../../dicom/vr';
import type { ActionName } from './rule';

const NUMERIC = new Set<VrCode>([
  VR.DS,
  VR.IS,
  VR.FD,
  VR.FL,
  VR.SL,
  VR.SS,
  VR.SV,
  VR.UL,
  VR.US,
  VR.UV,
  VR.OB,
  VR.OD,
  VR.OF,
  VR.OL,
  VR.OV,
  VR.OW,
]); // the VRs for which zeros are a value
const DUMMY_TEXT = new Set<VrCode>([VR.AE, VR.CS, VR.LO, VR.LT, VR.PN, VR.SH, VR.ST, VR.UC, VR.UT]);

/** The actions that make sense for a VR, in the order in which they are offered. */
export function actionsFor(vr: VrCode, isSequence: boolean): readonly ActionName[] {
  if (isSequence) return ['keep', 'remove', 'empty'];
  const actions: ActionName[] = ['keep', 'remove', 'empty'];
  if (NUMERIC.has(vr)) actions.push('zero');
  if (DUMMY_TEXT.has(vr)) actions.push('anonymized');
  if (vr === VR.DA || vr === VR.DT) actions.push('shift');
  if (vr === VR.UI) actions.push('uid');
  else if (isText(vr)) actions.push('replace');
  if (usesCharset(vr)) actions.push('clean');
  if (vr === VR.LO || vr === VR.SH || vr === VR.PN) actions.push('pseudonym');
  return actions;
}
