/** Takes side data out of frames in fragments (PS3.5 A.4): such a frame becomes one fragment, its other bytes stay. */
import type { ByteSource } from '../../io/byte-source';
import { inParallel } from '../../parallel';
import type { Edit } from '../../splice/edit';
import { encodeItemHeader } from '../../splice/encode-element';
import type { FramesToCut } from './find-side-data';
import type { FragmentIndex } from './frame-index';
import { ITEM_HEADER, type RewrittenFrame } from './rewritten-tables';

export interface CutFragments {
  /** In the order of the file. */
  readonly edits: readonly Edit[];
  readonly frames: ReadonlyMap<number, RewrittenFrame>;
}

const NOTHING = new Uint8Array(0);
const PADDING = new Uint8Array(1);
/** Ends of frames that are read at a time. */
const AT_ONCE = 16;
const TAIL = 8;

/** @param isElsewhere - frames that are written anew, and lose their side data with that */
export async function cutFragments(
  source: ByteSource,
  { index, cuts }: FramesToCut,
  isElsewhere: (frame: number) => boolean,
): Promise<CutFragments> {
  const { list, first } = index;
  const own = [...cuts.keys()].filter((frame) => !isElsewhere(frame));
  const isPadded = await findPadded(
    source,
    index,
    own.filter((frame) => (lengthOf(index, frame) - bytesCut(cuts.get(frame))) % 2 !== 0),
  );
  const edits: Edit[] = [];
  const frames = new Map<number, RewrittenFrame>();
  for (const frame of own) {
    const cut = bytesCut(cuts.get(frame));
    const length = lengthOf(index, frame) - cut - (isPadded.has(frame) ? 1 : 0);
    const start = list.starts[first[frame]];
    edits.push({ start: start - ITEM_HEADER, end: start, bytes: encodeItemHeader(length + (length % 2), false) });
    edits.push(...(cuts.get(frame) ?? []));
    for (let i = first[frame] + 1; i < first[frame + 1]; i++) {
      edits.push({ start: list.starts[i] - ITEM_HEADER, end: list.starts[i], bytes: NOTHING });
    }
    const end = endOf(index, frame);
    if (isPadded.has(frame)) edits.push({ start: end - 1, end, bytes: NOTHING });
    else if (length % 2 !== 0) edits.push({ start: end, end, bytes: PADDING });
    frames.set(frame, { length });
  }
  return { edits, frames };
}

/** By how much cuts make a frame shorter. */
export function bytesCut(cuts: readonly Edit[] = []): number {
  return cuts.reduce((sum, { start, end, bytes }) => sum + (end - start) - bytes.length, 0);
}

/** Bytes of all fragments of a frame. */
function lengthOf({ list, first }: FragmentIndex, frame: number): number {
  let length = 0;
  for (let i = first[frame]; i < first[frame + 1]; i++) length += list.lengths[i];
  return length;
}

function endOf({ list, first }: FragmentIndex, frame: number): number {
  const last = first[frame + 1] - 1;
  return list.starts[last] + list.lengths[last];
}

/** Frames with zeros behind EOI or EOC, of which one made their length even: it isn't needed any more. */
async function findPadded(
  source: ByteSource,
  index: FragmentIndex,
  frames: readonly number[],
): Promise<ReadonlySet<number>> {
  const padded = new Set<number>();
  await inParallel(frames, AT_ONCE, async (frame) => {
    const end = endOf(index, frame);
    const length = Math.min(TAIL, index.list.lengths[index.first[frame + 1] - 1]);
    if (isPaddedEnd(await source.read(end - length, end))) padded.add(frame);
  });
  return padded;
}

function isPaddedEnd(tail: Uint8Array): boolean {
  let end = tail.length;
  while (end > 0 && tail[end - 1] === 0) end--;
  return end < tail.length && tail[end - 1] === 0xd9 && tail[end - 2] === 0xff;
}
