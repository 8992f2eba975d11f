import { isSingleText, maxLength, VR, type VrCode } from './vr';

/** The forms that values of characters have (PS3.5 6.2). */

const LARGEST_INTEGER = 2_147_483_647;
const TIME = '([01]\\d|2[0-3])([0-5]\\d(([0-5]\\d|60)(\\.\\d{1,6})?)?)?';
const ZONE = '([+-](0\\d|1[0-4])[0-5]\\d)?';

const PATTERNS = new Map<VrCode, RegExp>([
  [VR.AS, /^\d{3}[DWMY]$/],
  [VR.CS, /^[A-Z0-9_ ]*$/],
  [VR.DA, /^\d{8}$/],
  [VR.DS, /^ *[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)? *$/],
  [VR.DT, new RegExp(`^\\d{4}(\\d\\d(\\d\\d(${TIME})?)?)?${ZONE}$`)],
  [VR.IS, /^ *[+-]?\d+ *$/],
  [VR.TM, new RegExp(`^${TIME}$`)],
  [VR.UI, /^[012](\.(0|[1-9]\d*))+$/],
  [VR.UR, /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+ *$/],
]);

export function valuesOf(text: string, vr: VrCode): readonly string[] {
  return isSingleText(vr) ? [text] : text.split('\\');
}

/** True for one value, not empty, that is written as those of its VR are, however long it is. */
export function hasForm(value: string, vr: VrCode): boolean {
  if (PATTERNS.get(vr)?.test(value) === false) return false;
  return vr !== VR.IS || Math.abs(Number(value)) <= LARGEST_INTEGER;
}

/** True for a text whose values have form and length of the VR; empty ones have. */
export function fitsVr(text: string, vr: VrCode): boolean {
  const limit = maxLength(vr) || Number.POSITIVE_INFINITY;
  return valuesOf(text, vr).every((value) => {
    const parts = vr === VR.PN ? value.split('=') : [value];
    return value === '' || (hasForm(value, vr) && parts.every((part) => part.length <= limit));
  });
}
