import { FLAG } from './data-set';
import { dictionaryVr } from './dictionary';
import { isPrivateCreator, type Tag } from './tag';
import { hasLongHeader, NO_VR, VR, type VrCode, vrName } from './vr';
import type { Window } from './window';

/** How data elements are encoded (PS3.5 7.1): bits that can be combined; 0 is Implicit VR Little Endian. */
export const ENCODING = { explicitVr: 1, bigEndian: 2 } as const;

export const UNDEFINED_LENGTH = 0xffffffff;

/** The header of a data element; one object is filled again and again. */
export interface ElementHeader {
  tag: Tag;
  /** As the file says, or where it does not or says UN, as the dictionary knows. */
  vr: VrCode;
  /** As the file says; UN for VRs that PS3.5 does not define. */
  vrInFile: VrCode;
  /** Bytes from the tag to the value. */
  headerLength: number;
  /** Of the value in bytes, or `UNDEFINED_LENGTH`. */
  length: number;
  /** Of `FLAG`, without the kind. */
  flags: number;
  /** The two bytes after a VR of the long form are not zero, as they should be (PS3.5 7.1.2). */
  hasReservedBytes: boolean;
}

const VR_OF_BYTES = new Uint8Array(65536);
for (let code = 1; vrName(code) !== ''; code++) {
  VR_OF_BYTES[vrName(code).charCodeAt(0) | (vrName(code).charCodeAt(1) << 8)] = code;
}

/**
 * Decodes the header at `at`, of which 8 bytes are in the window (PS3.5 7.1.2, 7.1.3).
 *
 * @returns bytes that have to be in the window: 8 if the header is decoded, 12 if it is longer
 */
export function decodeHeader(
  bytes: Window,
  at: number,
  available: number,
  encoding: number,
  into: ElementHeader,
): 8 | 12 {
  const big = (encoding & ENCODING.bigEndian) !== 0;
  into.tag = bytes.tag(at, big);
  into.flags = big ? FLAG.bigEndian : 0;
  into.headerLength = 8;
  into.hasReservedBytes = false;
  if ((encoding & ENCODING.explicitVr) === 0) {
    into.length = bytes.uint32(at + 4, big);
    into.vr = implicitVr(into.tag);
    into.vrInFile = into.vr;
    return 8;
  }
  const first = bytes.byte(at + 4);
  const second = bytes.byte(at + 5);
  const vr = VR_OF_BYTES[first | (second << 8)] as VrCode;
  if (vr === NO_VR && !(isUpperCase(first) && isUpperCase(second))) {
    // No VR at all: some writers forget it in single elements.
    into.flags |= FLAG.misplacedImplicit;
    into.length = bytes.uint32(at + 4, big);
    into.vr = implicitVr(into.tag);
    into.vrInFile = into.vr;
    return 8;
  }
  into.flags |= FLAG.explicitVr;
  if (vr !== NO_VR && !hasLongHeader(vr)) {
    into.length = bytes.uint16(at + 6, big);
    into.vr = vr;
    into.vrInFile = vr;
    return 8;
  }
  if (available < 12) return 12;
  into.headerLength = 12;
  into.hasReservedBytes = bytes.uint16(at + 6, false) !== 0;
  into.length = bytes.uint32(at + 8, big);
  // PS3.5 7.1.2: VRs that are not known have the long form.
  if (vr === NO_VR) into.flags |= FLAG.badVr;
  into.vrInFile = vr === NO_VR ? VR.UN : vr;
  into.vr = into.vrInFile;
  if (into.vr === VR.UN) {
    into.flags |= FLAG.vrUnknownInFile;
    into.vr = dictionaryVr(into.tag) || VR.UN;
  }
  return 8;
}

export function newHeader(): ElementHeader {
  return { tag: 0, vr: NO_VR, vrInFile: NO_VR, headerLength: 8, length: 0, flags: 0, hasReservedBytes: false };
}

/** A private creator is LO (PS3.5 7.8.1); other private and unknown elements are UN. */
function implicitVr(tag: Tag): VrCode {
  return dictionaryVr(tag) || (isPrivateCreator(tag) ? VR.LO : VR.UN);
}

function isUpperCase(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
