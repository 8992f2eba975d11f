/** What compressed frames hold beside their samples: comments and application data (T.81 B.2.4.5, T.800 A.9.2). */
import type { ReadBytes } from '../io/byte-source';

/** Bytes read at once. */
const STEP = 4_096;
/** Of one fragment, in bytes. */
const MOST = 1_048_576;
const MOST_SEGMENTS = 1_024;

export interface SideData {
  /** Comments are text; what applications write may be anything, and so may what begins no codestream. */
  readonly isComment: boolean;
  readonly bytes: Uint8Array;
}

interface Syntax {
  /** Marks where the samples begin: nothing is read from there on. */
  readonly end: number;
  readonly comment: number;
  isApplications(marker: number): boolean;
}

const JPEG: Syntax = { end: 0xda, comment: 0xfe, isApplications: (marker) => (marker & 0xf0) === 0xe0 };
const JPEG_2000: Syntax = { end: 0x90, comment: 0x64, isApplications: () => false };

/**
 * The side data of the codestream that begins with a fragment: its comments, in JPEG and JPEG-LS also what
 * applications put there, such as Exif. Of a fragment that begins none, its first bytes: they may be anything.
 */
export async function readSideData(read: ReadBytes, start: number, end: number): Promise<SideData[]> {
  const head = await read(start, Math.min(end, start + STEP));
  const syntax = syntaxOf(head);
  if (!syntax) return [{ isComment: false, bytes: head }];
  const bytesAt = async (from: number, to: number): Promise<Uint8Array> =>
    to - start <= head.length ? head.subarray(from - start, to - start) : read(from, to);
  const found: SideData[] = [];
  let size = 0;
  for (let at = start + 2, count = 0; at + 4 <= end && count < MOST_SEGMENTS; count++) {
    const [prefix, marker = 0, high = 0, low = 0] = await bytesAt(at, at + 4);
    if (prefix !== 0xff || marker === syntax.end) break;
    const length = marker === 0xff ? -1 : high * 256 + low;
    const next = at + 2 + length;
    if (next > end || (length >= 0 && length < 2)) break;
    const isComment = marker === syntax.comment;
    if (length > 2 && (isComment || syntax.isApplications(marker))) {
      size += length;
      if (size > MOST) break;
      found.push({ isComment, bytes: await bytesAt(at + 4, next) });
    }
    at = next;
  }
  return found;
}

/** True where bytes begin a codestream that may have side data. */
export function beginsCodestream(bytes: Uint8Array): boolean {
  return syntaxOf(bytes) !== undefined;
}

function syntaxOf([first, second]: Uint8Array): Syntax | undefined {
  if (first !== 0xff) return undefined;
  return second === 0xd8 ? JPEG : second === 0x4f ? JPEG_2000 : undefined;
}
