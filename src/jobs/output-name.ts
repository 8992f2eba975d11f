/** UIDs that this software makes (PS3.5 B.2); nothing else ever becomes a part of a path. */
const OUR_UID = /^2\.25\.\d{1,39}$/;

/** A file name that says nothing of the original: a UID that this software made, or `otherwise`. */
export function outputName(nameUid: string, otherwise: string): string {
  return `${OUR_UID.test(nameUid) ? nameUid : otherwise}.dcm`;
}
