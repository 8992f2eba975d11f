/** Names in comments and application data of compressed frames, which no picture shows; and whether what goes is gone. */
import { type FragmentList, latin1 } from '../../dicom/data-set';
import { VR } from '../../dicom/vr';
import type { ByteSource, ReadBytes } from '../../io/byte-source';
import { cutsOf } from '../../pixel/fragments/find-side-data';
import { beginsBoxes, beginsCodestream, readHeader, SIGNATURE_LENGTH } from '../../pixel/fragments/side-data';
import { ascii } from '../../splice/encode-element';
import type { ValueSearch } from './search-value';

/** Fragments that are looked at, spread over all: one program made them. */
const MOST_FRAGMENTS = 64;
/** Of one fragment, in bytes. */
const MOST = 1_048_576;
/** So many in a row are hardly there by chance. */
const READABLE = /[\x20-\x7e]{6,}/g;

export interface SeenSideData {
  /** They hold an identifier of the original. */
  readonly identifies: boolean;
  /** Some are there that go from every frame, and could go from this one. */
  readonly stays: boolean;
}

const NONE: SeenSideData = { identifies: false, stays: false };

/** What the side data of pixel data in fragments hold. */
export async function lookAtSideData(
  { starts, lengths }: Pick<FragmentList, 'starts' | 'lengths'>,
  source: ByteSource,
  search: ValueSearch,
): Promise<SeenSideData> {
  const [, first] = starts;
  if (first === undefined || (lengths[1] as number) < SIGNATURE_LENGTH) return NONE;
  const beginning = await source.read(first, first + SIGNATURE_LENGTH);
  if (!beginsCodestream(beginning) && !beginsBoxes(beginning)) return NONE;
  const read: ReadBytes = (from, to) => source.read(from, to);
  let stays = false;
  for (const fragment of spread(starts.length - 1)) {
    const start = starts[fragment + 1] as number;
    const end = start + (lengths[fragment + 1] as number);
    const header = await readHeader(read, start, end);
    // What begins no codestream may be anything.
    if (!header && holds(await read(start, Math.min(end, start + 4_096)), search)) return { identifies: true, stays };
    let size = 0;
    for (const { isComment, start: from, end: to } of header?.sideData ?? []) {
      size += to - from;
      if (size > MOST) break;
      if (holds(await read(from + 4, to), search, isComment)) return { identifies: true, stays };
    }
    if (header?.isWhole && cutsOf(header).length > 0) stays = true;
  }
  return { identifies: false, stays };
}

function holds(bytes: Uint8Array, search: ValueSearch, isComment = false): boolean {
  const text = isComment ? bytes : ascii(latin1(bytes).match(READABLE)?.join('\n') ?? '');
  return search.find(text, VR.UN, false) !== undefined || search.find(bytes, VR.OB, false) !== undefined;
}

/** Numbers from 0 to before `count`: all, or as many as are looked at, the first and the last among them. */
function spread(count: number): number[] {
  if (count <= MOST_FRAGMENTS) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: MOST_FRAGMENTS }, (_, i) => Math.round((i * (count - 1)) / (MOST_FRAGMENTS - 1)));
}
