/** Names in comments and application data of compressed frames, which no picture shows. */
import { type FragmentList, latin1 } from '../../dicom/data-set';
import { VR } from '../../dicom/vr';
import type { ByteSource, ReadBytes } from '../../io/byte-source';
import { beginsCodestream, readSideData, type SideData } from '../../pixel/side-data';
import { ascii } from '../../splice/encode-element';
import type { ValueSearch } from './search-value';

/** Fragments that are looked at, spread over all: one program made them. */
const MOST_FRAGMENTS = 64;
/** So many in a row are hardly there by chance. */
const READABLE = /[\x20-\x7e]{6,}/g;

/** True if side data of pixel data in fragments hold an identifier of the original. */
export async function isInSideData(
  { starts, lengths }: Pick<FragmentList, 'starts' | 'lengths'>,
  source: ByteSource,
  search: ValueSearch,
): Promise<boolean> {
  const [, first] = starts;
  if (first === undefined || (lengths[1] as number) < 2) return false;
  if (!beginsCodestream(await source.read(first, first + 2))) return false;
  const read: ReadBytes = (from, to) => source.read(from, to);
  for (const fragment of spread(starts.length - 1)) {
    const start = starts[fragment + 1] as number;
    const pieces = await readSideData(read, start, start + (lengths[fragment + 1] as number));
    if (pieces.some((piece) => holds(piece, search))) return true;
  }
  return false;
}

function holds({ isComment, bytes }: SideData, search: ValueSearch): boolean {
  const text = isComment ? bytes : ascii(latin1(bytes).match(READABLE)?.join('\n') ?? '');
  return search.find(text, VR.UN, false) !== undefined || search.find(bytes, VR.OB, false) !== undefined;
}

/** Numbers from 0 to before `count`: all, or as many as are looked at, the first and the last among them. */
function spread(count: number): number[] {
  if (count <= MOST_FRAGMENTS) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: MOST_FRAGMENTS }, (_, i) => Math.round((i * (count - 1)) / (MOST_FRAGMENTS - 1)));
}
