import { elementOf, formatTag, groupOf, type Tag } from '../dicom/tag';
import { hasLongHeader, paddingByte, type VrCode, vrName } from '../dicom/vr';
import { DicomError } from '../errors';

export interface Encoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

const LONGEST_SHORT_VALUE = 65_534;
const LONGEST_VALUE = 0xffff_fffe;

/** The value with the padding byte of its VR where its length is odd (PS3.5 6.2, 7.1.1). */
export function padToEven(value: Uint8Array, vr: VrCode): Uint8Array {
  if (value.length % 2 === 0) return value;
  const padded = new Uint8Array(value.length + 1);
  padded.set(value);
  padded[value.length] = paddingByte(vr);
  return padded;
}

/**
 * A data element's tag, VR and value length (PS3.5 7.1.2, 7.1.3).
 *
 * @param length - of the value in bytes, even
 * @throws DicomError `value-too-long` if the length field cannot hold it
 */
export function encodeHeader(tag: Tag, vr: VrCode, length: number, encoding: Encoding): Uint8Array {
  const header = new Uint8Array(headerLength(vr, encoding));
  writeHeader(header, tag, vr, length, encoding);
  return header;
}

/** A whole data element; the value is padded to even length. */
export function encodeElement(tag: Tag, vr: VrCode, value: Uint8Array, encoding: Encoding): Uint8Array {
  const start = headerLength(vr, encoding);
  const length = value.length + (value.length % 2);
  const bytes = new Uint8Array(start + length);
  writeHeader(bytes, tag, vr, length, encoding);
  bytes.set(value, start);
  if (length > value.length) bytes[bytes.length - 1] = paddingByte(vr);
  return bytes;
}

function headerLength(vr: VrCode, encoding: Encoding): 8 | 12 {
  return encoding.explicitVr && hasLongHeader(vr) ? 12 : 8;
}

function writeHeader(bytes: Uint8Array, tag: Tag, vr: VrCode, length: number, encoding: Encoding): void {
  const { explicitVr, bigEndian } = encoding;
  const long = explicitVr && hasLongHeader(vr);
  const limit = explicitVr && !long ? LONGEST_SHORT_VALUE : LONGEST_VALUE;
  if (length > limit) throw new DicomError('value-too-long', { tag: formatTag(tag) }, { length, limit });
  write16(bytes, 0, groupOf(tag), bigEndian);
  write16(bytes, 2, elementOf(tag), bigEndian);
  if (!explicitVr) {
    write32(bytes, 4, length, bigEndian);
    return;
  }
  const name = vrName(vr);
  bytes[4] = name.charCodeAt(0);
  bytes[5] = name.charCodeAt(1);
  if (long) write32(bytes, 8, length, bigEndian);
  else write16(bytes, 6, length, bigEndian);
}

function write16(bytes: Uint8Array, at: number, value: number, bigEndian: boolean): void {
  bytes[at] = bigEndian ? value >>> 8 : value;
  bytes[at + 1] = bigEndian ? value : value >>> 8;
}

function write32(bytes: Uint8Array, at: number, value: number, bigEndian: boolean): void {
  write16(bytes, at, bigEndian ? value >>> 16 : value & 0xffff, bigEndian);
  write16(bytes, at + 2, bigEndian ? value & 0xffff : value >>> 16, bigEndian);
}

/** An item of explicit length around encoded elements (PS3.5 7.5.1). */
export function encodeItem(content: Uint8Array, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(8 + content.length);
  bytes.set(encodeItemHeader(content.length, bigEndian));
  bytes.set(content, 8);
  return bytes;
}

export function encodeItemHeader(length: number, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfffe, !bigEndian);
  view.setUint16(2, 0xe000, !bigEndian);
  view.setUint32(4, length, !bigEndian);
  return bytes;
}

export function encodeU32(value: number, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(4);
  write32(bytes, 0, value, bigEndian);
  return bytes;
}

/** Characters that are all ASCII, as bytes. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
