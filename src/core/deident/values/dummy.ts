import { VR, type VrCode } from '../../dicom/vr';
import { ascii } from '../../splice/encode-element';

/** Text that stands where a value had to go but something must be there. */
export const ANONYMIZED = 'ANONYMIZED';

/** Encoded once: the same dummy stands in many places. */
const TEXT_DUMMIES = new Map<VrCode, Uint8Array>(
  (
    [
      [VR.AS, '000Y'],
      [VR.DA, '19000101'],
      [VR.DT, '19000101000000'],
      [VR.TM, '000000'],
      [VR.DS, '0'],
      [VR.IS, '0'],
      [VR.UR, 'about:blank'],
      ...[VR.AE, VR.CS, VR.LO, VR.LT, VR.PN, VR.SH, VR.ST, VR.UC, VR.UT].map((vr) => [vr, ANONYMIZED] as const),
    ] as const
  ).map(([vr, text]) => [vr, ascii(text)]),
);

/**
 * Dummy value for action code D (PS3.15 E.1.1): valid for the VR, constant, and not derived from the
 * original. UI has none: a UID is replaced, never made up.
 *
 * @param length - of the original in bytes; binary dummies are zeros of that length, at most 64 bytes
 */
export function dummyValue(vr: VrCode, length: number): Uint8Array {
  return TEXT_DUMMIES.get(vr) ?? new Uint8Array(length > 0 && length <= 64 ? length : 8);
}
