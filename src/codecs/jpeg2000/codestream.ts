/** What the main header of a JPEG 2000 code stream tells (ISO/IEC 15444-1, Annex A). */
import { badFrame, checkSize, type FrameInfo, frameMismatch, unsupported } from '../codec';
import { uint16At } from '../jpeg/segments';

const SOC = 0xff4f;
const CAP = 0xff50;
const SIZ = 0xff51;
const COD = 0xff52;
const SOT = 0xff90;
/** Where the components begin in SIZ, from its marker on: three bytes each. */
export const SIZ_COMPONENTS = 40;
const SIGNED = 0x80;
const REVERSIBLE = 1;

export interface Codestream {
  /** From SOC on, without a file format around it. */
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly precision: number;
  readonly signed: boolean;
  /** Where SIZ begins. */
  readonly siz: number;
  readonly reversible: boolean;
  /** RCT or, where not reversible, ICT. */
  readonly colourTransform: boolean;
  /** Part 15: HTJ2K. */
  readonly highThroughput: boolean;
}

function uint32At(bytes: Uint8Array, at: number): number {
  return uint16At(bytes, at) * 0x10000 + uint16At(bytes, at + 2);
}

/**
 * @throws DicomError `bad-frame`; `frame-mismatch` if it is not the image that the data set tells;
 *   `unsupported-compression` for subsampled components and those of unlike depth
 */
export function readCodestream(codec: string, frame: Uint8Array, info: FrameInfo): Codestream {
  const bytes = withoutBoxes(frame);
  if (bytes.length < 4 || uint16At(bytes, 0) !== SOC) throw badFrame(codec, 0);
  let siz = -1;
  let cod = -1;
  let highThroughput = false;
  for (let at = 2; at + 4 <= bytes.length && uint16At(bytes, at) !== SOT; at += 2 + uint16At(bytes, at + 2)) {
    const marker = uint16At(bytes, at);
    if (marker < 0xff00 || uint16At(bytes, at + 2) < 2) throw badFrame(codec, at);
    if (marker === SIZ) siz = at;
    if (marker === COD) cod = at;
    if (marker === CAP) highThroughput = true;
  }
  if (siz < 0 || cod < 0 || cod + 14 > bytes.length) throw badFrame(codec, 0);
  const size = readSize(codec, bytes, siz);
  checkSize(codec, info, size);
  if (size.precision > Math.min(16, Math.max(8, info.bitsAllocated)))
    throw frameMismatch(codec, { bits: size.precision });
  const colourTransform = bytes[cod + 8] !== 0;
  return { bytes, ...size, siz, colourTransform, reversible: bytes[cod + 13] === REVERSIBLE, highThroughput };
}

function readSize(codec: string, bytes: Uint8Array, siz: number) {
  const samplesPerPixel = uint16At(bytes, siz + 38);
  const components = bytes.subarray(siz + SIZ_COMPONENTS, siz + SIZ_COMPONENTS + 3 * samplesPerPixel);
  if (samplesPerPixel === 0 || components.length < 3 * samplesPerPixel) throw badFrame(codec, siz);
  const [first] = components;
  for (let at = 0; at < components.length; at += 3) {
    if (components[at] !== first) throw unsupported('unlike-components');
    if (components[at + 1] !== 1 || components[at + 2] !== 1) throw unsupported('chroma-subsampling');
  }
  const [x, y] = [uint32At(bytes, siz + 14), uint32At(bytes, siz + 18)];
  if (x !== 0 || y !== 0) throw unsupported('image-offset');
  return {
    columns: uint32At(bytes, siz + 6),
    rows: uint32At(bytes, siz + 10),
    samplesPerPixel,
    precision: (first & ~SIGNED) + 1,
    signed: (first & SIGNED) !== 0,
  };
}

/** DICOM wants the bare code stream (PS3.5 A.4.4); some frames have the boxes of a JP2 file around it. */
function withoutBoxes(frame: Uint8Array): Uint8Array {
  const isJp2 = frame.length > 12 && uint32At(frame, 4) === 0x6a502020;
  if (!isJp2) return frame;
  for (let at = 0; at + 8 <= frame.length; ) {
    const length = uint32At(frame, at);
    const isLast = length === 0;
    if (uint32At(frame, at + 4) === 0x6a703263) return frame.subarray(at + 8, isLast ? undefined : at + length);
    if (isLast || length < 8) break;
    at += length;
  }
  throw badFrame('jpeg-2000', 0);
}

/** A copy whose components are said to be signed or not: decoders then shift them, or do not. */
export function withSign(bytes: Uint8Array, siz: number, samplesPerPixel: number, signed: boolean): Uint8Array {
  const copy = new Uint8Array(bytes);
  for (let component = 0; component < samplesPerPixel; component++) {
    const at = siz + SIZ_COMPONENTS + 3 * component;
    copy[at] = signed ? copy[at] | SIGNED : copy[at] & ~SIGNED;
  }
  return copy;
}
