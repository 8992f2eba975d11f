/** UIDs that this software makes (PS3.5 B.2); nothing else ever becomes a part of a path. */
const OUR_UID = /^2\.25\.\d{1,39}$/;

/** A file name that says nothing of the original: the output's SOP Instance UID, or `otherwise`. */
export function outputName(sopInstanceUid: string, otherwise: string): string {
  return `${OUR_UID.test(sopInstanceUid) ? sopInstanceUid : otherwise}.dcm`;
}
