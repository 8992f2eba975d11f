/** What the headers of a JPEG-LS stream tell (ISO/IEC 14495-1, Annex C). */
import { badFrame, unsupported } from '../codec';
import { MARKER, uint16At } from '../jpeg/segments';

const SOF55 = 0xf7;
const LSE = 0xf8;
/** LSE segments of these kinds hold a palette, or sizes above 65535. */
const PRESET_PARAMETERS = 1;

export interface JpegLsHeader {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly precision: number;
  /** Greatest error of a sample; 0 is lossless. */
  readonly near: number;
  /** 0 by component, 1 by line, 2 by sample. */
  readonly interleave: number;
}

/** @throws DicomError `bad-frame`, `unsupported-compression` */
export function readJpegLsHeader(bytes: Uint8Array): JpegLsHeader {
  if (bytes[0] !== 0xff || bytes[1] !== MARKER.SOI) throw badFrame('jpeg-ls', 0);
  let frame: Omit<JpegLsHeader, 'near' | 'interleave'> | undefined;
  for (let at = 2; ; ) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    const start = at + 4;
    const end = at + 2 + uint16At(bytes, at + 2);
    if (bytes[at] !== 0xff || end < start || end > bytes.length) throw badFrame('jpeg-ls', at);
    if (marker === SOF55) frame = frameHeader(bytes, start, end);
    if (marker === LSE && bytes[start] !== PRESET_PARAMETERS) throw unsupported('jpeg-ls-extension');
    if (marker === MARKER.SOS) {
      if (!frame || end - start < 4) throw badFrame('jpeg-ls', at);
      return { ...frame, near: bytes[end - 3], interleave: bytes[end - 2] };
    }
    at = end;
  }
}

function frameHeader(bytes: Uint8Array, start: number, end: number) {
  const samplesPerPixel = bytes[start + 5];
  if (end - start !== 6 + 3 * samplesPerPixel) throw badFrame('jpeg-ls', start);
  for (let at = start + 7; at < end; at += 3) if (bytes[at] !== 0x11) throw unsupported('chroma-subsampling');
  const precision = bytes[start];
  return { precision, rows: uint16At(bytes, start + 1), columns: uint16At(bytes, start + 3), samplesPerPixel };
}
