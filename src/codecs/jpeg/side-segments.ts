/** Segments beside the image: the two that say what its components mean, and those that may say anything. */
import { isFrameHeader, MARKER, markerName, type Segment } from './segments';

/** What was left out of a stream: a marker's name (T.81 Table B.1) or what it was, and how many bytes. */
export interface Dropped {
  readonly name: string;
  readonly bytes: number;
}

/** What an Adobe segment tells of the components: 0 RGB or CMYK, 1 YCbCr, 2 YCCK. */
export type AdobeTransform = number;

const ADOBE_LENGTH = 12;
const JFIF_LENGTH = 14;

/** Needed for the image, and parsed to its last byte. */
const CODING: readonly number[] = [MARKER.DHT, MARKER.DQT, MARKER.DRI, MARKER.SOS, MARKER.DNL];

function startsWith(bytes: Uint8Array, segment: Segment, text: string): boolean {
  return [...text].every((character, index) => bytes[segment.start + index] === character.charCodeAt(0));
}

function isJfif(bytes: Uint8Array, segment: Segment): boolean {
  const isLong = segment.end - segment.start >= JFIF_LENGTH;
  return segment.marker === MARKER.APP0 && isLong && startsWith(bytes, segment, 'JFIF\0');
}

function isAdobe(bytes: Uint8Array, segment: Segment): boolean {
  const isLong = segment.end - segment.start >= ADOBE_LENGTH;
  return segment.marker === MARKER.APP14 && isLong && startsWith(bytes, segment, 'Adobe');
}

export function hasJfif(bytes: Uint8Array, segments: readonly Segment[]): boolean {
  return segments.some((segment) => isJfif(bytes, segment));
}

export function adobeTransform(bytes: Uint8Array, segments: readonly Segment[]): AdobeTransform | undefined {
  const adobe = segments.find((segment) => isAdobe(bytes, segment));
  return adobe && bytes[adobe.start + ADOBE_LENGTH - 1];
}

/** JFIF, without its thumbnail, and Adobe: each once. */
export function keptSegments(
  bytes: Uint8Array,
  segments: readonly Segment[],
): readonly { readonly marker: number; readonly body: Uint8Array }[] {
  const jfif = segments.find((segment) => isJfif(bytes, segment));
  const adobe = segments.find((segment) => isAdobe(bytes, segment));
  const kept = [];
  if (jfif) {
    const body = bytes.slice(jfif.start, jfif.start + JFIF_LENGTH);
    // Width and height of the thumbnail, a picture of the image before it was masked.
    body.fill(0, JFIF_LENGTH - 2);
    kept.push({ marker: jfif.marker, body });
  }
  if (adobe) kept.push({ marker: adobe.marker, body: bytes.slice(adobe.start, adobe.start + ADOBE_LENGTH) });
  return kept;
}

/** What `keptSegments` and the image leave behind: comments, Exif, XMP, thumbnails, bytes after the end. */
export function droppedSegments(bytes: Uint8Array, segments: readonly Segment[], end: number): readonly Dropped[] {
  const dropped: Dropped[] = [];
  const seen = new Set<number>();
  for (const segment of segments) {
    const { marker } = segment;
    if (isFrameHeader(marker) || CODING.includes(marker)) continue;
    const keptLength = seen.has(marker) ? 0 : keptBytes(bytes, segment);
    if (keptLength > 0) seen.add(marker);
    const left = segment.end - segment.start - keptLength;
    if (left > 0) dropped.push({ name: markerName(marker), bytes: left });
  }
  const after = bytes.subarray(end);
  // A fragment is padded to even length.
  if (after.some((byte) => byte !== 0 && byte !== 0xff)) dropped.push({ name: 'after EOI', bytes: after.length });
  return dropped;
}

function keptBytes(bytes: Uint8Array, segment: Segment): number {
  if (isJfif(bytes, segment)) return JFIF_LENGTH;
  return isAdobe(bytes, segment) ? ADOBE_LENGTH : 0;
}
