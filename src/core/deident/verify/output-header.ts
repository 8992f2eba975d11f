/**
 * Headers of data elements as an output must have them (PS3.5 7.1). Written apart from the reader of
 * originals and stricter: what that one forgives, this software does not write.
 */
import { DicomError } from '../../errors';
import type { OutputWindow } from './output-window';

/** How the elements of an item, or of the data set itself, are encoded. */
export interface OutputEncoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

export interface OutputHeader {
  tag: number;
  /** Two letters as a number, the first in the high byte; 0 with implicit VR. */
  vr: number;
  /** In bytes; `UNDEFINED` if a delimitation item ends the value. */
  length: number;
  /** 8 or 12 bytes from the tag to the value. */
  size: number;
  /** The two bytes after a VR of the long form are not zero, as they must be (PS3.5 7.1.2). */
  holdsReserved: boolean;
}

export const UNDEFINED = 0xffff_ffff;

/** One to be filled again and again. */
export function newOutputHeader(): OutputHeader {
  return { tag: 0, vr: 0, length: 0, size: 8, holdsReserved: false };
}

/** A VR's two letters as a number; 0 for ''. */
export function lettersOf(vr: string): number {
  return vr === '' ? 0 : vr.charCodeAt(0) * 256 + vr.charCodeAt(1);
}

/** With a 16-bit length, and with two reserved bytes and a 32-bit length (PS3.5 Table 7.1-1). */
const SHORT = 'AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US';
const LONG = 'OB OD OF OL OV OW SQ SV UC UN UR UT UV';
const SIZES = new Uint8Array(65_536);
for (const vr of SHORT.split(' ')) SIZES[lettersOf(vr)] = 8;
for (const vr of LONG.split(' ')) SIZES[lettersOf(vr)] = 12;

/**
 * Bytes of the header at `at`, of which 8 can be looked at.
 *
 * @throws DicomError `bad-vr` where no VR of the standard stands
 */
export function headerSize(window: OutputWindow, at: number, { explicitVr }: OutputEncoding): number {
  if (!explicitVr) return 8;
  const size = SIZES[window.byte(at + 4) * 256 + window.byte(at + 5)] as number;
  if (size === 0) throw new DicomError('bad-vr', { offset: at });
  return size;
}

/** Reads the header at `at`, all of whose `size` bytes can be looked at. */
export function readHeader(
  window: OutputWindow,
  at: number,
  size: number,
  { explicitVr, bigEndian }: OutputEncoding,
  into: OutputHeader,
): void {
  into.tag = readTag(window, at, bigEndian);
  into.size = size;
  into.vr = explicitVr ? window.byte(at + 4) * 256 + window.byte(at + 5) : 0;
  into.holdsReserved = size === 12 && window.uint16(at + 6, bigEndian) !== 0;
  if (size === 12) into.length = window.uint32(at + 8, bigEndian);
  else into.length = explicitVr ? window.uint16(at + 6, bigEndian) : window.uint32(at + 4, bigEndian);
}

export function readTag(window: OutputWindow, at: number, bigEndian: boolean): number {
  return window.uint16(at, bigEndian) * 65_536 + window.uint16(at + 2, bigEndian);
}
