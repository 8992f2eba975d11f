import type { Tag } from '../../dicom/tag';

/**
 * UIDs of single instances, frames of reference, events and groups that no row of Table E.1-1 names (2026d). References
 * to SOP Instances are protected in any case (PS3.15 E.1.1 item 5); the others are of the kind of their kin with rows.
 */
const UNLISTED_UIDS: ReadonlySet<Tag> = new Set([
  // Multi-frame Source SOP Instance UID, SOP Instance UID of Concatenation Source
  0x00081167, 0x00200242,
  // Target, Volume, Table and Equipment Frame of Reference UID
  0x0018991e, 0x00209312, 0x00209313, 0x300a0675,
  // Radiopharmaceutical Administration Event UID, Referenced Fiducial UID, Volumetric Presentation Input Set UID
  0x00083012, 0x0070031b, 0x00701209,
  // Findings Group UID and its reference, Assertion UID and its reference
  0x0040a021, 0x0040a022, 0x00440102, 0x00440108,
]);

export function isUnlistedUid(tag: Tag): boolean {
  return UNLISTED_UIDS.has(tag);
}
