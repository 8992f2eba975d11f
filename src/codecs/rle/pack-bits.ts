/** The run-length coding of a segment (PS3.5 G.3). */
import { badFrame } from '../codec';

const LONGEST = 128;
const NO_OPERATION = 0x80;

/**
 * Unpacks a segment to every `stride`-th byte of `out` from `first` on, until `out` ends. What follows is
 * padding.
 * @throws DicomError `bad-frame` if the segment ends before
 */
export function unpackSegment(segment: Uint8Array, out: Uint8Array, first: number, stride: number): void {
  let at = 0;
  let to = first;
  while (to < out.length) {
    if (at >= segment.length) throw badFrame('rle', at);
    const control = segment[at++];
    if (control < NO_OPERATION) {
      const end = at + control + 1;
      if (end > segment.length && to + (segment.length - at) * stride < out.length) throw badFrame('rle', at);
      for (; at < end && to < out.length; to += stride) out[to] = segment[at++];
      at = end;
    } else if (control > NO_OPERATION) {
      if (at >= segment.length) throw badFrame('rle', at);
      const value = segment[at++];
      for (let left = 257 - control; left > 0 && to < out.length; left--, to += stride) out[to] = value;
    }
  }
}

/** Packs bytes from `start` to `end` to `out` at `at`; returns where it ended. */
export function packRow(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  let literal = start;
  let next = start;
  while (next < end) {
    const run = runLength(bytes, next, end);
    // Two equal bytes between literals cost as much as the literal that they would break.
    if (run >= 3 || (run === 2 && next === literal)) {
      at = packLiteral(bytes, literal, next, out, at);
      out[at++] = 257 - run;
      out[at++] = bytes[next];
      next += run;
      literal = next;
    } else {
      next += run;
    }
  }
  return packLiteral(bytes, literal, end, out, at);
}

function runLength(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(end, start + LONGEST);
  const value = bytes[start];
  let next = start + 1;
  while (next < limit && bytes[next] === value) next++;
  return next - start;
}

function packLiteral(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  for (let from = start; from < end; from += LONGEST) {
    const length = Math.min(LONGEST, end - from);
    out[at++] = length - 1;
    for (let index = from; index < from + length; index++) out[at++] = bytes[index];
  }
  return at;
}
