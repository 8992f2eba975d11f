/**
 * What compressed frames hold beside their samples: comments and application data. They are marker segments before
 * the samples (T.81 B.1.1.4, B.2.4.5, B.2.4.6; T.87 C.1; T.800 A.1.2, A.9.2), so these are never read.
 */
import type { ReadBytes } from '../../io/byte-source';

/** Bytes read at once. */
export const STEP = 4_096;
/** Bytes of a segment that tell what it is. */
const LOOK = 256;
const MOST_SEGMENTS = 1_024;

export type Family = 'jpeg' | 'jpeg2000';

/** A marker segment that no decoder of samples asks for, or only for its first bytes. */
export interface SideData {
  readonly family: Family;
  /** The second byte of its marker. */
  readonly marker: number;
  /** Comments are text, what applications write may be anything. */
  readonly isComment: boolean;
  /** From its marker on; its value begins four bytes later. */
  readonly start: number;
  readonly end: number;
  /** The first bytes of its value. */
  readonly beginning: Uint8Array;
}

/** What stands in a codestream before its samples. */
export interface CodestreamHeader {
  /** In their order. */
  readonly sideData: readonly SideData[];
  /** Everything up to where the samples begin is as it must be. */
  readonly isWhole: boolean;
}

interface Syntax {
  readonly family: Family;
  /** Begins the samples. */
  readonly end: number;
  readonly comment: number;
  readonly allowsFill: boolean;
  isApplications(marker: number): boolean;
  /** A marker that a length follows. */
  hasLength(marker: number): boolean;
}

const JPEG: Syntax = {
  family: 'jpeg',
  end: 0xda,
  comment: 0xfe,
  allowsFill: true,
  isApplications: (marker) => (marker & 0xf0) === 0xe0,
  hasLength: (marker) => marker >= 0xc0 && (marker < 0xd0 || marker > 0xd9) && marker !== 0xff,
};
const JPEG_2000: Syntax = {
  family: 'jpeg2000',
  end: 0x90,
  comment: 0x64,
  allowsFill: false,
  isApplications: () => false,
  hasLength: (marker) => marker >= 0x50 && marker < 0x80,
};

/**
 * What stands before the samples of the codestream that begins with a fragment; undefined where none begins there.
 *
 * @param head - the first bytes of the fragment, where they were read before
 */
export async function readHeader(
  read: ReadBytes,
  start: number,
  end: number,
  head?: Uint8Array,
): Promise<CodestreamHeader | undefined> {
  let from = start;
  let bytes = head ?? (await read(start, Math.min(end, start + STEP)));
  const syntax = syntaxOf(bytes);
  if (!syntax) return undefined;
  const view = async (at: number, to: number): Promise<Uint8Array> => {
    if (to - from > bytes.length) {
      bytes = await read(at, Math.min(end, Math.max(to, at + STEP)));
      from = at;
    }
    return bytes.subarray(at - from, to - from);
  };
  const sideData: SideData[] = [];
  let at = start + 2;
  for (let count = 0; at + 4 <= end && count < MOST_SEGMENTS; count++) {
    const [prefix, marker, high, low] = await view(at, at + 4);
    if (prefix !== 0xff) break;
    if (marker === syntax.end) return { sideData, isWhole: true };
    if (marker === 0xff && syntax.allowsFill) {
      at++;
      continue;
    }
    const next = at + 2 + high * 256 + low;
    if (!syntax.hasLength(marker) || next < at + 4 || next > end) break;
    const isComment = marker === syntax.comment;
    if (isComment || syntax.isApplications(marker)) {
      const beginning = (await view(at + 4, Math.min(next, at + 4 + LOOK))).slice();
      sideData.push({ family: syntax.family, marker, isComment, start: at, end: next, beginning });
    }
    at = next;
  }
  return { sideData, isWhole: false };
}

/** Bytes that tell what begins there. */
export const SIGNATURE_LENGTH = 12;
/** Of JP2 (T.800 I.5.1) and JPEG XL files (ISO/IEC 18181-2): a box of twelve bytes of this type. */
const SIGNATURE_BOXES: readonly string[] = ['jP  ', 'JXL '];

/** True where bytes begin a file of boxes, in which a codestream is one of them: the others may hold anything. */
export function beginsBoxes(bytes: Uint8Array): boolean {
  const [first, second, third, size] = bytes;
  if (first !== 0 || second !== 0 || third !== 0 || size !== SIGNATURE_LENGTH) return false;
  return SIGNATURE_BOXES.includes(String.fromCharCode(...bytes.subarray(4, 8)));
}

/** True where bytes begin a codestream that may have side data. */
export function beginsCodestream(bytes: Uint8Array): boolean {
  return syntaxOf(bytes) !== undefined;
}

function syntaxOf([first, second, third]: Uint8Array): Syntax | undefined {
  if (first !== 0xff || third !== 0xff) return undefined;
  return second === 0xd8 ? JPEG : second === 0x4f ? JPEG_2000 : undefined;
}
