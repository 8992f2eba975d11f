import { type DataSet, latin1, trimPadding } from '../../dicom/data-set';
import type { Tag } from '../../dicom/tag';
import { VR, type VrCode } from '../../dicom/vr';
import { joinBytes } from '../../io/byte-source';
import { ascii, encodeElement, encodeU32 } from '../../splice/encode-element';
import type { Pseudonyms } from '../values/pseudonyms';
import { type Plan, ruleOf } from './plan';

/** Identifies this implementation (PS3.7 D.3.3.2); a UID of its own, made once from a random UUID. */
export const IMPLEMENTATION_CLASS_UID = '2.25.305712122711108701140414403402986789017';

export interface MetaElement {
  readonly tag: Tag;
  readonly vr: VrCode;
  readonly value: Uint8Array;
}

const SOP_CLASS_UID: Tag = 0x00080016;
export const SOP_INSTANCE_UID: Tag = 0x00080018;
const MEDIA_STORAGE_SOP_CLASS_UID: Tag = 0x00020002;
const MEDIA_STORAGE_SOP_INSTANCE_UID: Tag = 0x00020003;
/** What is no UID is not taken over. */
const UID = /^[0-9.]{1,64}$/;
const EXPLICIT_LITTLE = { explicitVr: true, bigEndian: false };

function uidAt(dataSet: DataSet, tag: Tag): string {
  const row = dataSet.find(tag);
  const value = row < 0 ? undefined : dataSet.value(row);
  const uid = value ? trimPadding(latin1(value)) : '';
  return UID.test(uid) ? uid : '';
}

/**
 * File Meta Information of the output: a description of this software takes the place of the one that
 * wrote the original, with its AE titles and private information (PS3.15 E.1.1 item 7, PS3.10 7.1).
 *
 * @param sopInstanceUid - of the output's data set, '' where it has none
 */
export function planFileMeta(
  dataSet: DataSet,
  sopInstanceUid: string,
  pseudonyms: Pseudonyms,
  versionName: string,
): MetaElement[] {
  const sopClass = uidAt(dataSet, SOP_CLASS_UID) || uidAt(dataSet, MEDIA_STORAGE_SOP_CLASS_UID);
  const instance =
    sopInstanceUid ||
    pseudonyms.uid(uidAt(dataSet, MEDIA_STORAGE_SOP_INSTANCE_UID)) ||
    pseudonyms.uidOfBytes(dataSet.retained.pieces()[0]?.bytes ?? new Uint8Array(0));
  const ui = (tag: Tag, uid: string): MetaElement[] => (uid === '' ? [] : [{ tag, vr: VR.UI, value: ascii(uid) }]);
  return [
    { tag: 0x00020001, vr: VR.OB, value: new Uint8Array([0, 1]) },
    ...ui(MEDIA_STORAGE_SOP_CLASS_UID, sopClass),
    ...ui(MEDIA_STORAGE_SOP_INSTANCE_UID, instance),
    ...ui(0x00020010, dataSet.syntax.uid),
    ...ui(0x00020012, IMPLEMENTATION_CLASS_UID),
    { tag: 0x00020013, vr: VR.SH, value: ascii(versionName.slice(0, 16)) },
  ];
}

/** SOP Instance UID as the output will have it, '' where it will have none. */
export function newSopInstanceUid(plan: Plan): string {
  const { dataSet, values } = plan;
  const row = dataSet.find(SOP_INSTANCE_UID);
  if (row < 0 || ruleOf(plan, row).action === 'remove') return '';
  // What stays, stays also where it is no valid UID: both places have to agree.
  const value = values.get(row) ?? dataSet.value(row);
  return value && dataSet.vrs[row] === VR.UI ? trimPadding(latin1(value)) : '';
}

/** Preamble of zeros, prefix and file meta information with its right group length (PS3.10 7.1). */
export function encodeFileMeta(elements: readonly MetaElement[]): Uint8Array {
  const group = joinBytes(elements.map(({ tag, vr, value }) => encodeElement(tag, vr, value, EXPLICIT_LITTLE)));
  const length = encodeElement(0x00020000, VR.UL, encodeU32(group.length, false), EXPLICIT_LITTLE);
  return joinBytes([new Uint8Array(128), ascii('DICM'), length, group]);
}
