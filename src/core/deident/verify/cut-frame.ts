/**
 * A frame of an output that lost its side data, walked segment by segment beside the original's. What has to go is asked
 * of the same rules as when it was cut out; that nothing else is missing is seen from the bytes.
 */
import { latin1 } from '../../dicom/data-set';
import type { ByteSource, PartsSource, ReadBytes } from '../../io/byte-source';
import { cutOf } from '../../pixel/fragments/technical-data';
import { isSame } from './same-bytes';

/** Bytes that the frame consists of: `end` exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface CutFrame {
  readonly output: PartsSource;
  /** The one fragment in the output. */
  readonly written: ByteRange;
  readonly original: ByteSource;
  /** The fragments in the original. */
  readonly fragments: readonly ByteRange[];
}

/** All there is to know of a segment that may go. */
const LOOK = 256;
const FILL = 0xff;
const STEP = 4_096;
const PADDED = 8;

/**
 * True if the original's marker segments stand in the output one by one, but for those that may name somebody and
 * are not there, and all that follows from the first scan or tile-part on is the same.
 */
export async function isCutRight({ output, written, original, fragments }: CutFrame): Promise<boolean> {
  const [{ start, end }] = fragments;
  const read = inSteps(original);
  const [first, second] = await read(start, start + 2);
  const family = first === 0xff && second === 0xd8 ? 'jpeg' : 'jpeg2000';
  const [samples, comment] = family === 'jpeg' ? [0xda, 0xfe] : [0x90, 0x64];
  let at = start;
  let own = written.start;
  /** True if bytes of the original up to `to` come next in the output. */
  const passes = async (to: number): Promise<boolean> => {
    const isThere = own + (to - at) <= written.end && (await isSame(output, own, original, at, to - at, read));
    own += to - at;
    at = to;
    return isThere;
  };
  if (!(await passes(start + 2))) return false;
  for (;;) {
    if (at + 4 > end) return false;
    const [prefix, marker, high, low] = await read(at, at + 4);
    if (prefix !== 0xff || marker === samples) break;
    if (marker === FILL) {
      if (!(await passes(at + 1))) return false;
      continue;
    }
    const next = at + 2 + high * 256 + low;
    if (next > end) return false;
    const isComment = marker === comment;
    const isSideData = isComment || (family === 'jpeg' && marker >= 0xe0 && marker <= 0xef);
    const beginning = isSideData ? await read(at + 4, Math.min(next, at + 4 + LOOK)) : new Uint8Array(0);
    const cut = isSideData && cutOf({ family, marker, isComment, start: at, end: next, beginning });
    if (!cut) {
      if (!(await passes(next))) return false;
      continue;
    }
    const to = own + cut.bytes.length;
    if (to > written.end) return false;
    const there = await output.read(own, to);
    if (cut.bytes.some((byte, i) => byte !== there[i])) return false;
    own = to;
    at = next;
  }
  const last = fragments.length - 1;
  for (const [i, fragment] of fragments.entries()) {
    if (i > 0) at = fragment.start;
    const isShorter = i === last && written.end - own === fragment.end - at - 1;
    if (!(await passes(isShorter ? fragment.end - 1 : fragment.end))) return false;
  }
  if (at < fragments[last].end) return (own - written.start) % 2 === 0 && isPadding(read, fragments[last], at);
  const padding = await output.read(own, written.end);
  return padding.length === (own - written.start) % 2 && padding.every((byte) => byte === 0);
}

/** True for a zero behind the marker that ends a codestream, others between them or not. */
async function isPadding(read: ReadBytes, { start }: ByteRange, at: number): Promise<boolean> {
  const tail = await read(Math.max(start, at - PADDED), at + 1);
  return /\xff\xd9\0+$/.test(latin1(tail));
}

/** Reads what is short together with what follows: of a Blob each step has its price. */
function inSteps(source: ByteSource): ReadBytes {
  let from = 0;
  let bytes = new Uint8Array(0);
  return async (start, end) => {
    if (end - start > STEP) return source.read(start, end);
    if (start < from || end > from + bytes.length) {
      bytes = new Uint8Array(await source.read(start, Math.min(source.size, start + STEP)));
      from = start;
    }
    return bytes.subarray(start - from, end - from);
  };
}
