import { DicomError } from '../errors';
import { elementOf, formatTag, groupOf, type Tag } from '../dicom/tag';
import { hasLongHeader, paddingByte, VR, type VrCode, vrName } from '../dicom/vr';

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
  const long = encoding.explicitVr && hasLongHeader(vr);
  const limit = encoding.explicitVr && !long ? LONGEST_SHORT_VALUE : LONGEST_VALUE;
  if (length > limit) throw new DicomError('value-too-long', { tag: formatTag(tag) }, { length, limit });
  const header = new Uint8Array(long ? 12 : 8);
  const view = new DataView(header.buffer);
  const little = !encoding.bigEndian;
  view.setUint16(0, groupOf(tag), little);
  view.setUint16(2, elementOf(tag), little);
  if (!encoding.explicitVr) {
    view.setUint32(4, length, little);
    return header;
  }
  const name = vrName(vr);
  header[4] = name.charCodeAt(0);
  header[5] = name.charCodeAt(1);
  if (long) view.setUint32(8, length, little);
  else view.setUint16(6, length, little);
  return header;
}

/** A whole data element; the value is padded to even length. */
export function encodeElement(tag: Tag, vr: VrCode, value: Uint8Array, encoding: Encoding): Uint8Array {
  const padded = padToEven(value, vr);
  const header = encodeHeader(tag, vr, padded.length, encoding);
  const bytes = new Uint8Array(header.length + padded.length);
  bytes.set(header);
  bytes.set(padded, header.length);
  return bytes;
}

/** An item of explicit length around encoded elements (PS3.5 7.5.1). */
export function encodeItem(content: Uint8Array, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(8 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfffe, !bigEndian);
  view.setUint16(2, 0xe000, !bigEndian);
  view.setUint32(4, content.length, !bigEndian);
  bytes.set(content, 8);
  return bytes;
}

export function encodeU16(value: number, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2);
  new DataView(bytes.buffer).setUint16(0, value, !bigEndian);
  return bytes;
}

export function encodeU32(value: number, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, !bigEndian);
  return bytes;
}

/** Characters that are all ASCII, as bytes. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** VR as it stands in the file's header, for elements whose header is written again. */
export function headerVr(vr: VrCode, vrUnknownInFile: boolean): VrCode {
  return vrUnknownInFile ? VR.UN : vr;
}
