import type { Tag } from '../dicom/tag';
import { isText, usesCharset, VR, type VrCode } from '../dicom/vr';
import type { OptionName } from './option-names';
import type { ActionName, Decider } from './rule';

/** An action that a preset, a user or an administrator demands for every element with a tag. */
export interface Override {
  readonly action: ActionName;
  /** For `replace`. */
  readonly value?: string;
  readonly decider: Extract<Decider, 'preset' | 'custom-preset' | 'administrator'>;
}

/** What is in force for a file, merged from preset, settings and administrator; the last one wins. */
export interface Policy {
  readonly presetId: string;
  readonly options: ReadonlySet<OptionName>;
  /** An option of the preset is not among them: what the output says of its method must tell. */
  readonly leavesOut?: boolean;
  readonly overrides: ReadonlyMap<Tag, Override>;
}

/** A hand edit of one element of one file. */
export interface HandEdit {
  readonly action: ActionName;
  readonly value?: string;
}

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
