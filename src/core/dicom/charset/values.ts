import { isSingleText, VR, type VrCode, vrName } from '../vr';

/** VRs whose values may begin with spaces that mean nothing (PS3.5 Table 6.2-1). */
const LEADING_SPACES: ReadonlySet<VrCode> = new Set([VR.AE, VR.CS, VR.DS, VR.IS, VR.LO, VR.SH]);

function trim(value: string, leading: boolean): string {
  let start = 0;
  let end = value.length;
  // 0x20 SPACE and 0x00 NULL pad values; other white space is content.
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\0')) end--;
  if (leading) while (start < end && value[start] === ' ') start++;
  return value.slice(start, end);
}

/**
 * The values of a decoded element, without padding: one for LT, ST, UT and UR, else one between each
 * two backslashes (PS3.5 6.4). An empty element has none.
 */
export function splitValues(text: string, vr: VrCode): string[] {
  if (text === '') return [];
  if (isSingleText(vr)) return [trim(text, false)];
  const leading = LEADING_SPACES.has(vr) || vrName(vr) === '';
  if (!text.includes('\\')) return [trim(text, leading)];
  return text.split('\\').map((value) => trim(value, leading));
}
