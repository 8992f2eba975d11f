import { ascii } from '../splice/encode-element';
import { VR, type VrCode } from '../dicom/vr';

/** Text that stands where a value had to go but something must be there. */
export const ANONYMIZED = 'ANONYMIZED';

const TEXT_DUMMIES = new Map<VrCode, string>([
  [VR.AS, '000Y'],
  [VR.DA, '19000101'],
  [VR.DT, '19000101000000'],
  [VR.TM, '000000'],
  [VR.DS, '0'],
  [VR.IS, '0'],
  [VR.UR, 'about:blank'],
]);

/**
 * Dummy value for action code D (PS3.15 E.1.1): valid for the VR, constant, and not derived from the
 * original. UI has none: a UID is replaced, never made up.
 *
 * @param length - of the original in bytes; binary dummies are zeros of that length, at most 64 bytes
 */
export function dummyValue(vr: VrCode, length: number): Uint8Array {
  const text = TEXT_DUMMIES.get(vr);
  if (text) return ascii(text);
  switch (vr) {
    case VR.AE:
    case VR.CS:
    case VR.LO:
    case VR.LT:
    case VR.PN:
    case VR.SH:
    case VR.ST:
    case VR.UC:
    case VR.UT:
      return ascii(ANONYMIZED);
    default:
      return new Uint8Array(length > 0 && length <= 64 ? length : 8);
  }
}
