import { latin1 } from './data-set';
import { isKnown } from './dictionary';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, type TransferSyntax, transferSyntax } from './transfer-syntax';
import { NO_VR, vrCode } from './vr';

/** Groups a bare data set may begin with: command, directory, identifying. */
const HIGHEST_FIRST_GROUP = 0x0020;

/**
 * Guesses the transfer syntax of a data set without file meta information from its first element:
 * a known tag of a low group, with a VR or with a length that can be.
 *
 * @param afterFileMeta - the file is DICOM, only its transfer syntax is missing
 */
export function guessSyntax(bytes: Uint8Array, afterFileMeta: boolean): TransferSyntax | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const hasVr = vrCode(latin1(bytes.subarray(4, 6))) !== NO_VR;
  const begins = (little: boolean): boolean => {
    const group = view.getUint16(0, little);
    return group >= 0x0008 && group <= HIGHEST_FIRST_GROUP && isKnown(group * 65536 + view.getUint16(2, little));
  };
  if (begins(true)) {
    if (hasVr) return transferSyntax(EXPLICIT_LE);
    return view.getUint32(4, true) < 0x10000 ? transferSyntax(IMPLICIT_LE) : undefined;
  }
  if (afterFileMeta && view.getUint16(0, true) <= HIGHEST_FIRST_GROUP) {
    if (hasVr) return transferSyntax(EXPLICIT_LE);
    // A private group stands first, with a sequence or a short value.
    const length = view.getUint32(4, true);
    if (length === 0xffffffff || length < 0x10000) return transferSyntax(IMPLICIT_LE);
  }
  return begins(false) && hasVr ? transferSyntax(EXPLICIT_BE) : undefined;
}
