/** The outline of a JPEG stream: marker segments and entropy-coded data (ITU-T T.81 Annex B). */
import { badFrame } from '../codec';

export const MARKER = {
  SOF0: 0xc0,
  SOF1: 0xc1,
  SOF2: 0xc2,
  SOF3: 0xc3,
  DHT: 0xc4,
  JPG: 0xc8,
  DAC: 0xcc,
  SOF15: 0xcf,
  RST0: 0xd0,
  RST7: 0xd7,
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  DQT: 0xdb,
  DNL: 0xdc,
  DRI: 0xdd,
  APP0: 0xe0,
  APP14: 0xee,
  APP15: 0xef,
  COM: 0xfe,
} as const;

export interface Segment {
  readonly marker: number;
  /** First and last byte of its parameters, without marker and length; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** End of the entropy-coded data that follow a scan header, restart markers included; else `end`. */
  readonly dataEnd: number;
}

/** True for the markers that begin a frame: SOF0 to SOF15 without DHT, JPG and DAC. */
export function isFrameHeader(marker: number): boolean {
  const { SOF0, SOF15, DHT, JPG, DAC } = MARKER;
  return marker >= SOF0 && marker <= SOF15 && marker !== DHT && marker !== JPG && marker !== DAC;
}

/** A marker's name as T.81 Table B.1 has it, for reports. */
export function markerName(marker: number): string {
  if (marker >= MARKER.APP0 && marker <= MARKER.APP15) return `APP${marker - MARKER.APP0}`;
  const known = Object.entries(MARKER).find(([, code]) => code === marker);
  return known?.[0] ?? `0xFF${marker.toString(16).toUpperCase()}`;
}

export function uint16At(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

/**
 * The segments between SOI and EOI. Fill bytes and stray bytes between segments are passed over, as
 * decoders do; a missing EOI is where the bytes end.
 * @returns the segments, and where the stream ended: after EOI, or at the end of `bytes`
 * @throws DicomError `bad-frame` if this is no JPEG stream, or a segment goes past its end
 */
export function splitSegments(bytes: Uint8Array): { readonly segments: readonly Segment[]; readonly end: number } {
  let at = afterFill(bytes, 0);
  if (at === 0 || bytes[at] !== MARKER.SOI) throw badFrame('jpeg', 0);
  at++;
  const segments: Segment[] = [];
  for (;;) {
    const prefix = bytes.indexOf(0xff, at);
    if (prefix < 0) return { segments, end: bytes.length };
    at = afterFill(bytes, prefix);
    if (at >= bytes.length) return { segments, end: bytes.length };
    const marker = bytes[at++];
    if (marker === MARKER.EOI) return { segments, end: at };
    if (!hasLength(marker)) continue;
    if (at + 2 > bytes.length) throw badFrame('jpeg', at);
    const end = at + uint16At(bytes, at);
    if (end < at + 2 || end > bytes.length) throw badFrame('jpeg', at);
    const dataEnd = marker === MARKER.SOS ? endOfData(bytes, end) : end;
    segments.push({ marker, start: at + 2, end, dataEnd });
    at = dataEnd;
  }
}

function afterFill(bytes: Uint8Array, at: number): number {
  while (bytes[at] === 0xff) at++;
  return at;
}

/** Markers that stand alone (T.81 B.1.1.3), and stuffed zeros, carry no length. */
function hasLength(marker: number): boolean {
  return marker > 0x01 && !(marker >= MARKER.RST0 && marker <= MARKER.SOI);
}

/** Where the next marker is that neither restarts the decoder nor is a stuffed byte. */
function endOfData(bytes: Uint8Array, start: number): number {
  for (let at = start; ; ) {
    const prefix = bytes.indexOf(0xff, at);
    if (prefix < 0) return bytes.length;
    const next = afterFill(bytes, prefix);
    if (next >= bytes.length) return prefix;
    if (bytes[next] !== 0 && !(bytes[next] >= MARKER.RST0 && bytes[next] <= MARKER.RST7)) return prefix;
    at = next + 1;
  }
}
